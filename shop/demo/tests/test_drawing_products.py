"""The illustrations."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from shop.demo.assortment import PIECES
from shop.demo.illustrations import hero, mark, placeholder
from shop.demo.illustrations.shapes import SHAPES
from shop.demo.pictures import pictures_of

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    f"{SVG}{name}"
    for name in (
        "svg", "defs", "g", "path", "ellipse", "circle", "rect", "linearGradient", "radialGradient", "stop", "clipPath",
        "filter", "feGaussianBlur", "feDropShadow",
    )
}  # fmt: skip
STATIC = Path(__file__).resolve().parents[3] / "static" / "img"


def check(svg: str) -> ET.Element:
    """Demand well-formed, self-contained SVG of plain shapes."""
    root = ET.fromstring(svg)  # noqa: S314 our own drawing
    assert {element.tag for element in root.iter()} <= ALLOWED
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#(\w+)\)", svg)) == set(ids)
    for element in root.iter():
        assert not {name for name in element.attrib if name.startswith("on") or name in {"style", "href", "class"}}
    assert svg.count("http") == 1
    assert not re.search(r"nan|inf|None|\d\.\d{4}", svg)
    return root


def test_it_draws_every_view_as_a_small_square_of_plain_shapes() -> None:
    for _, piece in PIECES:
        pictures = pictures_of(piece)
        assert len(pictures) >= 3
        for picture in pictures:
            svg = picture.draw()
            assert check(svg).attrib["viewBox"] == "0 0 800 800"
            assert len(svg) < 16_000, picture.name


def test_it_names_every_picture_once() -> None:
    names = [picture.name for _, piece in PIECES for picture in pictures_of(piece)]
    assert len(names) == len(set(names))


def test_what_shows_a_product_by_itself_needs_no_blurring() -> None:
    for _, piece in PIECES:
        for picture in pictures_of(piece):
            if picture.colour:
                assert "filter" not in picture.draw(), picture.name


def test_it_draws_each_colour_differently() -> None:
    for _, piece in PIECES:
        fronts = [picture.draw() for picture in pictures_of(piece) if picture.colour]
        assert len(set(fronts)) == len(piece.colours), piece.title


def test_it_gives_two_mugs_shapes_of_their_own() -> None:
    mugs = [piece for _, piece in PIECES if piece.shape == "mug"]
    outlines = {re.findall(r' d="([^"]+)"', pictures_of(piece)[0].draw())[0] for piece in mugs}
    assert len(outlines) == len(mugs) >= 5


def test_it_draws_the_same_picture_every_time() -> None:
    picture = pictures_of(PIECES[0][1])[1]
    assert picture.draw() == picture.draw()


def test_it_has_a_product_for_every_shape_it_can_draw() -> None:
    assert {piece.shape for _, piece in PIECES} == set(SHAPES)


@pytest.mark.parametrize(
    ("name", "svg", "box"),
    [("hero", hero(), "0 0 1600 900"), ("placeholder", placeholder(), "0 0 800 800"), ("favicon", mark(), "0 0 64 64")],
)
def test_it_drew_the_pictures_that_are_committed(name: str, svg: str, box: str) -> None:
    assert check(svg).attrib["viewBox"] == box
    assert (STATIC / f"{name}.svg").read_text() == svg
