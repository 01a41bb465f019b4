"""The last line of an address, and the order of its parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterapp.addresses import Postal, country_line, format_both, format_postal, postcode_in, with_country

LINES = ["The Minister", "1 Invented Street"]
#             to, from, the sender's locale: the line
COUNTRIES = {
    ("EG", "US", "en"): "EGYPT",
    ("MM", "US", "en"): "MYANMAR",
    ("CD", "US", "en"): "DEMOCRATIC REPUBLIC OF THE CONGO",
    ("HK", "GB", "en"): "HONG KONG",
    ("CI", "US", "en"): "CÔTE D’IVOIRE",
    ("DE", "FR", "en"): "ALLEMAGNE",  # the post in France reads French, whatever the page is in
    ("IT", "CH", "fr_CH"): "ITALIE",
    ("IT", "CH", "it"): "ITALIA",
    ("IT", "CH", "en"): "ITALIEN",
    ("IR", "TR", "tr"): "İRAN",
    ("US", "DE", "de"): "VEREINIGTE STAATEN",
    ("EG", "JP", "ja"): "EGYPT",  # not in Latin letters there: English
    ("US", "GR", "el"): "UNITED STATES",
    ("CN", "MA", "ar"): "CHINE",  # or French
    ("IR", "IN", "hi"): "IRAN",
    ("XK", "GB", "en"): "KOSOVO",
}


@pytest.mark.parametrize(("to", "sender", "locale"), COUNTRIES)
def test_the_country_stands_last_in_capitals_as_the_senders_post_reads_it(to: str, sender: str, locale: str) -> None:
    assert with_country(LINES, to, sender, locale) == (*LINES, COUNTRIES[to, sender, locale])


@pytest.mark.parametrize(
    ("to", "sender"), [("US", "US"), ("", "US"), ("PR", "US"), ("RE", "FR"), ("IM", "GB"), ("AX", "FI")]
)
def test_domestic_mail_has_no_country(to: str, sender: str) -> None:
    assert with_country(LINES, to, sender, "en") == tuple(LINES)


@pytest.mark.parametrize(
    ("typed", "to", "line"),
    [
        ("Honduras", "HN", "HONDURAS"),
        ("  EGYPT ", "EG", "EGYPT"),
        ("Islamic Republic of Iran", "IR", "IRAN"),
        ("Burma", "MM", "MYANMAR"),
        ("Turkey", "TR", "TÜRKIYE"),
        ("Россия", "RU", "RUSSIA"),
        ("République démocratique du Congo", "CD", "DEMOCRATIC REPUBLIC OF THE CONGO"),
        ("Cote d'Ivoire", "CI", "CÔTE D’IVOIRE"),
        ("The Netherlands", "NL", "NETHERLANDS"),
        ("U.K.", "GB", "UNITED KINGDOM"),
    ],
)
def test_a_country_that_was_typed_becomes_the_line_and_stands_once(typed: str, to: str, line: str) -> None:
    assert with_country([*LINES, typed], to, "US", "en")[2:] == (line,)


def test_a_country_typed_for_domestic_mail_goes_but_not_a_town_of_that_name() -> None:
    assert with_country([*LINES, "U.S.A."], "US", "US", "en") == tuple(LINES)
    assert with_country([*LINES, "Singapore"], "SG", "SG", "en") == (*LINES, "Singapore")


@given(
    st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20), min_size=1, max_size=12)
)
def test_no_typed_line_is_dropped_or_moved(typed: list[str]) -> None:
    lines = [f"{line}x" for line in typed]  # none of them is a country
    assert with_country(lines, "EG", "US", "en") == (*lines, "EGYPT")
    assert with_country(lines, "US", "US", "en") == tuple(lines)


US = Postal(name="Ann Lee", street="1 Main St\nApt 2", city="St. Louis", area="MO", postcode="63100")


@pytest.mark.parametrize(
    ("postal", "country", "lines"),
    [
        (US, "US", ["Ann Lee", "1 Main St", "Apt 2", "ST. LOUIS, MO 63100"]),
        (Postal(name="Ann", city="X", postcode="63100"), "US", ["Ann", "X 63100"]),
        (Postal(name="Ann", area="MO"), "US", ["Ann", "MO"]),
        (Postal(name="Ann", city="Ankara", postcode="06100"), "TR", ["Ann", "06100 ANKARA"]),
        (Postal(name="Ann", city="Yangon"), "MM", ["Ann", "YANGON"]),
        (Postal(name="Ann", street="1 Road", postcode="238880"), "SG", ["Ann", "1 Road", "SINGAPORE 238880"]),
        (Postal(name="Ann", street="1 Road"), "SG", ["Ann", "1 Road", "SINGAPORE"]),
        (Postal(name="Ann", organization="O", city="Lyon", postcode="69001"), "FR", ["O", "Ann", "69001 LYON"]),
        (Postal(name="Ann", city="Leeds", postcode="ls1 4ab"), "GB", ["Ann", "LEEDS", "LS1 4AB"]),
        (Postal(name="Ann", city="Nowhere"), "XX", ["Ann", "NOWHERE"]),
        (Postal(), "US", []),
    ],
)
def test_an_address_in_parts_follows_its_countrys_rules_without_stray_signs(
    postal: Postal, country: str, lines: list[str]
) -> None:
    assert format_postal(postal, country) == lines


def test_the_countrys_own_script_stands_above_the_latin_letters() -> None:
    own = Postal(name="田中", street="千代田1", area="東京都", postcode="100-0001")
    latin = Postal(name="Tanaka", street="1 Chiyoda", area="Tokyo", postcode="100-0001")
    assert format_both(own, latin, "JP") == [
        "〒100-0001", "東京都", "千代田1", "田中", "Tanaka", "1 Chiyoda, TOKYO", "100-0001",
    ]  # fmt: skip
    assert format_both(None, latin, "JP") == ["Tanaka", "1 Chiyoda, TOKYO", "100-0001"]


@pytest.mark.parametrize(
    ("line", "country", "code"),
    [
        ("St. Louis, MO 63100-1234", "US", "63100-1234"),
        ("69001 Lyon", "FR", "69001"),
        ("LS1 4AB", "GB", "LS1 4AB"),
        ("x", "US", ""),
        ("12345", "HK", ""),
    ],
)
def test_a_postcode_is_found_by_its_countrys_pattern(line: str, country: str, code: str) -> None:
    assert postcode_in(line, country) == code


def test_a_country_that_nobody_knows_is_its_code() -> None:
    assert country_line("QQ", "US", "en") == "QQ"
