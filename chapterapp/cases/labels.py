"""What the states and kinds of cases are called, in words."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from chapterapp.cases.file_models import FileKind
from chapterapp.cases.models import (
    AddresseeRole,
    Answer,
    CaseKind,
    CaseStatus,
    Correspondents,
    DocumentKind,
    LetterKind,
    Outcome,
    SenderDetails,
    SubjectKind,
    UpdateKind,
    WriteToPrisoner,
)
from chapterapp.cases.office_models import OfficeKind, Route

LABELS: dict[StrEnum, str] = {
    CaseKind.URGENT_ACTION: _("Urgent action"),
    CaseKind.ACTION_FILE: _("Action file"),
    CaseKind.SPECIAL_FOCUS: _("Special focus"),
    CaseKind.WRITE_FOR_RIGHTS: _("Write for Rights"),
    CaseKind.MONTHLY_LETTER: _("Monthly letter"),
    CaseKind.HOLIDAY_CARD: _("Holiday card"),
    CaseKind.OWN: _("The chapter's own"),
    CaseStatus.ACTIVE: _("Active"),
    CaseStatus.ON_HOLD: _("On hold"),
    CaseStatus.STOP_ACTION: _("Stop action"),
    CaseStatus.CLOSED: _("Closed"),
    Outcome.RELEASED_UNCONDITIONALLY: _("Released, without conditions"),
    Outcome.RELEASED_CONDITIONALLY: _("Released, with conditions"),
    Outcome.RELEASED_ON_BAIL: _("Released on bail"),
    Outcome.RELEASED_AFTER_SERVING: _("Released after serving the sentence"),
    Outcome.RELEASED: _("Released, terms not known"),
    Outcome.ACQUITTED: _("Acquitted"),
    Outcome.CHARGES_DROPPED: _("Charges dropped"),
    Outcome.PARDONED: _("Pardoned"),
    Outcome.COMMUTED: _("Sentence commuted"),
    Outcome.STAYED: _("Execution stayed"),
    Outcome.SENTENCE_REDUCED: _("Sentence reduced"),
    Outcome.CONDITIONS_IMPROVED: _("Conditions improved"),
    Outcome.MEDICAL_CARE_GIVEN: _("Medical care given"),
    Outcome.WHEREABOUTS_KNOWN: _("Whereabouts known"),
    Outcome.PROTECTION_GIVEN: _("Protection given"),
    Outcome.LAW_CHANGED: _("The law changed"),
    Outcome.DIED: _("Died"),
    Outcome.EXECUTED: _("Executed"),
    Outcome.EXILED: _("Exiled"),
    Outcome.REARRESTED: _("Arrested again"),
    Answer.YES: _("Yes"),
    Answer.NO: _("No"),
    Answer.NOT_STATED: _("Not stated"),
    SubjectKind.PERSON: _("A person"),
    SubjectKind.GROUP: _("A group"),
    SubjectKind.COMMUNITY: _("A community"),
    AddresseeRole.TARGET: _("Who decides"),
    AddresseeRole.COPY: _("Gets a copy"),
    AddresseeRole.DIPLOMAT: _("Embassy, gets a copy"),
    AddresseeRole.PRISONER: _("The person in prison"),
    AddresseeRole.FAMILY: _("The family"),
}
# Apart, since a StrEnum is equal to another with the same word.
TO_PRISONER: dict[StrEnum, str] = {
    WriteToPrisoner.NOT_STATED: _("Not stated"),
    WriteToPrisoner.YES: _("Yes"),
    WriteToPrisoner.NO: _("No"),
    WriteToPrisoner.VIA_FAMILY: _("By way of the family"),
}
CORRESPONDENTS: dict[StrEnum, str] = {
    Correspondents.NOT_STATED: _("Not stated"),
    Correspondents.ANYONE: _("Anyone"),
    Correspondents.LISTED: _("Only those who are listed"),
}
SENDER: dict[StrEnum, str] = {
    SenderDetails.NOT_STATED: _("Not stated"),
    SenderDetails.FULL: _("Full address"),
    SenderDetails.NAME_AND_TOWN: _("Name and town"),
    SenderDetails.INITIALS_AND_POSTCODE: _("Initials and postcode"),
}


def label(word: StrEnum) -> str:
    return str(LABELS[word])


PAPERS: dict[StrEnum, str] = {
    DocumentKind.FIRST: _("Urgent action"),
    DocumentKind.UPDATE: _("Update"),
    DocumentKind.STOP: _("Stop"),
}
UPDATES: dict[StrEnum, str] = {
    UpdateKind.ARREST: _("Arrest"),
    UpdateKind.CHARGE: _("Charge"),
    UpdateKind.TRIAL: _("Trial"),
    UpdateKind.SENTENCE: _("Sentence"),
    UpdateKind.TRANSFER: _("Moved"),
    UpdateKind.HEALTH: _("Health"),
    UpdateKind.REPLY: _("An answer"),
    UpdateKind.OUTCOME: _("How it ended"),
    UpdateKind.OTHER: _("Something else"),
}
FILES: dict[StrEnum, str] = {
    FileKind.LETTER: _("A letter that came"),
    FileKind.DOCUMENT: _("A document"),
    FileKind.PHOTO: _("A photo"),
}
LETTER_KINDS: dict[StrEnum, str] = {
    LetterKind.APPEAL_LETTER: _("Appeal letter"),
    LetterKind.APPEAL_POSTCARD: _("Appeal postcard"),
    LetterKind.SOLIDARITY_LETTER: _("Letter of solidarity"),
    LetterKind.SOLIDARITY_CARD: _("Card of solidarity"),
    LetterKind.EMBASSY_COPY: _("Note with the embassy's copy"),
    LetterKind.EMAIL: _("E-mail"),
}
OFFICE_KINDS: dict[StrEnum, str] = {
    OfficeKind.EMBASSY: _("Embassy"),
    OfficeKind.UN_MISSION: _("Mission to the United Nations"),
    OfficeKind.MINISTRY: _("Ministry"),
    OfficeKind.OTHER: _("Other office"),
}
ROUTES: dict[StrEnum, str] = {
    Route.DIRECT: _("By post, to this address"),
    Route.CARE_OF: _("In the care of an embassy or mission"),
    Route.SECTION: _("By the section, which sends them together"),
    Route.MAIL_VENDOR: _("By a mail service"),
    Route.WEB_FORM: _("By a form on the web"),
}
