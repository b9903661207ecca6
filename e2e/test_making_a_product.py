"""A merchant makes a product on one page: variants from lists, pictures in order, a picture of a variant, one save."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from e2e.pages.back_office import BackOffice
from e2e.pages.product_page import ProductPage
from shop.testing.server import Shop, open_scripted

pytestmark = pytest.mark.needs_javascript


@pytest.fixture(scope="session")
def bare_shop(tmp_path_factory: pytest.TempPathFactory, static: Path) -> Iterator[Shop]:
    """A shop that has no product yet."""
    with open_scripted(tmp_path_factory.mktemp("bare-shop"), static) as shop:
        yield shop


@pytest.fixture(scope="session")
def base_url(bare_shop: Shop) -> str:
    return bare_shop.url


def picture(name: str, colour: str) -> FilePayload:
    file = io.BytesIO()
    Image.new("RGB", (600, 400), colour).save(file, "JPEG")
    return FilePayload(name=name, mimeType="image/jpeg", buffer=file.getvalue())


def test_a_shirt_with_its_variants_and_pictures_is_saved_once(page: Page, javascript: bool) -> None:
    office = BackOffice(page)
    office.sign_in(then="/admin/catalog/product/add/")
    office.field("Title").fill("Shirt")
    office.field("Status").select_option(label="Active")

    office.field("New pictures").set_input_files([picture("white.jpg", "white"), picture("navy.jpg", "navy")])
    page.get_by_role("button", name="Upload").click()
    pictures = page.locator("#images-group tr.form-row.dynamic-images, #images-group tr.form-row.has_original")
    expect(pictures).to_have_count(2)
    page.locator("#id_images-0-alt").fill("The white shirt")
    page.locator("#id_images-1-alt").fill("The navy shirt")
    pictures.nth(1).locator(".drag-row").drag_to(pictures.nth(0))
    expect(page.locator("#id_images-1-position")).to_have_value("0")
    expect(page.locator("#id_images-0-position")).to_have_value("1")

    page.locator("#id_variants-0-price").fill("29.00")
    for number, (name, values) in enumerate([("Size", "S, M, L"), ("Colour", "White, Navy")], start=1):
        page.locator(f"#id_option{number}_name").fill(name)
        page.locator(f"#id_option{number}_values").fill(values)
    page.get_by_role("button", name="Make the variants").click()
    expect(page.get_by_text("5 variants were added below")).to_be_visible()
    expect(page.locator("#id_variants-4-option1")).to_have_value("L")
    expect(page.locator("#id_variants-4-option2")).to_have_value("White")
    expect(page.locator("#id_variants-4-price")).to_have_value("29.00")

    # The grid is filled in by the keyboard: from the price of a row to its stock.
    page.locator("#id_variants-4-option3").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("31.00")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#id_variants-4-stock")).to_be_focused()
    page.keyboard.type("7")
    page.locator("#id_variants-4-image").select_option(label="2. white.jpg")
    office.save()
    office.message.get_by_role("link", name="Shirt").click()
    expect(page.locator("#id_images-0-alt")).to_have_value("The navy shirt")
    expect(page.locator("#id_images-1-alt")).to_have_value("The white shirt")

    shirt = ProductPage(page, "shirt")
    shirt.open()
    # It opens with the variant that can be had, and with its picture.
    expect(shirt.offer.value("L")).to_have_attribute("aria-pressed", "true")
    expect(shirt.offer.price).to_have_text("€31.00")
    expect(shirt.picture).to_have_attribute("alt", "The white shirt")
