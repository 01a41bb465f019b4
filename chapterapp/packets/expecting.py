"""About how many pages a packet will have, before anything is laid out: for the page that waits."""

from chapterapp.packets.contents import PacketContents
from chapterapp.packets.fitting import fit_brief, has_second_page
from chapterapp.packets.page import TALLY_CASES
from chapterapp.packets.sections import Section, sections_of
from chapterapp.packets.sign_in import plan_sign_in


def expect_pages(contents: PacketContents) -> int:
    return sum(pages_of(section, contents) for section in sections_of(contents))


def pages_of(section: Section, contents: PacketContents) -> int:
    if section.kind == "brief" and section.case:
        return 1 + has_second_page(section.case, fit_brief(section.case, contents.paper))
    if section.kind == "sign-in":
        return len(plan_sign_in(len(contents.expected), contents.paper))
    if section.kind == "tally":
        return max(1, -(-len(contents.cases) // TALLY_CASES))
    return 1
