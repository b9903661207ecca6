"""A merchant makes the front page in the admin, and puts it into order with the keyboard or by dragging."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.accessibility import violations
from e2e.console import Console
from e2e.pages.front_page_admin import FrontPageAdmin
from shop.testing.server import Shop, open_scripted

FILL = """
from shop.testing.builders import make_product
make_product(title="Wool blanket")
"""
TWO_SECTIONS = """
from shop.frontpage.models import Section
Section.objects.all().delete()
for heading in ("Who we are", "How we work"):
    Section.objects.create(kind="story", heading=heading, text="<p>Words</p>")
"""


@pytest.fixture(scope="session")
def front_shop(tmp_path_factory: pytest.TempPathFactory, static: Path) -> Iterator[Shop]:
    """A shop with a product."""
    with open_scripted(tmp_path_factory.mktemp("front-shop"), static, FILL) as shop:
        yield shop


@pytest.fixture(scope="session")
def base_url(front_shop: Shop) -> str:
    return front_shop.url


@pytest.fixture
def sections(page: Page, javascript: bool, console: Console, front_shop: Shop) -> FrontPageAdmin:
    """The list of the two sections that the page has."""
    front_shop.script(TWO_SECTIONS)
    console.expect("favicon.ico")
    sections = FrontPageAdmin(page)
    sections.sign_in(then="/admin/frontpage/section/")
    return sections


def test_a_section_that_is_made_is_seen_and_moved_by_the_keyboard(
    page: Page, javascript: bool, sections: FrontPageAdmin
) -> None:
    sections.add("Quotes")
    sections.field("Heading").fill("What they say")
    first = page.locator("#quotes-0")
    first.get_by_label("What they say").fill("It keeps warm")
    first.get_by_label("Who says it").fill("Ada")
    sections.save()
    expect(sections.names).to_have_text(["Who we are", "How we work", "What they say"])

    # The pressed button has the focus again, so that it can be pressed once more.
    sections.mover("up", "What they say").focus()
    page.keyboard.press("Enter")
    expect(sections.names).to_have_text(["Who we are", "What they say", "How we work"])
    expect(sections.mover("up", "What they say")).to_be_focused()
    page.keyboard.press("Enter")
    expect(sections.names).to_have_text(["What they say", "Who we are", "How we work"])

    page.goto("/")
    headings = page.get_by_role("main").get_by_role("heading", level=2)
    expect(headings).to_have_text(["What they say", "Who we are", "How we work"])
    expect(page.get_by_text("It keeps warm")).to_be_visible()


@pytest.mark.needs_javascript
def test_a_row_is_dragged(page: Page, javascript: bool, sections: FrontPageAdmin) -> None:
    handle = page.locator("[data-drags]").nth(1)
    goal = page.locator("[data-drags]").nth(0).bounding_box()
    assert goal
    handle.hover()
    page.mouse.down()
    page.mouse.move(goal["x"] + 5, goal["y"] - 2, steps=5)
    page.mouse.up()

    expect(sections.names).to_have_text(["How we work", "Who we are"])
    page.reload()
    expect(sections.names).to_have_text(["How we work", "Who we are"])


@pytest.mark.needs_javascript
def test_a_product_is_chosen_and_the_preview_shows_what_is_off(
    page: Page, javascript: bool, sections: FrontPageAdmin, console: Console
) -> None:
    sections.add("Products")
    sections.field("Heading").fill("By hand")
    page.get_by_label("Which products").select_option("those chosen below")
    page.locator("#picks-0 .select2-selection").click()
    page.locator(".select2-search__field").fill("blanket")
    page.get_by_role("option", name="Wool blanket").click()
    page.get_by_label("On", exact=True).uncheck()
    sections.save()
    expect(sections.names).to_have_count(3)

    page.goto("/")
    expect(page.get_by_role("heading", name="By hand")).to_have_count(0)
    sections.open()
    page.get_by_role("link", name="Preview").click()
    expect(page.get_by_role("heading", name="By hand")).to_be_visible()
    expect(page.get_by_role("heading", name="Wool blanket")).to_be_visible()
    assert violations(page, console) == []
    page.get_by_label("Without what is off").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="By hand")).to_have_count(0)
