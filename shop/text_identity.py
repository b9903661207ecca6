"""When two texts are the same text, although their characters differ: the one rule for the whole shop.

Merchants and shoppers write one name in many ways: "Color" and "color ", "Café" composed or not, "Kid's" with a
straight or a curly apostrophe. `identity` returns a key, and two texts are the same where their keys are equal. In
this order it

1. reads wide and narrow forms as the usual ones (wide Latin, narrow katakana), and "½" as "1/2";
2. drops what has no width: zero-width blanks and joiners, marks of direction, soft hyphens, variation selectors;
3. makes any run of blanks one blank, and none at both ends: no-break, thin and ideographic blanks, tabs, line breaks;
4. reads marks that look alike as the one on the keyboard (`LOOK_ALIKE`): apostrophes and primes, quotation marks,
   dashes and minus signs, slashes, the sign of multiplication and x; two single primes are one double one;
5. folds case as Unicode does (ß is ss), and the Turkish i's, with and without a dot, into one;
6. composes what can be composed (NFC).

Accents, digits of other scripts and all other signs tell texts apart: "resume" is not "résumé", "m²" is not "m2".

`shown` is what people see: steps 2, 3 and 6, which change nothing that can be seen. Joiners stay in it, since Persian,
Hindi and emoji need them, and so do variation selectors.

Numbers are read in the digits and dashes of any script: `number_text` writes them as ASCII has them, and `whole_number`
and `phone_number` read them. `mail_address` does the same for an e-mail address.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

WITHOUT_WIDTH: Final = dict.fromkeys(map(ord, "\u00ad\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"))
"""Invisible, and pasted by accident."""
JOINERS: Final = dict.fromkeys([0x034F, 0x200C, 0x200D, *range(0xFE00, 0xFE10)])
"""Invisible too, but they change how their neighbours look."""
ISOLATES: Final = dict.fromkeys([0x061C, *range(0x2066, 0x206A)])
STEERING: Final = dict.fromkeys([*ISOLATES, *range(0x202A, 0x202F)])
"""What turns the direction of text. The first of them come with numbers that are copied from Arabic and Hebrew."""
BLANKS: Final = dict.fromkeys(map(ord, "\u115f\u1160\u2800\u3164\uffa0"), " ")
"""Look like blanks, though Python takes them for letters or signs."""
APOSTROPHES: Final = (
    "`\u00b4\u2018\u2019\u201a\u201b\u2032\u2035\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb\ua78c\u055a\u05f3"
)
QUOTATION_MARKS: Final = "\u201c\u201d\u201e\u201f\u2033\u2036\u02ba\u02ee\u05f4\u301d\u301e\u301f"
DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u02d7\u058a\u05be\u2796"
SLASHES: Final = "\u2044\u2215\u29f8"
TIMES: Final = "\u00d7\u2715\u2a2f"
LOOK_ALIKE: Final = {
    ord(mark): usual
    for usual, marks in (
        ("'", APOSTROPHES),
        ('"', QUOTATION_MARKS),
        ("-", DASHES),
        ("/", SLASHES),
        ("x", TIMES),
        ("...", "\u2026"),
    )
    for mark in marks
}
"""Each mark, and the one on the keyboard that it looks like."""
SEPARATORS: Final = {ord("\u066b"): ".", ord("\u066c"): ","}
"""The decimal and the thousands separator of Arabic digits."""
WIDTHS: Final = re.compile("[\u3000\ufe50-\ufe6b\uff01-\uffee]+")
FRACTION: Final = re.compile("[\u00bc-\u00be\u2150-\u215e\u2189]")
DOTLESS_I, DOT_ABOVE = "\u0131", "\u0307"

WHOLE: Final = re.compile(r"-?(\d{1,3}( \d{3})+|\d+)", re.ASCII)
MOST_DIGITS: Final = 18
PHONE: Final = re.compile(r"[0-9+()./ -]{5,30}")


def identity(text: str) -> str:
    """Return the key by which a text is compared; equal for what people take for the same text."""
    return usual(text) if len(text) > LONGEST_KEPT else kept_identity(text)


def shown(text: str) -> str:
    """Return a text as people see it: composed, in one line, its blanks single, without what is invisible."""
    if text.isascii() and "  " not in text and text.isprintable():
        return text.strip()
    return single_blanks(unicodedata.normalize("NFC", text.translate(WITHOUT_WIDTH | STEERING)))


def same(one: str, other: str) -> bool:
    """Tell whether two texts are the same."""
    return one == other or identity(one) == identity(other)


def first_of_each(texts: Iterable[str]) -> list[str]:
    """Return the texts in their order, of those that are the same the first."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(identity(text), text)
    return list(found.values())


def number_text(text: str) -> str:
    """Write a number as ASCII has it, whatever its script: digits, minus signs, separators, single blanks.

    What is no number comes back with its digits written so, and is refused by who reads it.
    """
    if text.isascii():
        return " ".join(text.split())
    bare = text.translate(WITHOUT_WIDTH | JOINERS | ISOLATES | SEPARATORS | LOOK_ALIKE)
    return single_blanks(western_digits(bare).translate(LOOK_ALIKE))


def western_digits(text: str) -> str:
    """Write the decimal digits of every script, and wide letters and digits, as those of ASCII."""
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in narrow(text))


def whole_number(text: str) -> int | None:
    """Read a whole number, in groups or not: "12", "1 000"; None for what is none, and for more than 18 digits."""
    number = number_text(text)
    if not WHOLE.fullmatch(number):
        return None
    digits = number.replace(" ", "")
    return int(digits) if len(digits.lstrip("-")) <= MOST_DIGITS else None


def phone_number(text: str) -> str | None:
    """Return a telephone number in ASCII, as it was grouped; None for what is none."""
    number = number_text(text)
    return number if PHONE.fullmatch(number) else None


def mail_address(text: str) -> str:
    """Return an e-mail address without what a keyboard or a clipboard has put into it, such as wide letters."""
    return narrow(text).translate(WITHOUT_WIDTH | STEERING).replace("\N{IDEOGRAPHIC FULL STOP}", ".").strip()


LONGEST_KEPT = 64
"""Names are this short, and come again and again; longer texts are not kept."""


def usual(text: str) -> str:
    if not text.isascii():
        text = narrow(FRACTION.sub(written_out, unicodedata.normalize("NFC", text)))
        text = text.translate(WITHOUT_WIDTH | JOINERS | STEERING)
    text = single_blanks(text).translate(LOOK_ALIKE).replace("''", '"')
    folded = text.casefold().replace("i" + DOT_ABOVE, "i").replace(DOTLESS_I, "i")
    return unicodedata.normalize("NFC", folded)


kept_identity = lru_cache(maxsize=16_384)(usual)


def narrow(text: str) -> str:
    return WIDTHS.sub(lambda wide: unicodedata.normalize("NFKC", wide[0]), text)


def written_out(fraction: re.Match[str]) -> str:
    """Write a fraction of one character out: "38½" is "38 1/2"."""
    before = fraction.string[: fraction.start()]
    return (" " if before[-1:].isdigit() else "") + unicodedata.normalize("NFKC", fraction[0])


def single_blanks(text: str) -> str:
    return " ".join(text.translate(BLANKS).split())
