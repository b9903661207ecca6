"""The cells of one row: each reader says what is wrong and goes on, so that a product's problems are told at once."""

import re
import unicodedata
from decimal import Decimal
from html import unescape
from typing import NamedTuple

from django.conf import settings

from shop import money
from shop.catalog.shopify_csv import prices, typed_numbers
from shop.catalog.shopify_csv.columns import IMAGE, OPTION_NAMES, OPTION_VALUES, PRODUCT_TEXTS, VARIANT_IMAGE, Header
from shop.catalog.shopify_csv.flags import is_yes
from shop.catalog.shopify_csv.reading import Row

MAX_AMOUNT = Decimal(10) ** 11
MAX_WHOLE = 2**31 - 1
ADDRESSES = {IMAGE, VARIANT_IMAGE}
# What is no HTML, though some programs write it so.
PLAIN = {*PRODUCT_TEXTS, *OPTION_NAMES, *OPTION_VALUES}
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]+\d{0,2});")


class Problem(NamedTuple):
    """What is wrong, and the line where."""

    line: int
    reason: str


def without_entities(text: str) -> str:
    """Read entities of HTML once, as the signs that they stand for."""
    return ENTITY.sub(lambda match: unescape(match[0]), text)


class Cells:
    """One row, read by column; a column that the file lacks reads as empty."""

    def __init__(self, header: Header, row: Row, problems: list[Problem]) -> None:
        self.header = header
        self.line = row.line
        self.cells = row.cells
        self.problems = problems

    def refuse(self, reason: str) -> None:
        self.problems.append(Problem(self.line, reason))

    def raw(self, column: str) -> str:
        place = self.header.positions.get(column)
        value = self.cells[place] if place is not None and place < len(self.cells) else ""
        # An address is asked for as it is spelt.
        return value if value.isascii() or column in ADDRESSES else unicodedata.normalize("NFC", value)

    def text(self, column: str, most: int | None = None) -> str:
        value = self.raw(column).strip()
        if "&" in value and column in PLAIN:
            value = without_entities(value)
        if most is not None and len(value) > most:
            self.refuse(f"{self.called(column)} has {len(value)} characters; {most} is the most")
        return value

    def called(self, column: str) -> str:
        """Return what the file calls the column, so that a sentence names what its reader sees."""
        return self.header.name(column)

    def amount(self, column: str) -> Decimal | None:
        """Read an amount in the shop's currency, or None from an empty cell."""
        value = self.text(column)
        if not value:
            return None
        try:
            amount = prices.read(value, decimal=self.header.decimal_mark)
        except prices.NotAPrice as error:
            self.refuse(f"{self.called(column)} {error}")
            return None
        if amount < 0:
            self.refuse(f"{self.called(column)} is {value[:50]}, but may not be negative")
        elif amount >= MAX_AMOUNT:
            self.refuse(f"{self.called(column)} is {value[:50]}, which is too much")
        elif amount != money.quantize(amount):
            places = money.digits(settings.SHOP_CURRENCY)
            self.refuse(
                f"{self.called(column)} is {value[:50]}, but {settings.SHOP_CURRENCY} has {places} decimal places"
            )
        return amount

    def number(self, column: str, *, places: int) -> Decimal | None:
        """Read a number, or None from an empty cell and from what is no number."""
        value = self.text(column)
        if not value:
            return None
        kind = "a number" if places else "a whole number"
        try:
            number = typed_numbers.read(value, decimal=self.header.decimal_mark, places=places)
        except typed_numbers.TwoMeanings as error:
            self.refuse(f"{self.called(column)} is “{value[:50]}”, which {error}")
            return None
        if number is None or (not places and number != number.to_integral_value()):
            self.refuse(f"{self.called(column)} is “{value[:50]}”, but may be {kind}")
            return None
        return number

    def whole(self, column: str, *, least: int | None = None) -> int | None:
        """Read a whole number, or None from an empty cell."""
        number = self.number(column, places=0)
        if number is None:
            return None
        if abs(number) > MAX_WHOLE or (least is not None and number < least):
            value = self.text(column)[:50]
            self.refuse(
                f"{self.called(column)} is {value}, but may be from {-MAX_WHOLE if least is None else least} to"
                f" {MAX_WHOLE}"
            )
            return None
        return int(number)

    def flag(self, column: str, *, default: bool) -> bool:
        value = self.text(column)
        said = is_yes(value)
        if value and said is None:
            self.refuse(f"{self.called(column)} is “{value[:50]}”, but may be true or false")
        return bool(said) if value else default

    def choice(self, column: str, choices: tuple[str, ...], *, default: str) -> str:
        value = self.text(column).casefold() or default
        if value not in choices:
            self.refuse(f"{self.called(column)} is “{value[:50]}”, but may be {', '.join(choices)}")
            return default
        return value
