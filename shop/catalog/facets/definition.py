"""The facets of one product: pairs of a name, as it stands in an address, and a value."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop.catalog.models import Product

Facet = tuple[str, str]


class TextFacet(NamedTuple):
    """A text of a product as a facet: the product's `field`, and what shoppers read above its values."""

    field: str
    title: str | Promise


TEXTS: Final = {"vendor": TextFacet("vendor", _("Brand")), "type": TextFacet("product_type", _("Type"))}
"""By the name in an address, in the order of the page. A change needs a migration, which builds the filters anew."""
ALL, DIGIT = "*", "#"
"""Names that no address has: every product of a list, and one binary digit of its price."""
OPTION = "option."
ONE_PENNY = Decimal("0.001")
IN_STOCK_ONLY = frozenset({("available", "1"), ("sale", "1")})
"""What no product has that is sold out."""


def facets_of(
    product: Product,
    *,
    price: Decimal | None,
    is_on_sale: bool,
    is_available: bool,
    options: Iterable[tuple[str, str]],
) -> set[Facet]:
    """Return the facets of a published product, of which its texts alone are read.

    `price` is the lowest one, in major units, as lists show it.
    """
    facets = {(ALL, "")}
    if is_available:
        facets.add(("available", "1"))
    if is_available and is_on_sale:
        facets.add(("sale", "1"))
    texts = ((name, getattr(product, text.field)) for name, text in TEXTS.items())
    facets.update((name, value) for name, value in texts if value)
    if price is not None:
        facets.add(("price", band_of(price)))
        facets.update((DIGIT, str(digit)) for digit in digits_of(price))
    facets.update((f"{OPTION}{name}", value) for name, value in options if name and value)
    return facets


def band_of(price: Decimal) -> str:
    """Return the price band: from 1, 2 or 5 to 2, 5 or 10 times a power of ten; the upper end belongs to the next."""
    whole = int(price)
    if whole < 1:
        return "0-1"
    decade = 10 ** (len(str(whole)) - 1)
    low, high = {1: (1, 2), 2: (2, 5), 3: (2, 5), 4: (2, 5)}.get(whole // decade, (5, 10))
    return f"{low * decade}-{high * decade}"


def number_of(price: Decimal) -> int:
    """Return an amount as the whole number whose digits are kept."""
    return int(price / ONE_PENNY)


def digits_of(price: Decimal) -> list[int]:
    number = number_of(price)
    return [digit for digit in range(number.bit_length()) if number >> digit & 1]
