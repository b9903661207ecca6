"""The order in which people look for names: one rule for products, categories, vendors and the values of filters.

`name_key` returns bytes, so that both databases and Python sort alike. It compares, in this order,

1. words, letter by letter, whatever their case and accents: "Äpfel" is among the a's, "Écharpe" among the e's, æ is ae,
   ø is o, ß is ss. Signs part words, and at the beginning of a name they do not count. Apostrophes do not part them;
2. numbers by what they are worth, before letters: 9, 10; 1/2, 1, 1.5, 2. A comma or a point before just three digits
   parts thousands;
3. where all of this is equal, the names as `shop.text_identity` has them: the plain spelling comes first.

Scripts follow each other as Unicode has them: Latin, Greek, Cyrillic, Hebrew, Arabic, Thai, kana, Han, Hangul. Hiragana
and katakana are one alphabet; Thai vowels that are written before their consonant count behind it; letters that were
added to Cyrillic and Arabic stand where their languages have them (`BEHIND`).

It is no language's own order: Swedish has å behind z, which is found here among the a's.
"""

import re
import unicodedata
from decimal import Decimal
from math import gcd
from typing import Final

from shop.text_identity import identity, western_digits

LONGEST_KEY: Final = 255
"""In bytes. Names that agree for so long are in no order."""
BY_ITSELF, ONE_LATER = "\U0010fffd", "\U0010ffff"
"""Above every letter: a letter and one of these stands behind all that begin with that letter."""
BEHIND: Final = str.maketrans(
    {letter: base + BY_ITSELF for base, letter in zip("гдеилнтчبجزك", "ґђєіљњћџپچژگ", strict=True)}
    | {"\u0458": "и" + BY_ITSELF, "й": "и" + ONE_LATER, "ک": "ك", "ی": "ي"}
)
"""Each of these letters stands behind another, though not in Unicode."""
LIKE_OTHERS: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l", "ŧ": "t", "þ": "th", "ŋ": "n", "ĸ": "k"}
    | {chr(katakana): chr(katakana - 0x60) for katakana in range(0x30A1, 0x30F7)}
)
THAI_BEFORE: Final = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
MARKS_OF_LETTERS: Final = {0, 7, 9, 103, 118, 129, 130, 132}
"""The combining classes of marks that make another letter: vowels and their like in the scripts of Asia."""
SIGNS: Final = {"P", "S", "Z", "C"}

NUMBER: Final = re.compile(
    r"(?=[0-9])(?:"
    r"(?:(?P<whole>\d{1,3}) )?(?P<part>\d{1,2})/(?P<of>2|3|4|5|6|8|10|12|16|32)(?![\d/])"
    r"|(?P<thousands>[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3})+)(?![.,]?\d))"
    r"|(?P<number>\d+)(?:(?<![.,]\d)(?<![.,]\d\d)[.,](?P<decimals>\d+)(?![.,]\d))?)",
    re.ASCII,
)
DIGIT: Final = re.compile("[0-9]")
PARTING: Final = {ord(sign): " " for sign in map(chr, range(128)) if not sign.isalnum()} | {ord("'"): ""}
PLAIN: Final = re.compile("[a-z0-9 ]*")
FIRST_LENGTH, MOST_DIGITS = 0x30, 48
END_OF_NUMBER: Final = "!"
MOST_PARTS = 24


def name_key(name: str) -> bytes:
    """Return what names are sorted by: at most 255 bytes."""
    same = identity(name)
    words = with_numbers(same if same.isascii() else bare_letters(same))
    spelling = "" if PLAIN.fullmatch(same) else f"\0{same}"
    return f"{words}{spelling}".encode("utf-8", "surrogatepass")[:LONGEST_KEY]


def with_numbers(letters: str) -> str:
    """Return the words of a text with single blanks between them, and its numbers as they are sorted."""
    if not DIGIT.search(letters):
        return " ".join(letters.translate(PARTING).split())
    parts, end = [], 0
    for found in NUMBER.finditer(letters):
        parts += [letters[end : found.start()].translate(PARTING), key_of_number(found)]
        end = found.end()
    # "9 mm" is "9mm".
    return " ".join("".join([*parts, letters[end:].translate(PARTING)]).split()).replace(
        f"{END_OF_NUMBER} ", END_OF_NUMBER
    )


def key_of_number(found: re.Match[str]) -> str:
    if number := found["number"] or found["thousands"]:
        return number_key(number if found["number"] else re.sub("[.,]", "", number), found["decimals"] or "")
    whole, part, of = (int(found[name] or 0) for name in ("whole", "part", "of"))
    if part >= min(of, MOST_PARTS) or gcd(part, of) > 1:
        # No fraction, but two numbers: "50/50", "6/12", and "31/32" is a pair of trousers.
        return " ".join(number_key(digits) for digits in (found["whole"], found["part"], found["of"]) if digits)
    decimals = (Decimal(part) / of).quantize(Decimal("0.000001"))
    return number_key(str(whole), str(decimals).partition(".")[2])


def number_key(whole: str, decimals: str = "") -> str:
    """Return what a number of these digits is sorted by, in a key of names: the digits, by how many they are."""
    whole, decimals = whole.lstrip("0"), decimals.rstrip("0")
    length = chr(FIRST_LENGTH + min(len(whole), MOST_DIGITS))
    return f"{length}{whole}{'.' if decimals else ''}{decimals}{END_OF_NUMBER}"


def bare_letters(text: str) -> str:
    """Return a text without accents, in lower case, its signs as blanks, but for those of ASCII."""
    text = THAI_BEFORE.sub(r"\2\1", western_digits(text).translate(BEHIND).translate(LIKE_OTHERS))
    kept = [
        letter if letter.isascii() or unicodedata.category(letter)[0] not in SIGNS or letter >= BY_ITSELF else " "
        for letter in unicodedata.normalize("NFKD", text)
        if unicodedata.combining(letter) in MARKS_OF_LETTERS
    ]
    return unicodedata.normalize("NFC", "".join(kept)).translate(LIKE_OTHERS).casefold()
