"""Which characters a text may have: those of every script, but none that steer a printer, a screen or a protocol."""

import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop.text_identity import WITHOUT_WIDTH

NONCHARACTER: Final = 0xFFFE
REFUSED_CATEGORIES: Final = {"Cc", "Cs", "Zl", "Zp"}
"""Control characters, halves of characters, separators of lines and of paragraphs."""
INVISIBLE_CATEGORIES: Final = {"Cf", "Mn", "Mc", "Me", "Zs"}
"""What shows nothing by itself: a text of nothing else is empty."""
STEERING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of all that follows, so that a label reads otherwise than it is stored."""


class UnprintableText(ValueError):
    """The text has a character that cannot be printed. `code` names it: U+0007."""

    def __init__(self, character: str) -> None:
        self.code = f"U+{ord(character):04X}"
        super().__init__(f"{self.code} cannot be printed")


def tidy(text: str, *, lines: int = 1) -> str:
    """Return a text composed (NFC), its runs of white space made single, without invisible characters.

    A text of several `lines` keeps that many; those beyond are joined to the last. Raises UnprintableText.
    """
    given = text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if lines > 1 else [text]
    for line in given:
        refuse_unprintable(line)
    composed = unicodedata.normalize("NFC", "\n".join(given)).translate(WITHOUT_WIDTH)
    kept = [line for line in (" ".join(line.split()) for line in composed.split("\n")) if is_visible(line)]
    return "\n".join([*kept[: lines - 1], " ".join(kept[lines - 1 :])]).strip()


def validate_line(text: str) -> None:
    """The rule for one line, for fields of forms and models alike. Raises ValidationError."""
    try:
        refuse_unprintable(text)
    except UnprintableText as refusal:
        said = _("Please remove the character %(code)s, which cannot be printed.")
        raise ValidationError(said, code="unprintable", params={"code": refusal.code}) from refusal


def validate_lines(text: str) -> None:
    """The same rule for any number of lines. Raises ValidationError."""
    validate_line(text.replace("\r\n", " ").replace("\n", " "))


def printable(text: str) -> str:
    """Return lines without the characters that the rule refuses, for what no person typed."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join("".join(character for character in line if is_printable(character)) for line in lines)


def refuse_unprintable(text: str) -> None:
    """Raise UnprintableText where a character cannot be printed."""
    for character in text:
        if not is_printable(character):
            raise UnprintableText(character)


def is_printable(character: str) -> bool:
    is_refused = unicodedata.category(character) in REFUSED_CATEGORIES
    return not (is_refused or character in STEERING or is_noncharacter(character))


def is_noncharacter(character: str) -> bool:
    """Whether Unicode will never give it a meaning. (One without a meaning yet may be a newer script's.)"""
    return ord(character) & NONCHARACTER == NONCHARACTER or "\ufdd0" <= character <= "\ufdef"


def is_visible(text: str) -> bool:
    return any(unicodedata.category(character) not in INVISIBLE_CATEGORIES for character in text)


def is_latin(text: str) -> bool:
    """Whether every letter is a Latin one; digits and punctuation belong to every script."""
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in text if letter.isalpha())
