"""When the two chapters meet: a year back, tonight, and what is planned, counted from the day of the start."""

from calendar import TUESDAY, monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from chapterapp.meetings.models import MeetingKind

YEAR = timedelta(days=365)
THURSDAY, SATURDAY = 3, 5
DECEMBER = 12

EVENING = (
    (10, "Welcome, tea", "Ruth"),
    (10, "The cases, one minute each", "Tom"),
    (60, "Writing", "everyone"),
    (10, "Count, stamps, good news", "Delia"),
)
BUSINESS = ((10, "What came by mail", "Ruth"), (30, "The next two months", "Imani"), (20, "Stamps and money", "Walter"))
LONG_DAY = (
    (30, "Tables, pens, cocoa", "Tom"),
    (150, "Writing, in shifts", "everyone"),
    (30, "Soup", "Marguerite"),
    (90, "Writing, and the last stamps", "everyone"),
)
SOIREE = ((10, "Welcome", "Camille"), (10, "The cases", "Inès"), (60, "Writing", "everyone"), (10, "Post", "Lucien"))


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One meeting. `table`: how many cases are on it; `leads`: who presents them, in turn."""

    meets_on: date
    kind: MeetingKind = MeetingKind.LETTER_WRITING
    title: str = "Letter writing"
    starts: time = time(19)
    ends: time = time(20, 30)
    venue: str | None = None  # else the chapter's
    letter_goal: int | None = 40
    notes: str = ""
    agenda: Sequence[tuple[int, str, str]] = EVENING
    table: int = 0
    cancel_reason: str = ""


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first, _ = monthrange(year, month)
    return date(year, month, 1 + (weekday - first) % 7 + 7 * (nth - 1))


def nth_weekdays(start: date, end: date, weekday: int, nth: int) -> Iterator[date]:
    """The n-th weekday of each month from start to end, both included."""
    for month in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        day = nth_weekday(month // 12, month % 12 + 1, weekday, nth)
        if start <= day <= end:
            yield day


def plan_st_louis(today: date) -> list[Plan]:
    """Fourth and second Tuesdays and the write-a-thon, and an evening today whatever day it is."""
    evenings = [
        Plan(meets_on=day, table=5 + day.month % 2)
        for day in nth_weekdays(today - YEAR, today + timedelta(days=100), TUESDAY, 4)
        if day.month != DECEMBER and day != today
    ]
    business = [
        Plan(
            meets_on=day,
            kind=MeetingKind.BUSINESS,
            title="Business meeting",
            ends=time(20),
            letter_goal=None,
            agenda=BUSINESS,
        )
        for day in nth_weekdays(today - YEAR, today + timedelta(days=70), TUESDAY, 2)
        if day != today
    ]
    cancelled = next(n for n, plan in enumerate(business) if plan.meets_on > today)
    business[cancelled] = replace(
        business[cancelled], cancel_reason="The coffee house is closed that week: the floor is being laid."
    )
    long_days = [
        Plan(
            meets_on=day,
            kind=MeetingKind.WRITE_A_THON,
            title="Write-a-thon",
            starts=time(11),
            ends=time(16),
            venue="Larkspur Avenue Library, great hall, 40 Invented Avenue",
            letter_goal=200,
            agenda=LONG_DAY,
            table=6,
        )
        for day in nth_weekdays(today - YEAR, today + YEAR, SATURDAY, 2)
        if day.month == DECEMBER and day != today
    ]
    return sorted([*evenings, *business, *long_days, tonight(today)], key=lambda plan: plan.meets_on)


def tonight(today: date) -> Plan:
    usual = today.month != DECEMBER and today == nth_weekday(today.year, today.month, TUESDAY, 4)
    return Plan(
        meets_on=today,
        title="Letter writing" if usual else "Letter writing, an extra evening",
        table=7,
        notes=(
            "Begin with Samira Haddad: her letters go to the post tomorrow. Keep her table apart, nothing there may "
            "show who we are. Sam Whitfield is still new; Joan sits with him."
        ),
    )


def plan_lyon(today: date) -> list[Plan]:
    """First Thursdays: three held, two to come."""
    days = list(nth_weekdays(today - timedelta(days=125), today + timedelta(days=70), THURSDAY, 1))
    past = [day for day in days if day < today][-3:]
    coming = [day for day in days if day > today][:2]
    return [
        Plan(
            meets_on=day,
            title="Letter evening",
            starts=time(18, 30),
            ends=time(20),
            letter_goal=15,
            agenda=SOIREE,
            table=3 if day in coming[:1] else 1,
        )
        for day in [*past, *coming]
    ]
