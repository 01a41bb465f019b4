"""Addresses as long as they come, in many scripts; invented."""

from chapterapp.addresses import with_country
from chapterapp.labels.contents import Piece, Printing

SENDER = ("The Tuesday Letter Writers", "PO Box 0000", "St. Louis, MO 63100", "UNITED STATES")
LONG = {
    "Burmese": ("MM", ["တရားရေးဝန်ကြီး", "နေပြည်တော်", "Union Minister", "Office No. 25", "Nay Pyi Taw"]),
    "seven with Burmese": (
        "MM",
        ["တရားရေးဝန်ကြီး", "ပြည်ထောင်စုတရားရေးဝန်ကြီးဌာန", "နေပြည်တော်", "Union Minister", "Ministry", "Office 25"],
    ),
    "Arabic": ("EG", ["معالي وزير العدل", "وزارة العدل، القاهرة", "Minister of Justice", "Invented Square, Cairo"]),
    "Persian": ("IR", ["رئیس قوه قضاییه", "Head of the Judiciary", "c/o the Embassy to the European Union, Brussels"]),
    "Cyrillic": ("RU", ["Генеральному прокурору Российской Федерации", "ул. Примерная, 15а, строение 1", "Москва"]),
    "Devanagari": ("IN", ["माननीय गृह मंत्री", "नई दिल्ली", "Minister of Home Affairs", "1 Block, New Delhi 110001"]),
    "compounds": (
        "DE",
        [
            "Bundesministerium der Justiz und für Verbraucherschutz",
            "Rechtsangelegenheitenverwaltungsgesellschaftsdirektorium",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft 5",
            "10117 Berlin",
        ],
    ),
    "Vietnamese": ("VN", ["Ông Bộ trưởng Bộ Công an", "44 Đường Ví Dụ, Hoàn Kiếm", "Hà Nội"]),
    "twelve lines": ("KE", [f"line {n} of twelve with a few more words" for n in range(1, 12)]),
    "one endless word": ("KE", ["x" * 300, "Nairobi"]),
    "a thousand lines": ("KE", ["line"] * 1000),
    "markup": ("KE", ["<b>&amp; {{ 7*7 }} </p>", "</style><script>alert(1)</script>"]),
    "short": ("US", ["Ambassador of Honduras", "1220 Sample Street NW, Suite 4", "Washington, DC 20000"]),
}


def piece(name: str, copies: int = 1) -> Piece:
    country, lines = LONG[name]
    return Piece(name, with_country(lines, country, "US", "en"), country, copies, SENDER)


def printing(*pieces: Piece) -> Printing:
    return Printing("Labels", "en", pieces, ())


def numbered(copies: int) -> Printing:
    """So many labels, each with a line of its own."""
    return printing(*(Piece(f"n{n}", (f"H{n}",), "US", 1, ("H",)) for n in range(copies)))
