"""Sums of money: typed in the way of the country, kept in its smallest coin."""

from datetime import date
from decimal import Decimal, InvalidOperation

from babel.numbers import format_currency, get_currency_precision, get_territory_currencies

MOST = 10_000_000


def currency_of(country: str, day: date) -> str:
    """The code of what is paid with there, as in USD."""
    return str((get_territory_currencies(country, day, day) or ["USD"])[0])


def parse_money(typed: str, currency: str) -> int | None:
    """14.60 or 14,60 in the smallest coin. None if it is no sum of money."""
    try:
        value = Decimal(typed.strip().replace(",", ".")) * 10 ** get_currency_precision(currency)
    except InvalidOperation:
        return None
    is_sum = value.is_finite() and value == value.to_integral_value() and 0 <= value <= MOST
    return int(value) if is_sum else None


def money(value: int, currency: str, locale: str) -> str:
    """$14.60, or 14,60 €."""
    return str(format_currency(Decimal(value) / 10 ** get_currency_precision(currency), currency, locale=locale))
