"""About how many pages a packet will have, before anything is laid out: for the page that waits, and for the form."""

from chapterapp.packets.contents import PacketContents
from chapterapp.packets.fitting import fit_brief, has_second_page
from chapterapp.packets.page import TALLY_CASES
from chapterapp.packets.runs import bundles_of, contents_of
from chapterapp.packets.sections import Section, sections_of
from chapterapp.packets.sign_in import plan_sign_in

LARGE = {"brief": 5, "letter": 2, "ten-minutes": 2, "sign-in": 3, "host": 2, "petition": 2, "tally": 2, "postage": 2}


def expect_pages(contents: PacketContents) -> int:
    """Of all copies of all versions."""
    pages = {
        place: [(section.number, pages_of(section, contents)) for section in sections_of(contents_of(contents, run))]
        for place, run in enumerate(contents.runs)
    }
    return sum(
        count for bundle in bundles_of(contents) for number, count in pages[bundle.run] if bundle.table in (0, number)
    )


def pages_of(section: Section, contents: PacketContents) -> int:
    if section.large:
        return LARGE.get(section.kind, 1 + (section.kind in ("cover", "back")))
    if section.kind == "brief" and section.case:
        return 1 + has_second_page(section.case, fit_brief(section.case, contents.paper))
    if section.kind == "sign-in":
        return len(plan_sign_in(len(contents.expected), contents.paper))
    if section.kind == "tally":
        return max(1, -(-len(contents.cases) // TALLY_CASES))
    return 1
