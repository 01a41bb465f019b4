"""How cases end, in sentences: what the timeline says of an end, and what the page says where there is nothing to
celebrate."""

from flask_babel import gettext as _

from chapterapp.cases.models import Outcome

SAD = (Outcome.DIED, Outcome.EXECUTED, Outcome.EXILED, Outcome.REARRESTED)


def line_of(outcome: Outcome) -> str:
    """For the timeline, which stands under the name and is printed: nobody is named in it, no organization either."""
    return {
        Outcome.RELEASED_UNCONDITIONALLY: _("Released, without conditions."),
        Outcome.RELEASED_CONDITIONALLY: _("Released, with conditions."),
        Outcome.RELEASED_ON_BAIL: _("Released on bail."),
        Outcome.RELEASED_AFTER_SERVING: _("Released after serving the sentence."),
        Outcome.RELEASED: _("Released. On what terms is not known."),
        Outcome.ACQUITTED: _("Acquitted."),
        Outcome.CHARGES_DROPPED: _("The charges were dropped."),
        Outcome.PARDONED: _("Pardoned."),
        Outcome.COMMUTED: _("The sentence was commuted."),
        Outcome.STAYED: _("The execution was stayed."),
        Outcome.SENTENCE_REDUCED: _("The sentence was reduced."),
        Outcome.CONDITIONS_IMPROVED: _("The conditions were improved."),
        Outcome.MEDICAL_CARE_GIVEN: _("Medical care was given."),
        Outcome.WHEREABOUTS_KNOWN: _("The whereabouts became known."),
        Outcome.PROTECTION_GIVEN: _("Protection was given."),
        Outcome.LAW_CHANGED: _("The law was changed."),
        Outcome.DIED: _("Died."),
        Outcome.EXECUTED: _("Executed."),
        Outcome.EXILED: _("Driven into exile."),
        Outcome.REARRESTED: _("Arrested again."),
    }[outcome]


def sorry_line(outcome: Outcome | None, name: str) -> str:
    """What a case's page says first where its end is a sad one; empty where it is not."""
    match outcome:
        case Outcome.DIED:
            return _("We are sorry. %(name)s has died.", name=name)
        case Outcome.EXECUTED:
            return _("We are sorry. %(name)s was executed.", name=name)
        case Outcome.EXILED:
            return _("We are sorry. %(name)s had to go into exile.", name=name)
        case Outcome.REARRESTED:
            return _("We are sorry. %(name)s was arrested again.", name=name)
        case _other:
            return ""
