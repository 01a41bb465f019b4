"""Which postal zone a letter belongs to."""

from chapterapp.cases.models import Addressee, AddresseeRole, Case
from chapterapp.cases.office_rules import postage_country


def is_abroad(one: Addressee, case: Case, home: str) -> bool:
    """Whether the stamp is one for abroad. An address that says no country is an embassy's at home, and anybody else's
    in the country of the case."""
    if not one.country and not one.care_of and one.role is not AddresseeRole.DIPLOMAT:
        return case.country != home
    return postage_country(one, home) not in ("", home)
