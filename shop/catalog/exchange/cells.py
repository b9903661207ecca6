"""The cells of one row: each reader says what is wrong and goes on, so that a product's problems are told at once."""

import re
from decimal import Decimal
from typing import NamedTuple

from django.conf import settings

from shop import money
from shop.catalog.exchange.columns import Header
from shop.catalog.exchange.reading import Row

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
WHOLE_NUMBER = re.compile(r"-?[0-9]+")
MAX_AMOUNT = Decimal(10) ** 11
MAX_WHOLE = 2**31 - 1
YES = {"true", "1", "yes"}
NO = {"false", "0", "no"}


class Problem(NamedTuple):
    """What is wrong, and the line where."""

    line: int
    reason: str


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
        return self.cells[place] if place is not None and place < len(self.cells) else ""

    def text(self, column: str, most: int | None = None) -> str:
        value = self.raw(column).strip()
        if most is not None and len(value) > most:
            self.refuse(f"{column} has {len(value)} characters; {most} is the most")
        return value

    def amount(self, column: str) -> Decimal | None:
        """Read an amount in the shop's currency, or None from an empty cell."""
        value = self.text(column)
        if not value:
            return None
        if not NUMBER.fullmatch(value):
            self.refuse(f"{column} is “{value[:50]}”, but may be a number like 12.50")
            return None
        amount = Decimal(value)
        if amount < 0:
            self.refuse(f"{column} is {value[:50]}, but may not be negative")
        elif amount >= MAX_AMOUNT:
            self.refuse(f"{column} is {value[:50]}, which is too much")
        elif amount != money.quantize(amount):
            places = money.digits(settings.SHOP_CURRENCY)
            self.refuse(f"{column} is {value[:50]}, but {settings.SHOP_CURRENCY} has {places} decimal places")
        return amount

    def whole(self, column: str, *, least: int | None = None) -> int | None:
        """Read a whole number, or None from an empty cell."""
        value = self.text(column)
        if not value:
            return None
        if not WHOLE_NUMBER.fullmatch(value):
            self.refuse(f"{column} is “{value[:50]}”, but may be a whole number")
            return None
        number = Decimal(value)
        if abs(number) > MAX_WHOLE or (least is not None and number < least):
            self.refuse(f"{column} is {value[:50]}, but may be from {-MAX_WHOLE if least is None else least} on")
            return None
        return int(number)

    def flag(self, column: str, *, default: bool) -> bool:
        value = self.text(column).casefold()
        if value and value not in YES | NO:
            self.refuse(f"{column} is “{value[:50]}”, but may be true or false")
        return value in YES if value else default

    def choice(self, column: str, choices: tuple[str, ...], *, default: str) -> str:
        value = self.text(column).casefold() or default
        if value not in choices:
            self.refuse(f"{column} is “{value[:50]}”, but may be {', '.join(choices)}")
            return default
        return value
