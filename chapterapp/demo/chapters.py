"""The settings of the two chapters, and of the large one. Their addresses do not exist."""

from typing import Any

from chapterapp.chapters.models import PaperSize

ST_LOUIS: dict[str, Any] = {
    "name": "Amnesty St. Louis",
    "group_number": "201",
    "country": "US",
    "time_zone": "America/Chicago",
    "locale": "en_US",
    "paper_size": PaperSize.LETTER,
    "return_address": "P.O. Box 0000\nSt. Louis, MO 63100",
    "neutral_sender": "St. Louis Letter Writers",
    "venue": "Hartmann's Coffee House, back room, 12 Invented Avenue",
    "access_notes": "Ramp at the side door. Bus 70 stops in front. The light switch is behind the coats.",
    "is_public": True,
    "is_demo": True,
}
LYON: dict[str, Any] = {
    "name": "Amnesty Lyon",
    "group_number": "31",
    "country": "FR",
    "time_zone": "Europe/Paris",
    "locale": "en_GB",
    "paper_size": PaperSize.A4,
    "return_address": "BP 00000\n69000 Lyon",
    "neutral_sender": "Les lettres du jeudi",
    "venue": "Salle des Lilas, 4 rue Inventée",
    "access_notes": "First floor, with a lift. Ring at the blue door.",
    "is_public": False,
    "is_demo": True,
}
LARGE: dict[str, Any] = {
    "name": "Amnesty Large",
    "country": "US",
    "time_zone": "America/Chicago",
    "locale": "en_US",
    "paper_size": PaperSize.LETTER,
    "neutral_sender": "Large Letter Writers",
    "venue": "Invented Hall, 100 Invented Avenue",
    "is_demo": True,
}
