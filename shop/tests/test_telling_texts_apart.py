"""The rule of when two texts are the same, and how numbers are read in any script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.text_identity import first_of_each, identity, number_text, phone_number, same, shown, whole_number

ALIKE = [
    ("Color", "color"),
    ("Red", "RED "),
    ("Café", unicodedata.normalize("NFD", "café")),
    ("Kid's", "KID\N{RIGHT SINGLE QUOTATION MARK}S"),
    ("Kid's", "Kid\N{MODIFIER LETTER APOSTROPHE}s"),
    ('10"', "10\N{DOUBLE PRIME}"),
    ('10"', "10\N{PRIME}\N{PRIME}"),
    ("T-shirt", "T\N{NON-BREAKING HYPHEN}shirt"),
    ("0-3 months", "0\N{EN DASH}3\N{NO-BREAK SPACE}months"),
    ("-5", "\N{MINUS SIGN}5"),
    ("1/2", "1\N{FRACTION SLASH}2"),
    ("38 2/3", "38\N{VULGAR FRACTION TWO THIRDS}"),
    ("10 x 20", "10 \N{MULTIPLICATION SIGN} 20"),
    ("Size 1", "\uff33\uff49\uff5a\uff45\N{IDEOGRAPHIC SPACE}\uff11"),
    ("ガ", "\uff76\uff9e"),
    ("Dark red", "Dark\N{THIN SPACE}\N{ZERO WIDTH SPACE} red\n"),
    ("Blue", "\N{ZERO WIDTH NO-BREAK SPACE}Bl\N{SOFT HYPHEN}ue"),
    ("straße", "STRASSE"),
    ("όσος", "ΌΣΟΣ"),
    ("istanbul", "İSTANBUL"),
    ("k\u0131rm\u0131z\u0131", "KIRMIZI"),
    ("❤", "❤\N{VARIATION SELECTOR-16}"),
]
APART = [("resume", "résumé"), ("m²", "m2"), ("Red", "Reds"), ("a b", "ab"), ("C+D", "C D"), ("™", "tm"), ("50%", "50")]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_it_takes_two_spellings_for_one_text(one: str, other: str) -> None:
    assert identity(one) == identity(other)
    assert same(one, other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_it_tells_two_texts_apart(one: str, other: str) -> None:
    assert not same(one, other)


@given(st.text())
def test_it_gives_a_key_the_key_itself(text: str) -> None:
    assert identity(identity(text)) == identity(text)


@given(st.text())
def test_it_takes_what_is_shown_for_the_same(text: str) -> None:
    assert same(shown(text), text)
    assert shown(shown(text)) == shown(text)


def test_it_shows_a_text_without_what_is_invisible() -> None:
    assert shown(" Dark\N{NO-BREAK SPACE} \N{ZERO WIDTH SPACE}Re\u0301d ") == "Dark Réd"
    assert shown("Kid\N{RIGHT SINGLE QUOTATION MARK}s  ™") == "Kid\N{RIGHT SINGLE QUOTATION MARK}s ™"


def test_it_keeps_the_first_spelling_of_each() -> None:
    assert first_of_each(["Red", "blue", "red ", "Blue"]) == ["Red", "blue"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12),
        (" 007 ", 7),
        ("\uff12", 2),
        ("٣", 3),
        ("१२", 12),
        ("\N{MINUS SIGN}5", -5),
        ("\N{EN DASH}5", -5),
        ("\uff0d\uff15", -5),
        ("1\N{NARROW NO-BREAK SPACE}000", 1000),
        ("\N{RIGHT-TO-LEFT MARK}٣", 3),
        *((typed, None) for typed in ("", "-", "+3", "1.0", "5²", "²", "Ⅻ", "二", "1 00", "12a", "1_0", "9" * 19)),
    ],
)
def test_it_reads_a_whole_number_in_any_script(typed: str, number: int | None) -> None:
    assert whole_number(typed) == number


def test_it_writes_numbers_as_ascii_has_them() -> None:
    assert number_text("\N{MINUS SIGN}\u0663\u066b\u0665") == "-3.5"
    assert number_text("\uff11\uff12\uff0e\uff15\uff10") == "12.50"
    assert number_text("1\N{NO-BREAK SPACE}299,50") == "1 299,50"


def test_it_reads_a_telephone_number_in_any_script() -> None:
    typed = "\uff0b\uff14\uff19 \uff0830\uff09\N{NON-BREAKING HYPHEN}123\N{NO-BREAK SPACE}456"
    assert phone_number(typed) == "+49 (30)-123 456"
    assert phone_number("۰۲۱-۱۲۳۴۵") == "021-12345"
    assert phone_number("call me") is None
