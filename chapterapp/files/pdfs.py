"""PDFs that somebody sends: their pages written anew in a process of its own, or refused in words."""

from flask_babel import gettext as _

from chapterapp.apart import Ended, Limits, NoAnswer, run_apart
from chapterapp.errors import Refused

MOST_BYTES = 10 << 20
LIMITS = Limits(wall=20.0, cpu=15, memory=768 << 20)


def copy_safely(data: bytes, limits: Limits = LIMITS) -> bytes:
    """A PDF of the same pages and nothing more. Slow: call it outside of any transaction. Raises Refused, in words."""
    if len(data) > MOST_BYTES:
        raise Refused(_("This PDF is larger than 10 MB."))
    try:
        answer = run_apart("chapterapp.files.pdf_child", data, limits=limits)
    except NoAnswer as no:
        answer = b"slow" if no.args[0] is Ended.TOO_SLOW else b"much"
    if answer.startswith(b"%PDF-"):
        return answer
    raise Refused(_sentence(answer.decode(errors="replace")))


def _sentence(reason: str) -> str:
    known = {
        "encrypted": _("This PDF is locked. Save it without a password and send it again."),
        "long": _("This PDF has more than 50 pages. Send those that matter."),
        "layers": _("This PDF has hidden layers. Print it to a new PDF, or send pictures of its pages."),
        "script": _("This PDF holds a program. Print it to a new PDF, or send pictures of its pages."),
        "jbig2": _("This PDF holds scans in a format that cannot be made anew here. Send pictures of its pages."),
        "slow": _("This PDF takes too long to read. Print it to a new PDF, or send pictures of its pages."),
        "much": _("This PDF needs too much memory. Print it to a new PDF, or send pictures of its pages."),
    }
    return known.get(reason) or _(
        "This PDF cannot be read safely. Print it to a new PDF, or send pictures of its pages."
    )
