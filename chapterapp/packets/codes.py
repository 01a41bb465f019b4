"""Short codes on our own sheets: each opens the screen where the sheet of one meeting is typed in.

A code is six letters and digits, none that looks like another, worked out from the meeting and the sheet: nothing is
kept. It is no secret and opens nothing by itself; whoever comes with it has to be allowed to type the sheet in.
"""

from collections.abc import Iterable
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from chapterapp.chapters.models import Permission
from chapterapp.meetings.models import Meeting

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 6


class Sheet(StrEnum):
    SIGN_IN = "sign-in"
    TALLY = "tally"
    POSTAGE = "postage"


class Screen(NamedTuple):
    endpoint: str
    permission: Permission


SCREENS = {
    Sheet.SIGN_IN: Screen("attendance.names", Permission.RUN_MEETINGS),
    Sheet.TALLY: Screen("letters.tally", Permission.RUN_MEETINGS),
    Sheet.POSTAGE: Screen("letters.mail", Permission.PLAN_MEETINGS),
}


def code_of(meeting: Meeting, sheet: Sheet) -> str:
    """ "7KM4RX"."""
    number = int.from_bytes(sha256(f"{meeting.chapter_id} {meeting.id} {sheet}".encode()).digest()[:8])
    return "".join(LETTERS[number >> 5 * place & 31] for place in range(LENGTH))


def spaced(code: str) -> str:
    return f"{code[:3]}\N{NO-BREAK SPACE}{code[3:]}"


def plain(typed: str) -> str:
    """As it is worked out, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def find_sheet(meetings: Iterable[Meeting], code: str) -> tuple[Meeting, Sheet] | None:
    """The first of the meetings that a code belongs to."""
    return next(((one, sheet) for one in meetings for sheet in Sheet if code_of(one, sheet) == code), None)
