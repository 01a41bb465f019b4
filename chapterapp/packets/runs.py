"""Several versions of a packet in one file: "12 normal, 2 large print, 1 in Spanish"."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from flask_babel import gettext as _
from flask_babel import ngettext

from chapterapp.packets.contents import CaseContents, PacketContents
from chapterapp.packets.options import Run, Version


class Bundle(NamedTuple):
    """One copy of one run, or what lies on one table: pages that are handed out together and numbered from 1. `run` is
    its place among the runs, `table` the number of its only case; `branch` is where it stands in the outline, and
    empty for the whole file."""

    run: int = 0
    copy: int = 1
    table: int = 0
    branch: tuple[str, ...] = ()


def bundles_of(contents: PacketContents) -> list[Bundle]:
    """In the order of the file, named in the language in force."""
    bundles = list(_bundles(contents))
    return bundles if len(bundles) > 1 else [one._replace(branch=()) for one in bundles]


def _bundles(contents: PacketContents) -> Iterator[Bundle]:
    for place, run in enumerate(contents.runs):
        title = title_of(run, contents.language)
        if run.version is Version.TABLE:
            for number, case in enumerate(contents.cases, 1):
                name = _("Table %(number)s: %(name)s", number=number, name=case.name)
                for copy in range(1, run.copies + 1):
                    yield Bundle(place, copy, number, (title, name, *_copy(run, copy)))
            continue
        for copy in range(1, run.copies + 1):
            yield Bundle(place, copy, 0, (title, *_copy(run, copy)))


def _copy(run: Run, copy: int) -> tuple[str, ...]:
    return (_("Copy %(number)s", number=copy),) if run.copies > 1 else ()


def title_of(run: Run, language: str) -> str:
    """ "12 for those who come, large print, Spanish letters" """
    who = {
        Version.COORDINATOR: ngettext("%(num)s for us", "%(num)s for us", run.copies),
        Version.PARTICIPANT: ngettext("%(num)s for those who come", "%(num)s for those who come", run.copies),
        Version.TABLE: ngettext("%(num)s for each table", "%(num)s for each table", run.copies),
    }[run.version]
    how = [_("large print")] if run.large else []
    if run.language:
        how.append(_("letters in %(language)s", language=language_name(run.language, language)))
    return ", ".join([who, *how])


def language_name(code: str, said_in: str) -> str:
    """Of the language `code`, in the language `said_in`; both BCP 47. Of one that Babel does not know: the code."""
    try:
        names = Locale.parse(said_in.replace("_", "-"), sep="-").languages
    except (UnknownLocaleError, ValueError):
        return code
    return str(names.get(code.replace("_", "-").split("-")[0].casefold(), code))


def contents_of(contents: PacketContents, run: Run) -> PacketContents:
    """What one copy of a run prints."""
    is_ours = run.version is Version.COORDINATOR
    return replace(
        contents,
        runs=(run,),
        large=run.large,
        copies=tuple((key, times) for key, times in contents.copies if run.prints(key)),
        cases=tuple(_in_language(case, run.language) for case in contents.cases),
        host_first=contents.host_first if is_ours else "",
        withdraw=contents.withdraw if is_ours else (),
        left_out=contents.left_out if is_ours else (),
    )


def _in_language(case: CaseContents, language: str) -> CaseContents:
    """The case with the letter of that language; the other letters are on none of its pages."""
    return replace(case, letter=dict(case.letters).get(language, case.letter), letters=())
