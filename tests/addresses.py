"""Every address of the application, filled with the things of one chapter."""

from datetime import date
from typing import NamedTuple, TypeVar

from access_table import LAST, QUERY, SENT, STATIC
from cast import MEETING
from client import Client
from flask import Flask, url_for
from library.room import make_published, open_library
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from chapterapp.accounts.models import User
from chapterapp.accounts.services import make_reset_token
from chapterapp.attendance.services import add_nameless
from chapterapp.cases.file_models import CaseFile, FileKind
from chapterapp.cases.models import (
    Addressee,
    Case,
    CaseDocument,
    CaseUpdate,
    DocumentKind,
    Facility,
    SampleLetter,
    Subject,
)
from chapterapp.cases.office_models import MailStop, Office
from chapterapp.chapters.models import Chapter, Role
from chapterapp.chapters.queries import find_library
from chapterapp.clock import now
from chapterapp.database import Model, across_chapters, db
from chapterapp.files.services import Picture, store_picture
from chapterapp.invitations.services import invite
from chapterapp.labels.models import LabelKind, LabelSheet, LabelState, LabelStock
from chapterapp.letters.mailing import mark_mailed
from chapterapp.letters.models import ActionKind, Channel
from chapterapp.letters.services import log_at_home, save_sheet
from chapterapp.library.queries import find_latest_offer, list_shelf
from chapterapp.library.services import offer_case
from chapterapp.meetings.models import Meeting
from chapterapp.members.models import Member
from chapterapp.members.queries import find_member_by_email
from chapterapp.packets.codes import Sheet, code_of
from chapterapp.packets.models import Packet
from chapterapp.personal_letters.models import LetterPrint, LetterState

Row = TypeVar("Row", bound=Model)


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
                "rule": "enclosures",
                "slug": slug_of(rule, slug),
                "ref": words.get(kind or rule.endpoint) or words.get(feature, ""),
                "code": words["code"],
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
    if "/library/<slug>" in rule.rule:
        return "deniz"
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
        labels = LabelSheet(
            chapter_id=chapter.id, meeting_id=packet.meeting_id, kind=LabelKind.ADDRESSES, stock="avery-5160",
            counts={}, file_name="x.pdf", requested_at=now(), state=LabelState.READY,
        )  # fmt: skip
        letters, at_home = (
            LetterPrint(chapter_id=chapter.id, file_name="x.pdf", requested_at=now(), state=LetterState.READY, **of)
            for of in ({"meeting_id": packet.meeting_id}, {"case_id": case.id})
        )
        db.session.add_all([packet, labels, letters, at_home])
        db.session.flush()
        invitation, token = invite(chapter, Role.MEMBER, user)
        meeting, member = one(Meeting, chapter), find_member_by_email(chapter, f"member@{slug}.example")
        written = {(case, ActionKind.APPEAL_LETTER): 4}
        undone, mailed = save_sheet(meeting, None, written, user), save_sheet(meeting, None, written, user)
        assert mailed
        db.session.add(
            CaseDocument(chapter_id=chapter.id, case_id=case.id, kind=DocumentKind.FIRST, text="x", recorded_at=now())
        )
        file = add_file(case)
        db.session.flush()
        found = {
            "cases.document": one(CaseDocument, chapter).ref,
            **dict.fromkeys(("cases.file", "cases.edit_file", "cases.remove_file"), file.ref),
            "member": one(Member, chapter).ref,
            "key": "a key of a page",
            "code": code_of(meeting, Sheet.SIGN_IN),
            "case": "a-case",
            "listed": one(Office, chapter).ref,
            "offices": one(Office, chapter).ref,
            "offices.resume_mail": one(MailStop, chapter).ref,
            "cases.follow_office": one(Addressee, chapter).ref,
            "cases.preview_letter": one(SampleLetter, chapter).ref,
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
            "facilities": one(Facility, chapter).ref,
            "members": one(Member, chapter).ref,
            "invitations.invite_member": one(Member, chapter).ref,
            "packets": packet.ref,
            "labels": labels.ref,
            "personal_letters": letters.ref,
            **dict.fromkeys(("personal_letters.show_at_home", "personal_letters.download_at_home"), at_home.ref),
            "labels.remove_stock": one(LabelStock, chapter).ref,
            "invitations": invitation.ref,
            "invitation": token,
            "accounts.reset_password": make_reset_token(user, None),
        }
        library = find_library() or open_library()
        if not list_shelf(library).rows:
            make_published(library)
        found["editor"] = one(Member, library).ref
        found["library"] = offer_once(case, user)
        db.session.commit()
    return found


def add_file(case: Case) -> CaseFile:
    """A scan that members may see."""
    own, picture = {"chapter_id": case.chapter_id, "case_id": case.id}, Picture(b"a picture", 1, 1)
    told = {"title": "x", "kind": FileKind.LETTER, "for_members": True, "uploaded_at": now()}
    row = CaseFile(**own, **told, file_id=store_picture(case.chapter_id, picture).id)
    db.session.add(row)
    return row


def offer_once(case: Case, user: User) -> str:
    offer = find_latest_offer(case)
    return (offer or offer_case(case, user)).ref


def one(table: type[Row], chapter: Chapter) -> Row:
    return db.session.scalars(select(table).where(table.chapter_id == chapter.id).limit(1)).one()  # type: ignore[attr-defined] # tenant tables have it


def send(client: Client, address: Address) -> TestResponse:
    return client.get(address.path) if address.method == "GET" else client.post(address.path, address.data)
