"""What a chapter keeps once for all its cases: offices and who holds them, and the countries no mail goes to."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chapterapp.chapters.models import Chapter
from chapterapp.database import Model, Referenced, Versioned


class OfficeKind(StrEnum):
    EMBASSY = "embassy"
    UN_MISSION = "un_mission"
    MINISTRY = "ministry"
    OTHER = "other"


class Route(StrEnum):
    """How a letter gets to its addressee."""

    DIRECT = "direct"
    CARE_OF = "care_of"  # in an envelope to an embassy or a mission, which passes it on
    SECTION = "section"  # collected by the section, which sends them together
    MAIL_VENDOR = "mail_vendor"
    WEB_FORM = "web_form"


class Office(Referenced, Versioned, Model):
    """An office and its holder apart: a new holder changes every addressee that follows the office."""

    __tablename__ = "offices"
    __table_args__ = (UniqueConstraint("chapter_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey(Chapter.id, ondelete="CASCADE"))
    kind: Mapped[OfficeKind] = mapped_column(default=OfficeKind.EMBASSY)
    of_country: Mapped[str]  # whose it is: proposed on every case of that country
    name: Mapped[str]
    holder: Mapped[str] = mapped_column(default="")
    attention: Mapped[str] = mapped_column(default="")
    salutation: Mapped[str] = mapped_column(default="")
    own_salutation: Mapped[str] = mapped_column(default="")
    address_lines: Mapped[str] = mapped_column(default="")
    address_country: Mapped[str] = mapped_column(default="")  # where it stands
    email: Mapped[str] = mapped_column(default="")
    fax: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    verified_on: Mapped[date | None]


class MailStop(Referenced, Model):
    """A country that the post does not carry letters to."""

    __tablename__ = "mail_stops"
    __table_args__ = (UniqueConstraint("chapter_id", "country"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int] = mapped_column(ForeignKey(Chapter.id, ondelete="CASCADE"))
    country: Mapped[str]
    since: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")


class FormerHolder(Model):
    """Somebody whom a packet printed from an earlier revision of the case still names."""

    __tablename__ = "former_holders"
    __table_args__ = (
        ForeignKeyConstraint(["chapter_id", "case_id"], ["cases.chapter_id", "cases.id"], ondelete="CASCADE"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chapter_id: Mapped[int]
    case_id: Mapped[int] = mapped_column(index=True)
    revision: Mapped[int]  # of the case, the first without the name
    is_ambassador: Mapped[bool] = mapped_column(default=False)
    office: Mapped[str] = mapped_column(default="")
    holder: Mapped[str]
    new_holder: Mapped[str] = mapped_column(default="")
