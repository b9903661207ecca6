"""The studio's list of pictures fits what the demo sells. Nothing here loads Blender."""

from collections import defaultdict

from shop.demo.data import PRODUCTS, product_rows
from shop.demo.studio.assortment import KINDS, shots
from shop.demo.studio.captions import ROOMS, WHOLE
from shop.demo.studio.palette import COLOURS

SHOTS = [shot for _, shot in shots()]


def colours() -> dict[str, list[str]]:
    """The colours of each product of the demo that has more than one, by its handle."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    has_choice: dict[str, bool] = {}
    for row in product_rows(PRODUCTS):
        has_choice.setdefault(row["Handle"], row["Option1 Name"] == "Colour")
        if has_choice[row["Handle"]] and row["Option1 Value"] not in ["", *found[row["Handle"]]]:
            found[row["Handle"]].append(row["Option1 Value"])
    return found


def test_every_picture_has_a_name_and_a_text_of_its_own() -> None:
    assert len({shot.name for shot in SHOTS}) == len(SHOTS)
    assert len({shot.alt for shot in SHOTS}) == len(SHOTS)


def test_every_text_is_of_a_picture() -> None:
    assert set(WHOLE) == {handle for products in KINDS.values() for handle in products}
    assert set(ROOMS) == {shot.part for shot in SHOTS if shot.handle == "room"}


def test_products_are_photographed_in_the_colours_that_they_are_sold_in() -> None:
    photographed: defaultdict[str, list[str]] = defaultdict(list)
    for shot in SHOTS:
        if shot.handle != "room" and not shot.part:
            photographed[shot.handle].append(shot.colour)
    assert set(photographed) <= {row["Handle"] for row in product_rows(PRODUCTS)}
    sold = colours()
    assert {handle: names for handle, names in photographed.items() if handle in sold and names != sold[handle]} == {}


def test_every_colour_is_on_the_palette() -> None:
    assert {shot.colour for shot in SHOTS if shot.colour} <= set(COLOURS)
