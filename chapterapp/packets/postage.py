"""Which postal zone a letter belongs to."""

from chapterapp.cases.models import Addressee, AddresseeRole, Case


def postage_country(one: Addressee, case: Case, home: str) -> str:
    """The country that the stamp is for. An embassy in the chapter's country (`home`) is inland mail; an address that
    says no country is an embassy's at home, and anybody else's in the country of the case."""
    if one.country:
        return one.country
    return home if one.role is AddresseeRole.DIPLOMAT else case.country


def is_abroad(one: Addressee, case: Case, home: str) -> bool:
    return postage_country(one, case, home) != home
