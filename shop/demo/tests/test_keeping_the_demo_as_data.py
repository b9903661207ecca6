"""The demo shop lies in files: they fit together, and the shop's own import and export understand them."""

import csv
import re
from collections import defaultdict
from datetime import datetime
from io import StringIO
from itertools import chain, groupby
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.core.management import call_command

from shop.catalog.models import ImportedHandle, ImportedProduct, Product, ProductImage
from shop.demo import importing
from shop.demo.data import FOLDER, PRODUCTS, categories, load, product_rows
from shop.demo.front_page import demo_sections, section_drawings
from shop.demo.importing import drawings_of
from shop.demo.seeding import seed
from shop.frontpage.kinds.registry import KINDS
from shop.frontpage.models import Section
from shop.rich_text.markup import clean

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    f"{SVG}{name}"
    for name in (
        "svg", "defs", "g", "path", "ellipse", "circle", "rect", "linearGradient", "radialGradient", "stop", "clipPath",
        "filter", "feGaussianBlur", "feDropShadow",
    )
}  # fmt: skip
STATIC = Path(__file__).resolve().parents[3] / "static" / "img"
LARGEST = 16_000


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


def fronts() -> dict[str, list[str]]:
    """The drawings of each product that show just one colour, by its handle."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in product_rows(PRODUCTS):
        if row["Image Alt Text"].endswith(", seen from the front"):
            found[row["Handle"]] += drawings_of([row])
    return found


def by_product(text: str) -> dict[str, list[list[str]]]:
    return {handle: list(rows) for handle, rows in groupby(csv.reader(StringIO(text)), key=lambda row: row[0])}


def test_the_file_has_as_many_products_as_the_code_says() -> None:
    handles = [row["Handle"] for row in product_rows(PRODUCTS + 1) if row["Title"]]
    assert len(handles) == len(set(handles)) == PRODUCTS
    assert set(load("catalogue.json")["created"]) == set(handles)
    assert len(set(map(datetime.fromisoformat, load("catalogue.json")["created"].values()))) == PRODUCTS


def test_every_product_stands_in_a_category_that_is_described() -> None:
    named = {row["Product Category"] for row in product_rows(PRODUCTS) if row["Title"]}
    assert named <= {category.path for category in categories()}


@pytest.mark.slow
def test_the_shop_writes_the_file_that_it_was_filled_from(demo_shop: Path) -> None:
    out = StringIO()
    call_command("export_products", stdout=out)

    file = (FOLDER / "products.csv").read_bytes().decode()
    assert by_product(out.getvalue()) == by_product(file)


@pytest.mark.slow
def test_no_product_counts_as_imported_by_a_merchant(demo_shop: Path) -> None:
    assert not ImportedProduct.objects.exists()
    assert not ImportedHandle.objects.exists()
    assert not Product.objects.exclude(feed={}).exists()
    assert not ProductImage.objects.exclude(source="").exists()


def test_what_the_importer_refuses_is_said_and_leaves_no_shop_behind(
    db: None, drawn: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "from_euro", lambda amount: "dear")

    with pytest.raises(importing.DemoFileError, match=r"tide-mug: .*dear"):
        seed(products=1)

    assert not Product.objects.exists()


def test_there_is_a_drawing_for_every_image_and_no_other() -> None:
    names = drawings_of(product_rows(PRODUCTS))
    assert len(names) == len(set(names))
    assert {*names, *section_drawings()} == {f"drawings/{path.name}" for path in (FOLDER / "drawings").iterdir()}


def test_every_drawing_of_a_product_is_a_small_square_of_plain_shapes() -> None:
    for path in (FOLDER / name for name in drawings_of(product_rows(PRODUCTS))):
        svg = path.read_text()
        assert check(svg).attrib["viewBox"] == "0 0 800 800"
        assert len(svg) < LARGEST, path.name


def test_what_shows_a_product_by_itself_needs_no_blurring() -> None:
    for name in chain.from_iterable(fronts().values()):
        assert "filter" not in (FOLDER / name).read_text(), name


def test_each_colour_is_drawn_differently() -> None:
    found = fronts()
    assert len(found) == PRODUCTS
    for handle, names in found.items():
        assert len({(FOLDER / name).read_bytes() for name in names}) == len(names), handle


def test_two_mugs_have_shapes_of_their_own() -> None:
    mugs = [row["Handle"] for row in product_rows(PRODUCTS) if row["Type"] == "Mug"]
    first = fronts()
    outlines = {re.findall(r' d="([^"]+)"', (FOLDER / first[mug][0]).read_text())[0] for mug in mugs}
    assert len(outlines) == len(mugs) >= 5


def test_the_front_page_opens_with_a_wide_drawing_of_plain_shapes() -> None:
    opening = demo_sections()[0]
    svg = check((FOLDER / opening["drawing"]).read_text())
    assert svg.attrib["viewBox"] == f"0 0 {opening['width']} {opening['height']}"


def test_the_sections_are_of_kinds_that_the_shop_has_with_texts_that_stay_as_they_are() -> None:
    for said in demo_sections():
        assert said["kind"] in KINDS
        assert clean(said.get("text", "")) == said.get("text", "")
        Section(**said).full_clean()


@pytest.mark.parametrize(("name", "box"), [("placeholder", "0 0 800 800"), ("favicon", "0 0 64 64")])
def test_the_shops_own_pictures_are_plain_shapes_too(name: str, box: str) -> None:
    assert check((STATIC / f"{name}.svg").read_text()).attrib["viewBox"] == box
