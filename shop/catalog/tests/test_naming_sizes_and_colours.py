"""Sizes stand in their natural order, and a colour is known by its name."""

import pytest

from shop.catalog.facets.sizes import natural
from shop.catalog.facets.swatches import swatch_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


def test_sizes_are_in_their_natural_order() -> None:
    sizes = ["XXL", "10", "Large", "9 cm", "S", "Small", "1,5 l", "XS", "M", "9", "2 l", "10 cm"]

    assert sorted(sizes, key=natural) == [
        *("XS", "S", "Small", "M", "Large", "XXL"),
        *("1,5 l", "2 l", "9", "9 cm", "10", "10 cm"),
    ]


@pytest.mark.parametrize(
    ("name", "colour"), [("Sage", "#a7b396"), ("Dark green", "#4b8a52"), ("블랙", "#2b2928"), ("No 7", "")]
)
def test_a_colour_is_known_by_its_name(name: str, colour: str) -> None:
    assert swatch_of(name) == colour
