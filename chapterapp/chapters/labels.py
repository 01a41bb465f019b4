"""The words for what a chapter's rows hold."""

from flask_babel import lazy_gettext as _

from chapterapp.chapters.models import PaperSize, Role

ROLES = {
    Role.MEMBER: _("Member"),
    Role.HOST: _("Host"),
    Role.COORDINATOR: _("Coordinator"),
    Role.EDITOR: _("Library editor"),
}
IN_A_CHAPTER = {role: words for role, words in ROLES.items() if role is not Role.EDITOR}
MAY = {
    Role.MEMBER: _("sees meetings and cases"),
    Role.HOST: _("checks people in, types the tally, prints"),
    Role.COORDINATOR: _("does all of it: cases, meetings, people, settings"),
    Role.EDITOR: _("keeps the cases of the library"),
}
PAPERS = {
    PaperSize.LETTER: _("Letter, 8½ × 11 in: North America"),
    PaperSize.A4: _("A4: everywhere else"),
}
LOCALES = {  # as Babel writes them; each names itself
    "en": "English",
    "en_US": "English (United States)",
    "en_GB": "English (United Kingdom)",
    "en_CA": "English (Canada)",
    "en_AU": "English (Australia)",
    "en_IE": "English (Ireland)",
    "de": "Deutsch",
    "es": "español",
    "fr": "français",
    "fr_CA": "français (Canada)",
    "it": "italiano",
    "nl": "Nederlands",
    "pt": "português",
}
