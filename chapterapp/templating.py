"""What templates may call: may this visitor do that, and how dates are written here."""

from collections.abc import Callable, MutableMapping
from functools import cache
from gettext import NullTranslations
from typing import Any

import flask.templating
from babel import Locale
from flask import Flask, g
from flask_babel import get_locale, get_translations
from flask_login import current_user

from chapterapp import dates, money
from chapterapp.chapters.models import ROLE_PERMISSIONS, Permission
from chapterapp.markdown import to_html
from chapterapp.partial_dates import format_partial


def can(permission: str) -> bool:
    """Whether the role of this visitor in this chapter has the permission."""
    role = g.get("role")
    return role is not None and Permission(permission) in ROLE_PERMISSIONS[role]


def locale() -> str:
    chapter = g.get("chapter")
    return chapter.locale if chapter else str(get_locale() or "en")


@cache
def words_of(language: Locale | None) -> NullTranslations:
    """The catalogue of the page's language. Flask-Babel spells the language anew at every word, which is a tenth of a
    long list."""
    return get_translations()


def here(write: Callable[..., str]) -> Callable[..., str]:
    """The same for the locale of this page."""

    def written(*values: Any) -> str:
        return write(*values, locale())

    return written


class Environment(flask.templating.Environment):
    """Jinja's, with the globals of a template as one dict. Jinja chains two, so that later globals are seen too, and
    walks the chain at every import and include: a tenth of a page. Ours are all there before the first page."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def init_app(app: Flask) -> None:
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined] # of Jinja's i18n extension
        lambda text: words_of(get_locale()).gettext(text),
        lambda one, many, number: words_of(get_locale()).ngettext(one, many, number),
        newstyle=True,
    )
    app.jinja_env.globals.update(can=can, current_user=current_user, hours=here(dates.hours))
    app.jinja_env.filters.update(
        day=here(dates.day),
        short_day=here(dates.short_day),
        full_day=here(dates.full_day),
        clock=here(dates.clock),
        moment=here(dates.moment),
        partial=here(format_partial),
        country=here(dates.country),
        money=here(money.money),
        markdown=to_html,
    )
