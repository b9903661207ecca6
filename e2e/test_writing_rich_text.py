"""A merchant writes a description with the editor, and shoppers read it."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from e2e.console import Console
from e2e.pages.back_office import BackOffice
from shop.testing.server import Shop, open_scripted

FILL = """
from shop.testing.builders import make_product
make_product(title="Cup", slug="cup")
"""

EMPTY = """
from shop.catalog.models import Product
Product.objects.update(description="")
"""


@pytest.fixture(scope="session")
def cup_shop(tmp_path_factory: pytest.TempPathFactory, static: Path) -> Iterator[Shop]:
    """A shop with a cup."""
    with open_scripted(tmp_path_factory.mktemp("cup-shop"), static, FILL) as shop:
        yield shop


@pytest.fixture(autouse=True)
def nothing_is_written(cup_shop: Shop) -> None:
    """No test finds what another one has written."""
    cup_shop.script(EMPTY)


@pytest.fixture(scope="session")
def base_url(cup_shop: Shop) -> str:
    return cup_shop.url


@pytest.mark.needs_javascript
def test_a_heading_a_list_and_a_table_are_written_by_keyboard(page: Page, console: Console, javascript: bool) -> None:
    console.expect("favicon.ico")
    BackOffice(page).sign_in(then="/admin/catalog/product/1/change/")
    text = page.get_by_role("textbox", name="Description", exact=True)
    toolbar = page.get_by_role("toolbar")
    text.focus()

    toolbar.get_by_role("button", name="heading 2").press("Enter")
    page.keyboard.type("Care")
    expect(toolbar.get_by_role("button", name="heading 2")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    page.keyboard.type("- Wash it\nDry it\n\n")
    toolbar.get_by_role("button", name="Insert table").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Insert Table").press("Enter")
    page.keyboard.type("Small")
    page.keyboard.press("Tab")
    page.keyboard.type("36")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(text).not_to_be_focused()
    page.get_by_role("button", name="Save", exact=True).click()

    page.goto("/products/cup/")
    expect(page.get_by_role("heading", name="Care", level=2)).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Wash it")).to_be_visible()
    expect(page.get_by_role("cell", name="36")).to_be_visible()


@pytest.mark.parametrize("javascript", [False])
def test_without_javascript_it_is_written_as_html(page: Page, console: Console, javascript: bool) -> None:
    console.expect("favicon.ico")
    BackOffice(page).sign_in(then="/admin/catalog/product/1/change/")
    page.get_by_label("Description").first.fill("<h2>Made slowly</h2>")
    page.get_by_role("button", name="Save", exact=True).click()

    page.goto("/products/cup/")
    expect(page.get_by_role("heading", name="Made slowly")).to_be_visible()


@pytest.mark.needs_javascript
def test_a_picture_is_put_into_a_text_and_one_that_is_none_is_refused_there(
    page: Page, console: Console, javascript: bool
) -> None:
    console.expect("favicon.ico")
    BackOffice(page).sign_in(then="/admin/catalog/product/1/change/")
    text = page.get_by_role("textbox", name="Description", exact=True)
    text.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("How it is made")
    page.get_by_role("toolbar").get_by_role("button", name="image").press("Enter")
    dialog = page.get_by_role("dialog", name="Picture")

    dialog.get_by_label("File").set_input_files(
        FilePayload(name="wheel.png", mimeType="image/png", buffer=b"<svg onload=evil()>")
    )
    dialog.get_by_label("What it shows").fill("A potter's wheel")
    dialog.get_by_role("button", name="Insert").click()
    expect(dialog.get_by_role("alert")).to_contain_text("it is of the kind SVG")

    dialog.get_by_label("File").set_input_files(
        FilePayload(name="wheel.jpg", mimeType="image/jpeg", buffer=photograph(2800, 1400))
    )
    dialog.get_by_role("button", name="Insert").click()
    expect(dialog).to_be_hidden()
    expect(text.get_by_role("img", name="A potter's wheel")).to_be_visible()
    page.keyboard.type("On a wheel")
    page.get_by_role("button", name="Save", exact=True).click()

    page.goto("/products/cup/")
    picture = page.get_by_role("img", name="A potter's wheel")
    expect(picture).to_have_js_property("naturalWidth", 1400)
    expect(picture).to_have_attribute("loading", "lazy")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    expect(page.locator(".prose")).to_contain_text("How it is made")
    expect(page.locator(".prose")).to_contain_text("On a wheel")


@pytest.mark.needs_javascript
def test_what_a_picture_shows_is_said_anew_and_nothing_is_lost_without_the_network(
    page: Page, console: Console, javascript: bool
) -> None:
    console.expect("favicon.ico")
    console.expect("ERR_FAILED")
    BackOffice(page).sign_in(then="/admin/content/page/add/")
    page.get_by_label("Title").fill("The workshop")
    text = page.get_by_role("textbox", name="Text", exact=True)
    text.focus()
    page.keyboard.type("Where we work")
    button = page.get_by_role("toolbar").get_by_role("button", name="image")
    button.click()
    dialog = page.get_by_role("dialog", name="Picture")
    dialog.get_by_label("File").set_input_files(
        FilePayload(name="shed.jpg", mimeType="image/jpeg", buffer=photograph(600, 400))
    )
    dialog.get_by_label("What it shows").fill("A shed")
    page.route("**/text-pictures/", lambda route: route.abort())
    dialog.get_by_role("button", name="Insert").click()
    expect(dialog.get_by_role("alert")).to_have_text(
        "The picture did not reach the shop. Try it again: your text is still here."
    )
    page.unroute("**/text-pictures/")
    dialog.get_by_role("button", name="Insert").click()

    text.get_by_role("img", name="A shed").click()
    button.click()
    dialog.get_by_label("What it shows").fill("Our shed by the river")
    dialog.get_by_role("button", name="Insert").click()
    expect(text.get_by_role("img", name="Our shed by the river")).to_be_visible()
    expect(text).to_contain_text("Where we work")


def photograph(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "sienna").save(buffer, "JPEG")
    return buffer.getvalue()
