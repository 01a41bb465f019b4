"""The library with 2,000 cases in it, as a chapter sees it that has adopted twenty of them."""

from functools import cache, partial

from sqlalchemy import insert, select

from bench.evening import ROUNDS, ms_of
from bench.large import COORDINATOR, DATABASES, FEW, Large, Result, client_of, in_chapter, large
from chapterapp.accounts.models import User
from chapterapp.cases.models import Addressee, Case, SampleLetter, Subject
from chapterapp.cases.services import edit_case
from chapterapp.chapters.models import Chapter, PaperSize
from chapterapp.clock import now
from chapterapp.database import count_rows_anew, db, enter_chapter
from chapterapp.library.services import adopt_case, open_library

from bench import line  # isort: skip # bench.large finds tests

CASES, ADOPTED, GETS = 2000, 20, 30
PLACE = {"country": "US", "time_zone": "America/Chicago", "paper_size": PaperSize.LETTER}
TEXT = "A sentence about the case that is as long as most are. " * 20


@cache
def stocked(database: str) -> Large:
    """The demo with 1,000 entries and a library; of the adopted cases the library has changed half."""
    here = large(database, FEW)
    with in_chapter(here) as chapter:
        actor = db.session.scalars(select(User).where(User.email == COORDINATOR)).one()
        library = open_library({"name": "Library", **PLACE}, actor)
        enter_chapter(library.id)
        fill(library)
        cases = db.session.scalars(select(Case).where(Case.chapter_id == library.id).limit(ADOPTED)).all()
        enter_chapter(chapter.id)
        for case in cases:
            adopt_case(chapter, case, actor)
        enter_chapter(library.id)
        for case in cases[::2]:
            edit_case(case, {"summary": "New."}, case.version, actor)
        count_rows_anew()
    return here


def fill(library: Chapter) -> None:
    own = {"chapter_id": library.id}
    rows = [
        {
            **own,
            "slug": f"case-{n:04}",
            "title": f"Case {n:04}",
            "country": "EG",
            "published_at": now(),
            "summary": TEXT,
        }
        for n in range(CASES)
    ]
    db.session.execute(insert(Case), rows)
    numbers = db.session.scalars(select(Case.id).where(Case.chapter_id == library.id)).all()
    for table, values in (
        (Subject, {"display_name": "Somebody"}),
        (Addressee, {"holder": "The Minister", "address_lines": "1 Invented Street"}),
        (SampleLetter, {"body": TEXT}),
    ):
        db.session.execute(insert(table), [{**own, "case_id": number, **values} for number in numbers])


def cpu_of(database: str, address: str) -> Result:
    here = stocked(database)
    client = client_of(here, COORDINATOR)
    ms_of(client, address)
    best = min(ms_of(client, address) for _ in range(ROUNDS))
    return best, (
        f"CPU of the web process for a GET of {address} through the test client, a coordinator's session; "
        f"{CASES} cases in the library, {ADOPTED} adopted, half changed since; best of {ROUNDS} means of {GETS}"
    )


PAGES = {
    "list of 2,000, CPU": "/c/large/library",
    "list, its last page, CPU": f"/c/large/library?page={CASES // 50}",
    "list, by name, CPU": "/c/large/library?q=case+19",
    "a case, CPU": "/c/large/library/case-1000",
    "a changed copy, CPU": "/c/large/cases/case-0000",
    "what changed, CPU": "/c/large/cases/case-0000/library-changes",
    "the chapter's cases, CPU": "/c/large/cases",
}


def register(name: str, address: str) -> None:
    for database in DATABASES:
        line(f"library: {name}, {database}", "ms", 15)(partial(cpu_of, database, address))


for page, path in PAGES.items():
    register(page, path)
