"""What was done, in words: "changed case 7: deadline, summary"."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chapterapp.audit.models import Entry

# The verb is the first word of an action. What follows it is said as it is written in the code: it names a table.
VERBS = {
    "accept": _("accepted %(what)s"),
    "activate": _("took up %(what)s again"),
    "add": _("added %(what)s"),
    "adopt": _("adopted %(what)s"),
    "append": _("added %(what)s"),
    "ask": _("asked for %(what)s"),
    "cancel": _("cancelled %(what)s"),
    "change": _("changed %(what)s"),
    "clear": _("cleared %(what)s"),
    "close": _("closed %(what)s"),
    "confirm": _("confirmed %(what)s"),
    "correct": _("corrected %(what)s"),
    "create": _("created %(what)s"),
    "decline": _("declined %(what)s"),
    "deactivate": _("deactivated %(what)s"),
    "decide": _("decided %(what)s"),
    "delete": _("deleted %(what)s"),
    "edit": _("changed %(what)s"),
    "end": _("ended %(what)s"),
    "feature": _("chose %(what)s"),
    "give": _("gave %(what)s"),
    "hold": _("marked %(what)s as held"),
    "invite": _("made %(what)s"),
    "join": _("joined with %(what)s"),
    "link": _("linked %(what)s"),
    "log": _("logged in or out: %(what)s"),
    "make": _("made %(what)s"),
    "mark": _("marked %(what)s"),
    "move": _("moved %(what)s"),
    "offer": _("offered %(what)s"),
    "open": _("opened %(what)s"),
    "plan": _("planned %(what)s"),
    "publish": _("published %(what)s"),
    "put": _("put %(what)s"),
    "record": _("recorded %(what)s"),
    "remove": _("removed %(what)s"),
    "render": _("printed %(what)s"),
    "replace": _("replaced %(what)s"),
    "request": _("asked for %(what)s"),
    "restore": _("took back the deletion of %(what)s"),
    "revoke": _("revoked %(what)s"),
    "save": _("saved %(what)s"),
    "schedule": _("planned %(what)s"),
    "set": _("set %(what)s"),
    "start": _("started %(what)s"),
    "stop": _("stopped %(what)s"),
    "take": _("took away %(what)s"),
    "undo": _("took back %(what)s"),
    "update": _("changed %(what)s"),
    "upload": _("uploaded %(what)s"),
    "verify": _("checked %(what)s"),
    "withdraw": _("withdrew %(what)s"),
    "write": _("wrote %(what)s"),
}


def describe(entry: Entry) -> str:
    verb, _rest, part = entry.action.partition("_")
    noun = entry.target.partition(" ")[0]
    what = entry.target
    if part and part != noun:
        what = gettext("%(part)s of %(target)s", part=part.replace("_", " "), target=entry.target)
    did = str(VERBS.get(verb, verb + " %(what)s")) % {"what": what}
    touched = ", ".join(name.replace("_", " ") for name in entry.fields)
    return f"{did}: {touched}" if touched else did
