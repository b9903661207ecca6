"""Colours that cannot be read are refused with the nearest that can, and all that follow from them can be read."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop.brand import palette
from shop.brand.colours import LEAST_CONTRAST, Colour, can_be_read, contrast, nearest_that_can
from shop.brand.forms import unreadable
from shop.brand.look import CORNERS, STACKS, Look, stylesheet_of
from shop.brand.palette import DEFAULTS, Palette
from shop.tests.source import ROOT

ALL_SHOPS = Palette(**DEFAULTS)
written = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
TEXTS = ("--color-text", "--color-text-soft", "--color-accent-strong", "--color-sale", "--color-good", "--color-error")
DAY, NIGHT = 0, 1
GROUNDS = ("--color-surface", "--color-page", "--color-sunken", "--color-error-surface", "--color-warning-surface")


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#000000", 5.25),
    ],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, found: float) -> None:
    assert contrast(Colour.of(one), Colour.of(other)) == pytest.approx(found, abs=0.01)


@given(colour=written)
def test_a_colour_is_the_same_after_the_way_through_its_lightness(colour: str) -> None:
    assert Colour.of(colour).hex == colour


@settings(max_examples=60, deadline=None)
@given(colour=written, ground=written)
def test_the_nearest_that_can_be_read_can(colour: str, ground: str) -> None:
    text, surface = Colour.of(colour), Colour.of(ground)
    nearest = nearest_that_can(text, [surface])

    assert can_be_read(Colour.of(nearest.hex), [surface])
    if can_be_read(text, [surface]):
        assert nearest.hex == colour


def test_a_pale_text_is_refused_with_the_nearest_that_can_be_read() -> None:
    assert unreadable(ALL_SHOPS._replace(text="#999999")) == {
        "text": "#999999 cannot be read on the surface #ffffff: their contrast is 2.8 to 1, and must be 4.5 to 1. The "
        "nearest colour that can is #767676."
    }


def test_a_dark_surface_asks_for_other_colours_than_those_of_all_shops() -> None:
    assert unreadable(ALL_SHOPS._replace(surface="#101418")).keys() == {"text", "accent", "second"}
    assert unreadable(Palette("#8ab4f8", "#f6aea9", "#101418", "#e8eaed")) == {}


@settings(max_examples=60, deadline=None)
@given(colours=st.tuples(written, written, written, written), is_light=st.booleans())
def test_whatever_follows_from_readable_colours_can_be_read(colours: tuple[str, str, str, str], is_light: bool) -> None:
    accent, second, surface, text = colours
    if is_light:
        surface, text = DEFAULTS["surface"], DEFAULTS["text"]
    ground = Colour.of(surface)
    accent, second, text = (nearest_that_can(Colour.of(each), [ground]).hex for each in (accent, second, text))
    chosen = Palette(accent, second, surface, text)
    assert unreadable(chosen) == {}

    for scheme in (DAY, NIGHT):
        expect_all_to_be_readable(tokens_of_all_shops(scheme) | in_scheme(chosen.tokens, scheme))


@pytest.mark.parametrize("scheme", [DAY, NIGHT], ids=["day", "night"])
def test_the_colours_of_all_shops_can_be_read(scheme: int) -> None:
    expect_all_to_be_readable(tokens_of_all_shops(scheme))


def test_the_defaults_are_those_of_the_style_sheet() -> None:
    day, night = tokens_of_all_shops(DAY), tokens_of_all_shops(NIGHT)
    names = {"accent": "accent-strong", "second": "sale", "surface": "surface", "text": "text"}
    assert {field: day[f"--color-{name}"] for field, name in names.items()} == DEFAULTS
    assert tuple(day[name] for name in GROUNDS[1:]) == palette.GROUNDS
    assert {field: night[f"--color-{field}"] for field in palette.NIGHT} == palette.NIGHT
    assert tuple(night[name] for name in GROUNDS[1:]) == palette.NIGHT_GROUNDS


def test_a_shop_that_is_dark_by_day_is_as_dark_by_night() -> None:
    tokens = Palette("#8ab4f8", "#f6aea9", "#101418", "#e8eaed").tokens

    assert tokens["color-scheme"] == "dark"
    assert tokens["--color-behind-logo"] == "transparent"
    assert [value for value in tokens.values() if "light-dark" in value] == []


def test_a_shop_that_looks_like_all_has_no_style_sheet() -> None:
    assert stylesheet_of(Look(ALL_SHOPS, "", "")) == ""


def test_a_style_sheet_names_tokens_of_all_shops_alone() -> None:
    known = set(re.findall(r"(--[\w-]+):", tokens_css()))
    for corners in CORNERS:
        for typeface in STACKS:
            look = Look(Palette("#00408a", "#7a0050", "#fdf6e3", "#073642"), corners, typeface)
            assert set(re.findall(r"(--[\w-]+):", stylesheet_of(look))) <= known


def tokens_css() -> str:
    return (ROOT / "static/css/tokens.css").read_text()


def tokens_of_all_shops(scheme: int) -> dict[str, str]:
    """Return the colours of the style sheet by their names, in six digits."""
    raw = dict(re.findall(r"(--lch-[\w-]+): ([\d.% ]+);", tokens_css()))
    meant = re.findall(
        r"(--color-[\w-]+): light-dark\(oklch\(var\((--lch-[\w-]+)\)\), oklch\(var\((--lch-[\w-]+)\)\)\);", tokens_css()
    )
    return {name: hex_of(raw[sources[scheme]]) for name, *sources in meant}


def in_scheme(tokens: dict[str, str], scheme: int) -> dict[str, str]:
    """Return what a shop's own tokens are by day, or by night."""
    pairs = {name: re.fullmatch(r"light-dark\((.+),(.+)\)", value) for name, value in tokens.items()}
    return {name: pair[scheme + 1] if (pair := pairs[name]) else value for name, value in tokens.items()}


def expect_all_to_be_readable(tokens: dict[str, str]) -> None:
    for name in TEXTS:
        for on in GROUNDS:
            found = contrast(Colour.of(tokens[name]), Colour.of(tokens[on]))
            assert found >= LEAST_CONTRAST, (name, on, found)
    for on in ("--color-accent-strong", "--color-sale", "--color-good"):
        assert contrast(Colour.of(tokens["--color-text-inverse"]), Colour.of(tokens[on])) >= LEAST_CONTRAST


def hex_of(triple: str) -> str:
    lightness, chroma, hue = triple.split()
    return Colour(float(lightness.rstrip("%")) / 100, float(chroma), float(hue)).hex
