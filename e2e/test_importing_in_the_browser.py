"""A merchant imports a file with its pictures by the browser alone, and a visitor finds the product in the shop."""

import io
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from e2e.merchant import fill_own_shop
from e2e.pages.back_office import BackOffice
from shop.testing.once import once
from shop.testing.server import Shop, open_copy

# A preview begins within two seconds, in a process that has to be started.
MILLISECONDS = 60_000
PRODUCTS = """\
Handle,Title,Type,Published,Option1 Name,Option1 Value,Variant Price,Image Src,Image Alt Text
tankard,Pewter tankard,Drinkware,true,Title,Default Title,29.00,tankard.jpg,A tankard on a table
cup,Cup,Cup,true,Title,Default Title,13.75,,
ladle,Ladle,Cutlery,true,Title,Default Title,a few coins,,
"""


@pytest.fixture(scope="session")
def importing_shop(tmp_path_factory: pytest.TempPathFactory, static: Path) -> Iterator[Shop]:
    """A merchant's own shop, which this module alone imports into."""
    filled = once(tmp_path_factory, "own", partial(fill_own_shop, static=static))
    with open_copy(filled, tmp_path_factory.mktemp("importing")) as shop:
        shop.make_owner()
        yield shop


@pytest.fixture(scope="session")
def base_url(importing_shop: Shop) -> str:
    return importing_shop.url


def pictures() -> bytes:
    picture, archive = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (600, 400), "slategray").save(picture, "JPEG")
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("photographs/tankard.jpg", picture.getvalue())
    return archive.getvalue()


@pytest.mark.needs_javascript
def test_a_file_is_previewed_mapped_imported_and_seen(page: Page) -> None:
    BackOffice(page).sign_in(then="/admin/imports/import/")
    page.get_by_role("link", name="Import products").click()
    page.get_by_label("Product file (CSV)").set_input_files(
        FilePayload(name="drinkware.csv", mimeType="text/csv", buffer=PRODUCTS.encode())
    )
    page.get_by_label("Pictures (ZIP)").set_input_files(
        FilePayload(name="photographs.zip", mimeType="application/zip", buffer=pictures())
    )
    page.get_by_role("button", name="Upload and preview").click()

    expect(page.get_by_text("This is what the import would do")).to_be_visible(timeout=MILLISECONDS)
    expect(page.get_by_text("price 12.50 -> 13.75")).to_be_visible()
    expect(page.get_by_role("row", name="ladle")).to_contain_text("a few coins")
    expect(page.get_by_label("Drinkware")).to_contain_text("New category: Drinkware")

    page.get_by_label("Drinkware").select_option(label="Jug")
    page.get_by_role("button", name="Save the categories and preview again").click()
    expect(page.get_by_label("Drinkware")).to_contain_text("Jug, as it is remembered", timeout=MILLISECONDS)

    page.get_by_role("button", name="Import now").click()
    expect(page.get_by_text("You may close this page")).to_be_visible()
    page.goto("/admin/imports/import/")
    page.get_by_role("link", name="drinkware.csv").first.click()
    expect(page.get_by_text("Import: done")).to_be_visible(timeout=MILLISECONDS)
    expect(page.get_by_text("1 added, 1 changed, 0 unchanged, 1 failed")).to_be_visible()

    page.goto("/products/tankard/")
    expect(page.get_by_role("heading", name="Pewter tankard")).to_be_visible()
    expect(page.get_by_role("img", name="A tankard on a table").first).to_be_visible()
    expect(page.get_by_role("navigation", name="You are here")).to_contain_text("Jug")
