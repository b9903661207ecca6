"""Numbers as people type them: with any script's digits, either decimal mark, and marks between thousands.

What could mean two numbers is read as neither.
"""

import re
from decimal import Decimal

from shop.text_identity import number_text

BETWEEN_THOUSANDS = re.compile(r"(?<=\d)[ '](?=\d{3}(?!\d))")
# How programs write numbers, which have one meaning.
USUAL = re.compile(r"-?\d+(\.\d{1,2})?", re.ASCII)
PLAIN = re.compile(r"-?(\d+(\.\d*)?|\.\d+)", re.ASCII)
GROUPS = {mark: re.compile(rf"\d{{1,3}}({re.escape(mark)}\d{{2,3}})*{re.escape(mark)}\d{{3}}") for mark in ",."}
# "12,-" and "12.--" are how prices without cents are written in some countries.
NO_CENTS = re.compile(r"[.,]-{1,2}$")


class TwoMeanings(Exception):
    """A number that is one or another, by who reads it: 1,000 is one thousand or one."""

    def __init__(self, first: Decimal, second: Decimal) -> None:
        super().__init__(f"may mean {first:f} or {second:f}")
        self.whole = second


def read(text: str, *, decimal: str = ".", places: int = 2) -> Decimal | None:
    """Return the number, or None for what is none. Raises TwoMeanings.

    `decimal` is the mark that the file has before decimals, and `places` how many of them such a number may have: it
    settles what a single mark before three digits is, as far as it can.
    """
    if USUAL.fullmatch(text):
        return Decimal(text)
    typed, is_without_cents = NO_CENTS.subn("", BETWEEN_THOUSANDS.sub("", number_text(text)))
    sign, digits = ("-", typed[1:].lstrip()) if typed.startswith("-") else ("", typed.removeprefix("+").lstrip())
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return number(sign, digits)
    if is_without_cents:
        return number(sign, digits, marks[0]) if GROUPS[marks[0]].fullmatch(digits) else None
    if len(marks) == 1:
        return with_one_mark(sign, digits, marks[0], decimal=decimal, places=places)
    # Several of one kind stand between thousands. Of two kinds the last one stands before decimals.
    whole, _, part = digits.rpartition(marks[-1]) if marks[-1] != marks[0] else (digits, "", "")
    return number(sign, whole, marks[0], part) if GROUPS[marks[0]].fullmatch(whole) else None


def with_one_mark(sign: str, digits: str, mark: str, *, decimal: str, places: int) -> Decimal | None:
    """Return a number whose one mark is a decimal one or groups digits. Raises TwoMeanings where it may be either."""
    whole, _, part = digits.partition(mark)
    as_decimal = number(sign, whole, mark, part)
    as_whole = number(sign, digits, mark)
    if as_decimal is None or as_whole is None or whole.startswith("0") or not GROUPS[mark].fullmatch(digits):
        return as_decimal
    is_too_fine = round(as_decimal, places) != as_decimal
    if mark == decimal and (is_too_fine or places == len(part)):
        return as_decimal
    if mark == "," and decimal == "." and is_too_fine:
        return as_whole
    raise TwoMeanings(as_decimal, as_whole)


def number(sign: str, whole: str, mark: str = "", part: str = "") -> Decimal | None:
    text = f"{sign}{whole.replace(mark, '') if mark else whole}.{part}"
    return Decimal(text) if PLAIN.fullmatch(text) else None
