"""The name of a family of colours finds all its shades."""

import pytest

from shop.catalog.facets.swatches import COLOURS
from shop.catalog.search.colours import FAMILIES, SAID_OF_COLOURS_ALONE
from shop.catalog.tests.found_titles import titles
from shop.testing.builders import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


def test_a_family_of_colours_has_all_its_shades() -> None:
    make_product(title="Blue mug")
    make_product(title="Moon mug", options={"Colour": ["Navy", "Cream"]})
    make_product(title="Teal mug")
    make_product(title="Wine mug")
    make_product(title="Indigo board")
    make_product(title="Cup", description="<p>A mug for a blue day</p>")

    assert titles("blue mug") == ["Blue mug", "Moon mug", "Teal mug", "Cup"]
    assert titles("mug blue") == ["Blue mug", "Moon mug", "Teal mug", "Cup"]
    assert titles("white mug") == ["Moon mug"]
    assert titles("green mugs") == ["Teal mug"]


def test_what_only_has_the_name_of_a_shade_is_of_no_family() -> None:
    make_product(title="Wine glass", options={"Scent": ["Lavender"]})

    assert titles("red glass") == titles("purple glass") == []


def test_gray_and_grey_are_one_family() -> None:
    make_product(title="Grey mug")

    assert titles("gray mug") == ["Grey mug"]


def test_every_shade_has_a_swatch_and_every_swatch_that_is_a_colour_a_family() -> None:
    unknown = {"beech", "clay", "clear", "natural", "oak"}

    assert set(FAMILIES) <= set(COLOURS)
    assert set(COLOURS) - set(FAMILIES) <= unknown
    assert set(FAMILIES) >= SAID_OF_COLOURS_ALONE
