"""A case: whom the letters are for, what they ask, whom they go to, and what paper may say."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from chapterapp.accounts.models import User
from chapterapp.cases.office_models import Office, Route
from chapterapp.chapters.models import Chapter
from chapterapp.database import Deletable, Model, Referenced, Versioned
from chapterapp.files.models import StoredFile


class CaseKind(StrEnum):
    URGENT_ACTION = "urgent_action"
    ACTION_FILE = "action_file"
    SPECIAL_FOCUS = "special_focus"
    WRITE_FOR_RIGHTS = "write_for_rights"
    MONTHLY_LETTER = "monthly_letter"
    HOLIDAY_CARD = "holiday_card"
    OWN = "own"


class CaseStatus(StrEnum):
    ACTIVE = "active"
    ON_HOLD = "on_hold"
    STOP_ACTION = "stop_action"
    CLOSED = "closed"


class Outcome(StrEnum):
    RELEASED_UNCONDITIONALLY = "released_unconditionally"
    RELEASED_CONDITIONALLY = "released_conditionally"
    RELEASED_ON_BAIL = "released_on_bail"
    RELEASED_AFTER_SERVING = "released_after_serving"
    RELEASED = "released"  # and nobody knows on what terms
    ACQUITTED = "acquitted"
    CHARGES_DROPPED = "charges_dropped"
    PARDONED = "pardoned"
    COMMUTED = "commuted"
    STAYED = "stayed"
    SENTENCE_REDUCED = "sentence_reduced"
    CONDITIONS_IMPROVED = "conditions_improved"
    MEDICAL_CARE_GIVEN = "medical_care_given"
    WHEREABOUTS_KNOWN = "whereabouts_known"
    PROTECTION_GIVEN = "protection_given"
    LAW_CHANGED = "law_changed"
    DIED = "died"
    EXECUTED = "executed"
    EXILED = "exiled"
    REARRESTED = "rearrested"


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_STATED = "not_stated"


class WriteToPrisoner(StrEnum):
    YES = "yes"
    NO = "no"
    VIA_FAMILY = "via_family"
    NOT_STATED = "not_stated"


class SenderDetails(StrEnum):
    FULL = "full"
    NAME_AND_TOWN = "name_and_town"
    INITIALS_AND_POSTCODE = "initials_and_postcode"
    NOT_STATED = "not_stated"


class UpdateKind(StrEnum):
    ARREST = "arrest"
    CHARGE = "charge"
    TRIAL = "trial"
    SENTENCE = "sentence"
    TRANSFER = "transfer"
    HEALTH = "health"
    REPLY = "reply"
    OUTCOME = "outcome"
    OTHER = "other"


class Correspondents(StrEnum):
    """Who may write to the person, where one may at all."""

    ANYONE = "anyone"
    LISTED = "listed"
    NOT_STATED = "not_stated"


class SubjectKind(StrEnum):
    PERSON = "person"
    GROUP = "group"
    COMMUNITY = "community"


class AddresseeRole(StrEnum):
    TARGET = "target"
    COPY = "copy"
    DIPLOMAT = "diplomat"
    PRISONER = "prisoner"
    FAMILY = "family"


class LetterKind(StrEnum):
    """What a sample is for: it says whom it goes to, unless the letter names an addressee."""

    APPEAL_LETTER = "appeal_letter"
    APPEAL_POSTCARD = "appeal_postcard"
    SOLIDARITY_LETTER = "solidarity_letter"
    SOLIDARITY_CARD = "solidarity_card"
    EMBASSY_COPY = "embassy_copy"
    EMAIL = "email"


class Case(Deletable, Versioned, Model):
    """`version` counts edits of its own columns; `revision` also those of its subjects, addressees and letters."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("chapter_id", "id"),
        UniqueConstraint("chapter_id", "slug"),
        UniqueConstraint("chapter_id", "origin_id"),  # a chapter adopts a case once
        Index(None, "chapter_id", "published_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey(Chapter.id, ondelete="CASCADE"))
    slug: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))

    title: Mapped[str]
    line: Mapped[str] = mapped_column(default="")  # under the name: who and what happened, in one line
    kind: Mapped[CaseKind] = mapped_column(default=CaseKind.URGENT_ACTION)
    ua_number: Mapped[str] = mapped_column(default="")
    index_number: Mapped[str] = mapped_column(default="")
    country: Mapped[str]
    region: Mapped[str] = mapped_column(default="")
    issues: Mapped[str] = mapped_column(default="")
    source_url: Mapped[str] = mapped_column(default="")

    summary: Mapped[str] = mapped_column(default="")
    background: Mapped[str] = mapped_column(default="")
    recommended_actions: Mapped[str] = mapped_column(default="")  # one a line
    talking_points: Mapped[str] = mapped_column(default="")
    topics_to_avoid: Mapped[str] = mapped_column(default="")

    write_to_prisoner: Mapped[WriteToPrisoner] = mapped_column(default=WriteToPrisoner.NOT_STATED)
    name_amnesty: Mapped[Answer] = mapped_column(default=Answer.NOT_STATED)
    sender_details: Mapped[SenderDetails] = mapped_column(default=SenderDetails.NOT_STATED)
    religious_content: Mapped[Answer] = mapped_column(default=Answer.NOT_STATED)
    enclosures: Mapped[Answer] = mapped_column(default=Answer.NOT_STATED)
    correspondents: Mapped[Correspondents] = mapped_column(default=Correspondents.NOT_STATED)
    languages: Mapped[str] = mapped_column(default="")

    deadline_on: Mapped[date | None]
    verified_on: Mapped[date | None]
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))
    status: Mapped[CaseStatus] = mapped_column(default=CaseStatus.ACTIVE)
    status_reason: Mapped[str] = mapped_column(default="")
    status_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None]
    outcome_on: Mapped[str] = mapped_column(default="")  # a partial date: "2024", "2024-03", "2024-03-11"
    is_public: Mapped[bool] = mapped_column(default=False)  # somebody ticked it; rules.is_shown has the last word
    story: Mapped[str] = mapped_column(default="")  # what the world may read
    search_text: Mapped[str] = mapped_column(default="", deferred=True)  # searching.text_of, kept by services.refold

    local_notes: Mapped[str] = mapped_column(default="")  # never leave the chapter, never on paper
    # Of a copy: the library's case, and the revision and contents of it that the chapter answered last.
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id", ondelete="SET NULL"), index=True)
    origin_revision: Mapped[int | None]
    origin_said: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    published_at: Mapped[datetime | None]  # of a case of the library: since when every chapter sees it

    verified_by: Mapped[User | None] = relationship(foreign_keys=[verified_by_id])
    changed_by: Mapped[User | None] = relationship(foreign_keys=[changed_by_id])


class Facility(Referenced, Versioned, Model):
    """A place where people are held, kept once in a chapter, and what it asks of letters to them."""

    __tablename__ = "facilities"
    __table_args__ = (UniqueConstraint("chapter_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey(Chapter.id, ondelete="CASCADE"))
    name: Mapped[str]
    country: Mapped[str]
    address_lines: Mapped[str] = mapped_column(default="")
    full_name_required: Mapped[Answer] = mapped_column(default=Answer.NOT_STATED)
    return_address_required: Mapped[Answer] = mapped_column(default=Answer.NOT_STATED)
    number_required: Mapped[Answer] = mapped_column(default=Answer.NOT_STATED)
    languages: Mapped[str] = mapped_column(default="")
    paper_rules: Mapped[str] = mapped_column(default="")  # paper, size, enclosures, in its own words
    letters_are_read: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    checked_on: Mapped[date | None]


class Subject(Referenced, Versioned, Model):
    __tablename__ = "subjects"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "facility_id"], [Facility.chapter_id, Facility.id]),
        ForeignKeyConstraint(["chapter_id", "portrait_id"], [StoredFile.chapter_id, StoredFile.id]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    case_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(default=1)
    kind: Mapped[SubjectKind] = mapped_column(default=SubjectKind.PERSON)
    display_name: Mapped[str]
    own_script_name: Mapped[str] = mapped_column(default="")
    own_script_language: Mapped[str] = mapped_column(default="")
    mailing_name: Mapped[str] = mapped_column(default="")
    prisoner_number: Mapped[str] = mapped_column(default="")
    pronouns: Mapped[str] = mapped_column(default="")
    is_prisoner_of_conscience: Mapped[bool] = mapped_column(default=False)
    birthday: Mapped[str] = mapped_column(default="")
    held_at: Mapped[str] = mapped_column(default="")  # in words, as paper says it
    facility_id: Mapped[int | None] = mapped_column(index=True)  # whose rules letters to the person must keep
    held_since: Mapped[str] = mapped_column(default="")  # a partial date
    sentence: Mapped[str] = mapped_column(default="")
    portrait_id: Mapped[int | None] = mapped_column()
    portrait_alt: Mapped[str] = mapped_column(default="")
    portrait_credit: Mapped[str] = mapped_column(default="")
    portrait_permission: Mapped[str] = mapped_column(default="")
    portrait: Mapped[StoredFile | None] = relationship(foreign_keys=[portrait_id])
    facility: Mapped[Facility | None] = relationship(foreign_keys=[facility_id])


class Addressee(Referenced, Versioned, Model):
    """An office and its holder apart: the holder changes, the office stays. One that follows an office of the chapter's
    list has its words from there."""

    __tablename__ = "addressees"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "office_id"], [Office.chapter_id, Office.id]),
        ForeignKeyConstraint(["chapter_id", "care_of_id"], [Office.chapter_id, Office.id]),
        UniqueConstraint("chapter_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    case_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(default=1)
    role: Mapped[AddresseeRole] = mapped_column(default=AddresseeRole.TARGET)
    office_id: Mapped[int | None] = mapped_column(index=True)
    holder: Mapped[str] = mapped_column(default="")
    office: Mapped[str] = mapped_column(default="")
    attention: Mapped[str] = mapped_column(default="")  # a line of the address, as it is written
    address_lines: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    salutation: Mapped[str] = mapped_column(default="")
    own_salutation: Mapped[str] = mapped_column(default="")  # in the addressee's own language
    email: Mapped[str] = mapped_column(default="")
    email_bcc: Mapped[str] = mapped_column(default="")
    email_subject: Mapped[str] = mapped_column(default="")
    fax: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    verified_on: Mapped[date | None]  # the address was checked
    route: Mapped[Route] = mapped_column(default=Route.DIRECT)
    care_of_id: Mapped[int | None] = mapped_column(index=True)
    batch_by: Mapped[date | None]  # the section takes letters until then
    web_form: Mapped[str] = mapped_column(default="")
    care_of: Mapped[Office | None] = relationship(
        primaryjoin=lambda: and_(foreign(Addressee.care_of_id) == Office.id, Addressee.chapter_id == Office.chapter_id),
        viewonly=True,
    )

    @property
    def care_of_ref(self) -> str:
        return self.care_of.ref if self.care_of else ""


class SampleLetter(Referenced, Versioned, Model):
    """`body` holds the placeholders of cases.placeholders, which are filled when it is printed or shown."""

    __tablename__ = "sample_letters"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),
        ForeignKeyConstraint(["chapter_id", "addressee_id"], [Addressee.chapter_id, Addressee.id]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    case_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(default=1)
    kind: Mapped[LetterKind] = mapped_column(default=LetterKind.APPEAL_LETTER)
    addressee_id: Mapped[int | None] = mapped_column(index=True)  # none: the first of those its kind goes to
    language: Mapped[str] = mapped_column(default="en")
    body: Mapped[str]
    addressee: Mapped[Addressee | None] = relationship(foreign_keys=[addressee_id], viewonly=True)

    @property
    def addressee_ref(self) -> str:
        return self.addressee.ref if self.addressee else ""


class CaseUpdate(Referenced, Versioned, Model):
    """One thing that happened, on a date that may be only a year or a month, or not known (empty)."""

    __tablename__ = "case_updates"
    __table_args__ = (ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    case_id: Mapped[int] = mapped_column(index=True)
    kind: Mapped[UpdateKind] = mapped_column(default=UpdateKind.OTHER)
    outcome: Mapped[Outcome | None]  # of an end, which wrote itself down when the case was closed
    happened_on: Mapped[str]
    text: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    is_public: Mapped[bool] = mapped_column(default=False)  # shown beside its case, where that is shown
    recorded_at: Mapped[datetime]


class DocumentKind(StrEnum):
    FIRST = "first"
    UPDATE = "update"
    STOP = "stop"


class CaseDocument(Referenced, Model):
    """One published paper of a case: the first, an update, a stop; its text as it came."""

    __tablename__ = "case_documents"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "case_id"], [Case.chapter_id, Case.id], ondelete="CASCADE"),
        Index(None, "chapter_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    case_id: Mapped[int] = mapped_column(index=True)
    kind: Mapped[DocumentKind]
    number: Mapped[str] = mapped_column(default="")  # "UA 60/16", in this one spelling
    issue: Mapped[str] = mapped_column(default="")
    index_number: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None]
    deadline_on: Mapped[date | None]
    text: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id, ondelete="SET NULL"))
