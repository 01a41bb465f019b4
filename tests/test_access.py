"""Who may do what: every route × every persona × own and foreign chapter, the answers written by hand.

They are taken from the matrix of the issue, never from the decorators: this table is the second opinion.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeVar

import pytest
from cast import ADMIN, COORDINATOR, FOREIGN, HOST, MEETING, MEMBER, STRANGER
from client import TOKEN, Client
from flask import Flask, url_for
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from chapterapp import access
from chapterapp.accounts.models import User
from chapterapp.accounts.services import make_reset_token
from chapterapp.attendance.services import add_nameless
from chapterapp.cases.models import Addressee, Case, CaseDocument, CaseUpdate, DocumentKind, SampleLetter, Subject
from chapterapp.chapters.models import Chapter, Role
from chapterapp.clock import now
from chapterapp.database import Model, across_chapters, db
from chapterapp.invitations.services import invite
from chapterapp.letters.mailing import mark_mailed
from chapterapp.letters.models import ActionKind, Channel
from chapterapp.letters.services import log_at_home, save_sheet
from chapterapp.meetings.models import Meeting
from chapterapp.members.models import Member
from chapterapp.members.queries import find_member_by_email
from chapterapp.packets.models import Packet

Row = TypeVar("Row", bound=Model)
Visit = Callable[[str | None], Client]
PERSONAS = (STRANGER, MEMBER, HOST, COORDINATOR, FOREIGN, ADMIN)
LOG_IN, OK, WEAK, GONE = "log in", "ok", "403", "404"
#                stranger member host  coordin. foreign admin
PUBLIC = dict(zip(PERSONAS, (OK, OK, OK, OK, OK, OK), strict=True))
ACCOUNT = dict(zip(PERSONAS, (LOG_IN, OK, OK, OK, OK, OK), strict=True))
CHAPTER = dict(zip(PERSONAS, (LOG_IN, OK, OK, OK, GONE, GONE), strict=True))
EVENING = dict(zip(PERSONAS, (LOG_IN, WEAK, OK, OK, GONE, GONE), strict=True))
COORDINATION = dict(zip(PERSONAS, (LOG_IN, WEAK, WEAK, OK, GONE, GONE), strict=True))
SITE = dict(zip(PERSONAS, (LOG_IN, WEAK, WEAK, WEAK, WEAK, OK), strict=True))
SET_UP = dict.fromkeys(PERSONAS, GONE)  # somebody has an account already

TABLE = {
    "accounts.log_in": PUBLIC,
    "accounts.forgotten": PUBLIC,
    "accounts.asked": PUBLIC,
    "accounts.reset_password": PUBLIC,
    "invitations.accept": PUBLIC,
    "public.show": PUBLIC,
    "public.releases": PUBLIC,
    "site.healthz": PUBLIC,
    "site.readyz": PUBLIC,
    "site.set_up": SET_UP,
    "site.open_chapter": SET_UP,
    "dashboard.index": ACCOUNT,
    "accounts.own": ACCOUNT,
    "accounts.change_password": ACCOUNT,
    "accounts.kept": ACCOUNT,
    "accounts.forget_kept": ACCOUNT,
    "accounts.send_kept": ACCOUNT,
    "accounts.log_out": ACCOUNT,
    "accounts.log_out_everywhere": ACCOUNT,
    "dashboard.show": CHAPTER,
    "meetings.index": CHAPTER,
    "meetings.show": CHAPTER,
    "cases.index": CHAPTER,
    "cases.show": CHAPTER,
    "cases.portrait": CHAPTER,
    "attendance.say_here": CHAPTER,
    "letters.index": CHAPTER,
    "letters.log": CHAPTER,
    "letters.undo": CHAPTER,
    "attendance.door": EVENING,
    "attendance.door_state": EVENING,
    "attendance.check_in": EVENING,
    "attendance.undo_check_in": EVENING,
    "attendance.add_nameless": EVENING,
    "attendance.undo_nameless": EVENING,
    "attendance.add_walk_in": EVENING,
    "attendance.names": EVENING,
    "attendance.undo_name": EVENING,
    "attendance.set_nameless": EVENING,
    "letters.tally": EVENING,
    "letters.undo_sheet": EVENING,
    "letters.numbers": EVENING,
    "letters.correct": EVENING,
    "letters.ticks": EVENING,
    "letters.mail": COORDINATION,
    "letters.undo_mailing": COORDINATION,
    "packets.create": EVENING,
    "packets.show": EVENING,
    "packets.download": EVENING,
    "cases.document": CHAPTER,
    "cases.read": COORDINATION,
    "packets.override": COORDINATION,
    "packets.checks": COORDINATION,
    "packets.take_back_override": COORDINATION,
    "cases.keep": COORDINATION,
    "cases.add_document": COORDINATION,
    "cases.create": COORDINATION,
    "cases.create_past": COORDINATION,
    "cases.edit": COORDINATION,
    "cases.verify": COORDINATION,
    "cases.hold": COORDINATION,
    "cases.stop": COORDINATION,
    "cases.close": COORDINATION,
    "cases.reopen": COORDINATION,
    "cases.delete": COORDINATION,
    "cases.restore": COORDINATION,
    "cases.add_part": COORDINATION,
    "cases.edit_part": COORDINATION,
    "cases.remove_part": COORDINATION,
    "cases.set_portrait": COORDINATION,
    "cases.remove_portrait": COORDINATION,
    "meetings.create": COORDINATION,
    "meetings.plan_next": COORDINATION,
    "meetings.edit": COORDINATION,
    "meetings.agenda": COORDINATION,
    "meetings.cases": COORDINATION,
    "meetings.cancel": COORDINATION,
    "meetings.take_back": COORDINATION,
    "meetings.mark_held": COORDINATION,
    "meetings.delete": COORDINATION,
    "meetings.restore": COORDINATION,
    "members.index": COORDINATION,
    "members.create": COORDINATION,
    "members.show": COORDINATION,
    "members.edit": COORDINATION,
    "members.consents": COORDINATION,
    "members.change_role": COORDINATION,
    "members.deactivate": COORDINATION,
    "members.activate": COORDINATION,
    "members.delete": COORDINATION,
    "members.restore": COORDINATION,
    "members.make_password_link": COORDINATION,
    "invitations.index": COORDINATION,
    "invitations.create": COORDINATION,
    "invitations.invite_member": COORDINATION,
    "invitations.revoke": COORDINATION,
    "chapters.settings": COORDINATION,
    "audit.index": COORDINATION,
    "site.index": SITE,
    "site.create_chapter": SITE,
    "site.appoint": SITE,
}
STATIC = {"static"}
LEAVES = {"accounts.log_out", "accounts.log_out_everywhere"}  # they lead to the log-in by themselves
# What takes something away is asked last, and joining the chapter last of all.
LAST = {
    "cases.remove_part": 1, "cases.remove_portrait": 1, "invitations.revoke": 1, "members.deactivate": 1,
    "cases.delete": 2, "meetings.delete": 2, "members.delete": 2,
    "cases.restore": 3, "meetings.restore": 3, "members.restore": 3,
    "invitations.accept": 4,
}  # fmt: skip
# Past the door, but this thing is not there: no portrait, packet not ready, nothing deleted that could be restored.
ABSENT = {
    "letters.undo",  # a host cannot take back what a member wrote at home
    "cases.portrait",
    "packets.download",
    "cases.restore",
    "meetings.restore",
    "members.restore",
    "members.change_role",
    "members.make_password_link",
    "members.show",
    "members.activate",
    "invitations.accept",
    "invitations.invite_member",
}


# What a post has to name to be taken; in the address where a GET names it too.
SENT = {
    "attendance.check_in": ("member", "key"),
    "attendance.undo_check_in": ("member", "key"),
    "attendance.undo_name": ("member",),
    "attendance.add_nameless": ("key",),
    "attendance.undo_nameless": ("nameless",),
    "letters.undo_sheet": ("sheet",),
    "letters.undo": ("home_sheet",),
    "packets.take_back_override": ("case",),
    "letters.undo_mailing": ("mailing",),
}
QUERY = {"letters.correct": "?case=a-case&kind=appeal_letter", "packets.override": "?case=a-case"}


class Address(NamedTuple):
    endpoint: str
    method: str
    path: str
    data: dict[str, str]


def addresses(app: Flask, slug: str) -> list[Address]:
    """Every route of the application with its parameters filled from one chapter, and the methods it takes."""
    words = things_of(app, slug)
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint in STATIC:
            continue
        feature = rule.endpoint.split(".")[0]
        for kind in ("subjects", "addressees", "letters", "updates") if "kind" in rule.arguments else ("",):
            values = {
                "chapter_slug": slug,
                "kind": kind,
                "slug": slug_of(rule, slug),
                "ref": words.get(kind or rule.endpoint) or words.get(feature, ""),
                "token": words.get(rule.endpoint) or words["invitation"],
            }
            with app.test_request_context():
                path = url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})
            methods = sorted((rule.methods or set()) & {"GET", "POST"})
            data = {name.removeprefix("home_"): words[name] for name in SENT.get(rule.endpoint, ())}
            path += QUERY.get(rule.endpoint, "")
            found += [Address(rule.endpoint, method, path, data) for method in methods]
    return sorted(found, key=lambda address: (address.method, LAST.get(address.endpoint, 0)))


def slug_of(rule: Rule, chapter: str) -> str:
    """What the address means by a slug: a meeting, a case or the chapter."""
    if "/meetings/<slug>" in rule.rule:
        return MEETING
    return "a-case" if "/cases/<slug>" in rule.rule or "/letters/<slug>" in rule.rule else chapter


def things_of(app: Flask, slug: str) -> dict[str, str]:
    """References and tokens of one of each thing of a chapter, made where the cast has none."""
    with app.app_context(), across_chapters("the test fills addresses of both chapters"):
        chapter = db.session.scalars(select(Chapter).where(Chapter.slug == slug)).one()
        chapter.is_public = True
        user = db.session.scalars(select(User).where(User.email == f"coordinator@{slug}.example")).one()
        case = one(Case, chapter)
        db.session.add(
            CaseUpdate(chapter_id=chapter.id, case_id=case.id, happened_on="2024", text="x", recorded_at=now())
        )
        packet = Packet(
            chapter_id=chapter.id, meeting_id=one(Meeting, chapter).id, paper_size=chapter.paper_size,
            fingerprint="x", sources={}, file_name="x.pdf", requested_at=now(),
        )  # fmt: skip
        db.session.add(packet)
        db.session.flush()
        invitation, token = invite(chapter, Role.MEMBER, user)
        meeting, member = one(Meeting, chapter), find_member_by_email(chapter, f"member@{slug}.example")
        written = {(case, ActionKind.APPEAL_LETTER): 4}
        undone, mailed = save_sheet(meeting, None, written, user), save_sheet(meeting, None, written, user)
        assert mailed
        db.session.add(
            CaseDocument(chapter_id=chapter.id, case_id=case.id, kind=DocumentKind.FIRST, text="x", recorded_at=now())
        )
        db.session.flush()
        found = {
            "cases.document": one(CaseDocument, chapter).ref,
            "member": one(Member, chapter).ref,
            "key": "a key of a page",
            "case": "a-case",
            "nameless": add_nameless(meeting, user).ref,
            "sheet": undone.ref,
            "home_sheet": log_at_home(chapter, case, member, ActionKind.APPEAL_LETTER, 1, date(2026, 11, 20), user).ref,
            "mailing": mark_mailed(
                meeting, {(case.id, ActionKind.APPEAL_LETTER): 2}, Channel.US, date(2026, 11, 24), 310, "", user
            ).ref,
            "subjects": one(Subject, chapter).ref,
            "addressees": one(Addressee, chapter).ref,
            "letters": one(SampleLetter, chapter).ref,
            "updates": one(CaseUpdate, chapter).ref,
            "cases": one(Subject, chapter).ref,
            "members": one(Member, chapter).ref,
            "invitations.invite_member": one(Member, chapter).ref,
            "packets": packet.ref,
            "invitations": invitation.ref,
            "invitation": token,
            "accounts.reset_password": make_reset_token(user, None),
        }
        db.session.commit()
    return found


def one(table: type[Row], chapter: Chapter) -> Row:
    return db.session.scalars(select(table).where(table.chapter_id == chapter.id).limit(1)).one()  # type: ignore[attr-defined] # tenant tables have it


def send(client: Client, address: Address) -> TestResponse:
    return client.get(address.path) if address.method == "GET" else client.post(address.path, address.data)


def answer_of(client: Client, address: Address) -> tuple[str, int]:
    """In the words of the table. A rule that refuses, an empty form or a thing that is not there are all "ok": the
    visitor got past the door."""
    answer = send(client, address)
    to_log_in = answer.status_code == 303 and "/log-in" in answer.location
    if to_log_in and (address.endpoint not in LEAVES or not client.is_somebody):
        return LOG_IN, 303
    assert answer.status_code < 500, address
    return {403: WEAK, 404: GONE}.get(answer.status_code, OK), answer.status_code


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_route_answers_each_persona_as_the_table_says(
    app: Flask, visit: Visit, tonight: None, persona: str | None
) -> None:
    wrong, asked = [], 0
    for address in addresses(app, "st-louis"):
        client = visit(persona)
        got, status = answer_of(client, address)
        want = TABLE[address.endpoint][persona]
        absent = address.endpoint in ABSENT and want == OK and status == 404
        asked += 1
        if got != want and not absent:
            wrong.append((address.method, address.path, f"wanted {want}", f"got {status}"))
    assert wrong == []
    assert asked > 90


def test_the_table_names_every_route_and_no_other(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} - STATIC == set(TABLE)


def test_every_route_declares_its_access(app: Flask) -> None:
    assert [row for row in access.list_access(app) if row["access"] is None] == []


def test_a_view_without_a_declared_access_keeps_the_application_from_starting(app: Flask) -> None:
    open_app = Flask("open", static_folder=None)
    open_app.add_url_rule("/open", "open", lambda: "open")
    with pytest.raises(RuntimeError, match="open"):
        access.check_declared(open_app)


def test_a_hook_refuses_an_undeclared_view_all_the_same(app: Flask, visit: Visit) -> None:
    real = app.view_functions["site.healthz"]
    app.view_functions["site.healthz"] = lambda: "open"
    try:
        assert visit(None).get("/healthz").status_code == 403
    finally:
        app.view_functions["site.healthz"] = real


def test_taking_a_guard_out_is_seen_by_the_table(app: Flask, visit: Visit) -> None:
    """The control: without its decorator the settings page would open to everybody, and the table would fail."""
    real = app.view_functions["chapters.settings"]
    app.view_functions["chapters.settings"] = access.public(lambda chapter_slug: "open")
    try:
        assert visit(FOREIGN).get("/c/st-louis/settings").status_code == 200
    finally:
        app.view_functions["chapters.settings"] = real


def test_foreign_and_absent_answer_the_same_bytes(app: Flask, visit: Visit) -> None:
    client = visit(FOREIGN)
    for address in addresses(app, "st-louis"):
        if address.method == "GET" and address.path.startswith("/c/st-louis"):
            foreign = client.get(address.path)
            absent = client.get(address.path.replace("/c/st-louis", "/c/nowhere"))
            assert (foreign.status_code, absent.status_code) == (404, 404)
            assert TOKEN.sub("", foreign.text) == TOKEN.sub("", absent.text), address
