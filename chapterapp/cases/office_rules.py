"""How a letter gets to its addressee, and what the stamp on it is for: pure functions."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from chapterapp import dates
from chapterapp.cases.models import Addressee, AddresseeRole
from chapterapp.cases.office_models import Office, OfficeKind, Route

# What an addressee has from its office, by the names of both.
FOLLOWED = {
    "holder": "holder",
    "office": "name",
    "attention": "attention",
    "address_lines": "address_lines",
    "country": "address_country",
    "salutation": "salutation",
    "own_salutation": "own_salutation",
    "email": "email",
    "fax": "fax",
    "phone": "phone",
    "verified_on": "verified_on",
}
UNPRINTED = frozenset({"verified_on"})  # a change of it alone makes no paper old
DIPLOMATS = frozenset({OfficeKind.EMBASSY, OfficeKind.UN_MISSION})


def values_from(office: Office) -> dict[str, Any]:
    """The columns of an addressee that follows the office."""
    return {theirs: getattr(office, own) for theirs, own in FOLLOWED.items()}


def role_of(office: Office) -> AddresseeRole:
    return AddresseeRole.DIPLOMAT if office.kind in DIPLOMATS else AddresseeRole.TARGET


def postage_country(one: Addressee, home: str) -> str:
    """The country that the stamp of one letter is for; empty where the letter needs none. Postage follows the route's
    address: a letter in the care of an embassy that stands in the chapter's country (`home`) is inland mail."""
    match one.route:
        case Route.DIRECT:
            return one.country or home
        case Route.CARE_OF:
            there = one.care_of.address_country if one.care_of else one.country
            return there or home
        case _:
            return ""


def stamp_note(one: Addressee, home: str, locale: str) -> str:
    """Route and stamp in a few words: "Inland stamp", "By the section until Jan 5. No stamp"."""
    if one.route is Route.SECTION:
        until = dates.short_day(one.batch_by, locale) if one.batch_by else ""
        way = _("By the section until %(day)s.", day=until) if until else _("By the section.")
    elif one.route is Route.WEB_FORM:
        return _("On the web: %(address)s", address=one.web_form)
    else:
        way = {Route.MAIL_VENDOR: _("By the mail service."), Route.CARE_OF: _("By the embassy.")}.get(one.route, "")
    return " ".join(part for part in (way, _stamp(postage_country(one, home), home, locale)) if part)


def _stamp(country: str, home: str, locale: str) -> str:
    if not country:
        return _("No stamp")
    return _("Inland stamp") if country == home else _("Stamp for %(country)s", country=dates.country(country, locale))


def lines_of(one: Addressee) -> tuple[list[str], str]:
    """The address as it stands on the envelope, and the country it leads to."""
    lines, country = [one.holder, one.office, one.attention], one.country
    if one.route is Route.CARE_OF and one.care_of:
        lines += [_("c/o %(name)s", name=one.care_of.name), *one.care_of.address_lines.splitlines()]
        country = one.care_of.address_country
    else:
        lines += one.address_lines.splitlines()
    return [line.strip() for line in lines if line.strip()], country


def printed_changes(changed: Sequence[str]) -> list[str]:
    return [name for name in changed if name not in UNPRINTED]
