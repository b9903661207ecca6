"""Minor units: whole cents, as providers count money. Nothing else in the shop counts in them."""

from decimal import Decimal

from shop import money


def to_minor(amount: Decimal, currency: str, *, digits: int | None = None) -> int:
    """Return an amount in minor units, of which a major one has 10 ** `digits` (by default the currency's own).

    Raises ValueError where it is no whole number of them.
    """
    scaled = amount.scaleb(money.digits(currency) if digits is None else digits)
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{amount} {currency} is no whole number of minor units.")
    return int(scaled)


def from_minor(amount_minor: int, currency: str, *, digits: int | None = None) -> Decimal:
    """Return minor units as an amount in major units."""
    return Decimal(amount_minor).scaleb(-(money.digits(currency) if digits is None else digits))
