"""Prices and pictures as pages show them: all in text."""

from decimal import Decimal
from typing import NamedTuple, Self

from shop.money import Write, format_money
from shop.templating.slots import Slot


class Picture(NamedTuple):
    """A picture's address, its other sizes, and how wide and high it is. Without `src` it is shown as a placeholder."""

    src: Slot = ""
    srcset: Slot = ""
    width: Slot = ""
    height: Slot = ""


class Price(NamedTuple):
    """What something costs, as text; `before` is the higher compare-at price of something that is on sale, or empty.

    `varies`: it is the lowest of several.
    """

    now: Slot
    before: Slot
    varies: bool = False

    @classmethod
    def of(
        cls,
        price: Decimal | None,
        compare_at: Decimal | None = None,
        *,
        varies: bool = False,
        write: Write = format_money,
    ) -> Self:
        """Write amounts in major units of the shop's currency. Without a price there is nothing to write."""
        if price is None:
            return cls("", "")
        is_on_sale = compare_at is not None and compare_at > price
        return cls(write(price), write(compare_at) if compare_at and is_on_sale else "", varies)
