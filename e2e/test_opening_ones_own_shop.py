"""From an empty shop to a brand of one's own: the steps of docs/merchant.md, "From nothing to your own shop", in order.

The account comes from the command of the README. All else is done in the browser, until a visitor without an account
finds the brand, its pages and its products, and puts one into the cart.
"""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from e2e.accessibility import violations
from e2e.console import Console
from e2e.pages.back_office import BackOffice
from e2e.pages.front_page_admin import FrontPageAdmin
from e2e.pages.home_page import HomePage
from e2e.pages.product_page import ProductPage
from shop.testing.server import ROOT, Shop, plan_shop, serve, use_static

EXPORT = ROOT.parent / "shared" / "data" / "exports" / "ronne.csv"
# An import begins within two seconds, in a process that has to be started, and goes through 196 products.
MILLISECONDS = 60_000
GREEN = (11, 93, 78)
IMPRINT = ["Rosa & Tide B.V.", "Keizersgracht 1", "1015 CJ Amsterdam", "hello@rosa.example"]

pytestmark = [
    pytest.mark.needs_javascript,
    pytest.mark.skipif(not EXPORT.is_file(), reason=f"a merchant's export is not in {EXPORT.relative_to(ROOT.parent)}"),
]


@pytest.fixture(scope="session")
def empty_shop(tmp_path_factory: pytest.TempPathFactory, static: Path) -> Iterator[Shop]:
    """What `make run DEMO=0` opens, with the account that the README makes."""
    folder = tmp_path_factory.mktemp("empty-shop")
    use_static(folder, static)
    shop = plan_shop(folder, DEMO="0", PAYMENT_PROVIDERS="bank_transfer,cash")
    with serve(shop, "--prepare"):
        shop.make_owner()
        yield shop


@pytest.fixture(scope="session")
def base_url(empty_shop: Shop) -> str:
    return empty_shop.url


@pytest.fixture
def visitor(new_context: Callable[[], BrowserContext], console: Console) -> Page:
    """A page of somebody else's browser, without an account."""
    context = new_context()
    console.listen(context)
    return context.new_page()


def test_from_nothing_to_a_shop_of_ones_own(page: Page, visitor: Page, console: Console, javascript: bool) -> None:
    office = BackOffice(page)

    office.sign_in(then="/admin/first-steps/")
    expect(page.get_by_text("0 of 7 steps are done")).to_be_visible()

    say_who_you_are(office)
    say_where_you_are(office)
    say_how_you_deliver(office)
    expect(page.get_by_text("5 of 7 steps are done")).to_be_visible()

    write_the_imprint(office)
    add_a_category(office)
    import_products(office)
    expect(page.get_by_text("All steps are done")).to_be_visible()

    make_a_menu(office)
    make_a_front_page(page)

    look_at_the_brand(visitor)
    assert violations(visitor, console) == []
    read_the_imprint(visitor)
    buy_a_ring(visitor)


def say_who_you_are(office: BackOffice) -> None:
    """Steps 1, 2 and 5: name, look and payment stand on one page."""
    office.page.get_by_role("link", name="Name and tagline").click()
    office.field("Shop name").fill("Rosa & Tide")
    office.field("Tagline").fill("Rings that last")
    office.field("Logo").set_input_files(logo())
    office.field("Accent colour").fill("#0b5d4e")
    office.field("Type").select_option(label="Geometric")
    office.field("E-mail").fill("hello@rosa.example")
    office.field("Paying by bank transfer").fill("NL02 ABNA 0123 4567 89, Rosa & Tide")
    office.field("Paying in cash").fill("At the door, to the euro.")
    office.save()
    expect(office.message).to_contain_text("Rosa & Tide")
    office.back_to_first_steps()
    for step in ("Name", "Look", "Payment"):
        expect(office.step(step)).to_contain_text("Done")


def say_where_you_are(office: BackOffice) -> None:
    office.page.get_by_label("Country of the shop").select_option(label="Netherlands")
    office.page.get_by_role("button", name="Save the country").click()
    expect(office.message).to_contain_text("27 tax rates and 2 delivery zones")


def say_how_you_deliver(office: BackOffice) -> None:
    office.page.get_by_role("link", name="Add a delivery method").click()
    office.field("Name").fill("Parcel")
    office.field("Price").fill("4.95")
    office.field("Free from").fill("75")
    office.save()
    expect(office.message).to_contain_text("Parcel")
    office.back_to_first_steps()


def write_the_imprint(office: BackOffice) -> None:
    page = office.page
    office.step("Pages").get_by_role("link", name="Pages").click()
    page.get_by_role("link", name="Imprint").first.click()
    page.get_by_label("Status").select_option(label="Published")
    office.save()
    expect(page.get_by_text("This page cannot be published yet")).to_contain_text("street and number")

    text = page.get_by_role("textbox", name="Text", exact=True)
    text.press("ControlOrMeta+a")
    for line in IMPRINT:
        page.keyboard.insert_text(line)
        page.keyboard.press("Enter")
    office.save()
    expect(office.message).to_contain_text("Imprint")
    office.back_to_first_steps()


def add_a_category(office: BackOffice) -> None:
    """One with a name of their own, in the place of the file's "Apparel & Accessories > Jewelry > Rings"."""
    office.choose("Categories")
    office.page.get_by_role("link", name="Add category").click()
    office.field("Name").fill("Rings")
    office.save()
    expect(office.message).to_contain_text("Rings")
    office.back_to_first_steps()


def import_products(office: BackOffice) -> None:
    page = office.page
    page.get_by_role("link", name="Import products").click()
    page.get_by_label("Product file (CSV)").set_input_files(EXPORT)
    page.get_by_role("button", name="Upload and preview").click()
    expect(page.get_by_text("This is what the import would do")).to_be_visible(timeout=MILLISECONDS)
    expect(page.get_by_text("196 added, 0 changed, 0 unchanged, 0 failed")).to_be_visible()

    rings = page.get_by_label("Apparel & Accessories > Jewelry > Rings")
    rings.select_option(label="Rings")
    page.get_by_role("button", name="Save the categories and preview again").click()
    expect(rings).to_contain_text("as it is remembered", timeout=MILLISECONDS)

    page.get_by_role("button", name="Import now").click()
    expect(page.get_by_text("Import: done")).to_be_visible(timeout=MILLISECONDS)
    expect(page.get_by_text("196 added, 0 changed, 0 unchanged, 0 failed")).to_be_visible()
    office.back_to_first_steps()


def make_a_menu(office: BackOffice) -> None:
    """Two entries at the head, of which one has another below it."""
    office.choose("Menu entries")
    page = office.page
    page.get_by_role("link", name="Add menu entry").click()
    page.get_by_label("Address").fill("/search/")
    page.get_by_label("Label").fill("All jewellery")
    page.get_by_role("button", name="Save and add another").click()
    page.get_by_label("Below").select_option(label="All jewellery")
    page.get_by_label("Category").select_option(label="Rings")
    page.get_by_role("button", name="Save and add another").click()
    page.get_by_label("Position").fill("1")
    page.get_by_label("Page", exact=False).select_option(label="Imprint")
    page.get_by_label("Label").fill("Who we are")
    office.save()
    expect(page.get_by_role("row").filter(has_text="Who we are")).to_be_visible()


def make_a_front_page(page: Page) -> None:
    sections = FrontPageAdmin(page)
    sections.add("Opening")
    sections.field("Heading").fill("Rings that last")
    page.get_by_label("Button").fill("See all rings")
    page.get_by_label("Leads to").fill("/category/rings/")
    sections.save()
    sections.add("Products")
    sections.field("Heading").fill("Rings")
    page.get_by_label("Which products").select_option(label="the newest of a category")
    page.get_by_label("Category").select_option(label="Rings")
    sections.save()
    sections.add("Story")
    sections.field("Heading").fill("Made by two")
    page.get_by_role("textbox", name="Text", exact=True).fill("In a workshop behind the dunes.")
    sections.save()
    sections.mover("up", "Made by two").click()
    expect(sections.names).to_have_text(["Rings that last", "Made by two", "Rings"])


def look_at_the_brand(visitor: Page) -> None:
    home = HomePage(visitor)
    home.open()
    expect(visitor).to_have_title("Rosa & Tide · Rings that last")
    logo = visitor.get_by_role("banner").get_by_role("img", name="Rosa & Tide")
    expect(logo).to_be_visible()
    assert logo.evaluate("logo => logo.complete && logo.naturalWidth > 0")
    expect(visitor.get_by_role("link", name="See all rings")).to_have_css("background-color", f"rgb{GREEN}")

    headings = visitor.get_by_role("main").locator("h1, h2")
    expect(headings).to_have_text(["Rings that last", "Made by two", "Rings"])
    menu = visitor.get_by_role("banner").get_by_role("navigation")
    expect(menu.get_by_role("link")).to_have_text(["All jewellery", "Who we are"])
    menu.get_by_role("group").click()
    expect(menu.get_by_role("link", name="Rings")).to_be_visible()


def read_the_imprint(visitor: Page) -> None:
    visitor.get_by_role("contentinfo").get_by_role("link", name="Imprint").click()
    expect(visitor.get_by_role("main")).to_contain_text("1015 CJ Amsterdam")
    expect(visitor.get_by_role("contentinfo").get_by_role("link", name="Terms")).to_have_count(0)


def buy_a_ring(visitor: Page) -> None:
    ring = ProductPage(visitor, "signet-ring-gold")
    ring.search("signet")
    ring.card("Signet Ring (Gold)").link.click()
    expect(ring.heading).to_have_text("Signet Ring (Gold)")
    ring.offer.add.click()
    expect(ring.badge.count).to_have_text("1")
    expect(ring.cart.titles).to_have_text(["Signet Ring (Gold)"])


def logo() -> FilePayload:
    picture, file = Image.new("RGBA", (600, 160), (0, 0, 0, 0)), io.BytesIO()
    drawing = ImageDraw.Draw(picture)
    drawing.ellipse((10, 10, 150, 150), fill=GREEN)
    drawing.rectangle((180, 60, 580, 100), fill=GREEN)
    picture.save(file, "PNG")
    return FilePayload(name="logo.png", mimeType="image/png", buffer=file.getvalue())
