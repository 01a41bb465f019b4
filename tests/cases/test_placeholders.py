"""What is filled in a sample letter, and what nothing fills."""

from collections.abc import Callable
from datetime import date

import pytest
from cast import COORDINATOR, MEMBER
from client import Client
from flask import Flask
from sqlalchemy import select

from chapterapp.cases.models import (
    Addressee,
    AddresseeRole,
    Case,
    LetterKind,
    SampleLetter,
    SenderDetails,
    Subject,
    WriteToPrisoner,
)
from chapterapp.cases.placeholders import fill, names_in, unknown_in
from chapterapp.cases.sample_letters import Filled, fill_letter, may_print, printed_first, recipient_of
from chapterapp.database import across_chapters, db
from chapterapp.markdown import to_html

Visit = Callable[[str | None], Client]
CASE = "/c/st-louis/cases/a-case"
MINISTER, EMBASSY, PRISONER, FAMILY = (
    Addressee(id=n, position=n, role=role, holder=holder, salutation=greeting, own_salutation=own)
    for n, (role, holder, greeting, own) in enumerate(
        (
            (AddresseeRole.TARGET, "The Minister", "Dear Minister,", "Señor Ministro:"),
            (AddresseeRole.DIPLOMAT, "The Ambassador", "Your Excellency,", ""),
            (AddresseeRole.PRISONER, "", "Dear Ana,", ""),
            (AddresseeRole.FAMILY, "", "Dear family,", ""),
        ),
        1,
    )
)
EVERYBODY = (FAMILY, PRISONER, EMBASSY, MINISTER)


def case(**values: object) -> Case:
    rules = {"sender_details": SenderDetails.NAME_AND_TOWN, "write_to_prisoner": WriteToPrisoner.NO}
    return Case(**{"title": "The weavers", **rules, **values})


def letter(body: str = "I write.", **values: object) -> SampleLetter:
    return SampleLetter(**{"body": body, "language": "en", "kind": LetterKind.APPEAL_LETTER, **values})


def subject(name: str = "Ana Lucía", language: str = "") -> Subject:
    own = {"mailing_name": "MAILED", "prisoner_number": "NUMBER"}
    return Subject(display_name=name, own_script_language=language, **own)


def filled(
    app: Flask, body: str, *subjects: Subject, writer: str = "", language: str = "en", **values: object
) -> Filled:
    with app.test_request_context():
        given = {"day": date(2026, 12, 22), "locale": "en_US", "writer": writer}
        return fill_letter(letter(body, language=language), case(**values), subjects, EVERYBODY, **given)


def test_each_name_between_braces_is_found_once() -> None:
    assert names_in("{salutation} {a b} {salutation} {} { date } {x\ny}") == ["salutation", "a b", "", " date "]
    assert unknown_in("{salutation} {subject} {writer} {date}") == []
    assert unknown_in("Dear {Minister}") == ["Minister"]


def test_what_has_no_value_stays_for_somebody_to_see() -> None:
    assert fill("{salutation} {name}", {"salutation": "Dear Minister,"}) == "Dear Minister, {name}"


@pytest.mark.parametrize("value", ["*Ana* `x`", "_Ana_", "<b>Ana</b>", r"\Ana", "&amp;", "{date}"])
def test_what_is_filled_in_is_text_and_no_markup(value: str) -> None:
    html = to_html(fill("I write of {subject}.", {"subject": value, "date": "today"}))
    assert html.striptags().replace("&", "&amp;") in (
        f"I write of {value}.",
        f"I write of {value}.".replace("&", "&amp;"),
    )
    assert "<em>" not in html and "<b>" not in html


@pytest.mark.parametrize(
    ("body", "blocks", "salutation", "written"),
    [
        ("I write.", ["I write."], "Dear Minister,", True),
        ("{date}\n\n{salutation}\n\nI write.\n\n{writer}", ["I write."], "Dear Minister,", True),
        (
            "Town, {date}\n\n{salutation}\n\nI write.",
            ["Town, December 22, 2026", "{salutation}", "I write."],
            "",
            False,
        ),
        ("{salutation} I write of {subject}.", ["Dear Minister, I write of Ana Lucía."], "", True),
        ("Dear Sir,\n\nI write.", ["Dear Sir,", "I write."], "", True),
        ("I am {writer}.", ["I am [Your name]."], "Dear Minister,", True),
        ("I write.\n\nYours,\n{writer}", ["I write.", "Yours,"], "Dear Minister,", True),
    ],
)
def test_the_frame_of_a_letter_is_said_once(
    app: Flask, body: str, blocks: list[str], salutation: str, written: bool
) -> None:
    found = filled(app, body, subject())
    assert found.blocks == [block.replace("{salutation}", "Dear Minister,") for block in blocks]
    assert (found.salutation, bool(found.date)) == (salutation, written)


def test_the_subject_is_called_by_its_name_and_never_as_on_the_envelope(app: Flask) -> None:
    assert filled(app, "{subject}", subject()).blocks == ["Ana Lucía"]
    assert filled(app, "{subject}", subject("A"), subject("B"), subject("C")).blocks == ["A, B, and C"]
    assert filled(app, "{subject}", *map(subject, "ABCD")).blocks == ["The weavers"]


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (SenderDetails.FULL, "[Your name]"),
        (SenderDetails.NOT_STATED, "[Your name]"),
        (SenderDetails.INITIALS_AND_POSTCODE, "[Your initials]"),
    ],
)
def test_the_writers_line_is_as_the_rule_says_until_somebody_is_named(
    app: Flask, rule: SenderDetails, line: str
) -> None:
    assert filled(app, "I am {writer}.", sender_details=rule).blocks == [f"I am {line}."]
    assert filled(app, "I am {writer}.", sender_details=rule, writer="Joan Pryor").blocks == ["I am Joan Pryor."]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "December 22, 2026"),
        ("es", "22 de diciembre de 2026"),
        ("pt-BR", "22 de dezembro de 2026"),
        ("xx", "December 22, 2026"),
    ],
)
def test_the_date_is_in_the_letters_language(app: Flask, language: str, said: str) -> None:
    assert filled(app, "I write.", language=language).date == said


def test_a_letter_in_the_addressees_language_greets_in_it(app: Flask) -> None:
    spanish = filled(app, "Le escribo.", subject(language="es"), language="es")
    assert (spanish.salutation, spanish.own_salutation) == ("Señor Ministro:", "")
    english = filled(app, "I write.", subject(language="es"))
    assert (english.salutation, english.own_salutation) == ("Dear Minister,", "Señor Ministro:")


@pytest.mark.parametrize(
    ("kind", "named", "may", "to"),
    [
        (LetterKind.APPEAL_LETTER, None, WriteToPrisoner.NO, MINISTER),
        (LetterKind.APPEAL_POSTCARD, None, WriteToPrisoner.NO, MINISTER),
        (LetterKind.EMBASSY_COPY, None, WriteToPrisoner.NO, EMBASSY),
        (LetterKind.SOLIDARITY_CARD, None, WriteToPrisoner.YES, PRISONER),
        (LetterKind.SOLIDARITY_LETTER, None, WriteToPrisoner.VIA_FAMILY, FAMILY),
        (LetterKind.SOLIDARITY_LETTER, None, WriteToPrisoner.NOT_STATED, None),
        (LetterKind.APPEAL_LETTER, 2, WriteToPrisoner.NO, EMBASSY),
        (LetterKind.APPEAL_LETTER, 3, WriteToPrisoner.NO, None),
    ],
)
def test_a_letter_goes_to_whom_it_names_or_to_whom_its_kind_goes_and_the_rules_allow(
    kind: LetterKind, named: int | None, may: WriteToPrisoner, to: Addressee | None
) -> None:
    one, about = letter(kind=kind, addressee_id=named), case(write_to_prisoner=may)
    assert recipient_of(one, about, EVERYBODY) is to
    assert may_print(one, about, EVERYBODY) is (to is not None)


def test_the_appeal_letter_in_the_packets_language_is_printed_first() -> None:
    card, spanish, english = letter(kind=LetterKind.APPEAL_POSTCARD), letter(language="es"), letter()
    to_prison = letter(kind=LetterKind.SOLIDARITY_LETTER)
    about = case()
    assert printed_first([to_prison, card, spanish, english], about, EVERYBODY, "en_US") == [english, spanish, card]
    assert printed_first([card, spanish, english], about, EVERYBODY, "es")[0] is spanish


@pytest.mark.parametrize("where", ["letters/new", "letters/{ref}/edit"])
def test_an_unknown_placeholder_is_refused_and_the_letter_stays_typed(app: Flask, visit: Visit, where: str) -> None:
    with app.app_context(), across_chapters("a test reads a letter"):
        ref = db.session.scalars(select(SampleLetter.ref).where(SampleLetter.chapter_id == 1)).one()
    sent = {"language": "en", "body": "{salutation}\n\nI am {writer}, of {town}.", "version": "1"}
    answer = visit(COORDINATOR).post(f"{CASE}/{where.replace('{ref}', ref)}", sent)
    assert answer.status_code == 422
    assert (
        "{town} is nothing that can be filled in. What can: {salutation}, {subject}, {writer}, {date}." in answer.text
    )
    assert "I am {writer}, of {town}." in answer.text


def test_a_letter_names_an_addressee_of_its_own_case_only(app: Flask, visit: Visit) -> None:
    client = visit(COORDINATOR)
    with app.app_context(), across_chapters("a test reads addressees"):
        refs = dict(db.session.execute(select(Addressee.chapter_id, Addressee.ref)).all())
    sent = {"language": "en", "body": "I write.", "kind": "appeal_postcard"}
    assert client.post(f"{CASE}/letters/new", {**sent, "addressee_ref": refs[2]}).status_code == 422
    assert client.post(f"{CASE}/letters/new", {**sent, "addressee_ref": refs[1]}).status_code == 303
    remove = f"{CASE}/addressees/{refs[1]}/remove"
    assert client.post(remove).status_code == 303  # the letter stays, and goes to the first that such a letter goes to
    assert "Appeal postcard" in client.get(CASE).text


def test_the_pages_of_members_show_the_letter_filled(app: Flask, visit: Visit) -> None:
    with app.app_context(), across_chapters("a test changes a letter"):
        one = db.session.scalars(select(SampleLetter).where(SampleLetter.chapter_id == 1)).one()
        subject = db.session.scalars(select(Subject).where(Subject.chapter_id == 1)).one()
        one.body, subject.display_name = "{salutation}\n\nI write of {subject}, and I am {writer}.", "Samira Haddad"
        db.session.commit()
        ref = one.ref
    for address in ("/c/st-louis/letters/a-case", f"{CASE}/letters/{ref}/preview"):
        page = visit(MEMBER).get(address).text
        assert "I write of Samira Haddad, and I am <u>Your name</u>." in page
        assert "Dear Minister" in page and "{" not in page.partition("<main")[2]
        assert "Begin with a sentence of your own" in page


def test_a_letter_that_may_go_to_nobody_is_shown_to_no_member(app: Flask, visit: Visit) -> None:
    with app.app_context(), across_chapters("a test changes a letter"):
        one = db.session.scalars(select(SampleLetter).where(SampleLetter.chapter_id == 1)).one()
        one.kind, one.body = LetterKind.SOLIDARITY_LETTER, "We think of you."
        db.session.commit()
        ref = one.ref
    for address, status in ((CASE, 200), ("/c/st-louis/letters/a-case", 200), (f"{CASE}/letters/{ref}/preview", 404)):
        answer = visit(MEMBER).get(address)
        assert answer.status_code == status
        assert "We think of you." not in answer.text
    page = visit(COORDINATOR).get(CASE).text
    assert "We think of you." in page and "Not printed: the rules let no letter go there" in page
    assert "still needs a letter" in page
