"""A product's picture moves from its card to its page and back, for who likes things that move."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from e2e.pages.category_page import CategoryPage
from e2e.pages.home_page import HomePage
from e2e.pages.product_page import ProductPage

# What moves while a page comes into view: the names of its parts that are in the page before, too.
LISTEN = """window.revealed = new Promise(resolve => addEventListener("pagereveal", resolve))
    .then(({viewTransition}) => ({transition: viewTransition, fold: document.querySelector("#fold") !== null}));
window.moved = revealed.then(({transition}) => transition?.ready).then(() => document
    .getAnimations()
    .flatMap(({effect}) => effect.pseudoElement?.match(/^::view-transition-old\\((.+)\\)$/)?.[1] ?? []));"""
MOVED = "moved.then(names => [...new Set(names)])"
NAMED = """revealed.then(({transition}) => transition.finished).then(() => [...document.querySelectorAll('*')]
    .filter(element => element.style.viewTransitionName).length)"""


@pytest.fixture
def motion() -> str:
    return "no-preference"


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any], motion: str) -> dict[str, Any]:
    return {**browser_context_args, "reduced_motion": motion}


@pytest.fixture
def kitchen(page: Page, javascript: bool) -> CategoryPage:
    page.add_init_script(LISTEN)
    kitchen = CategoryPage(page, "kitchen")
    kitchen.open()
    return kitchen


@pytest.mark.needs_javascript
def test_the_picture_moves_to_the_product_and_back(page: Page, kitchen: CategoryPage) -> None:
    kitchen.card("Decanter No. 3").link.click()
    product = ProductPage(page, "decanter-no-3")
    expect(product.heading).to_have_text("Decanter No. 3")
    assert page.evaluate(MOVED) == [product.path]
    assert page.evaluate(NAMED) == 0

    page.go_back()

    expect(kitchen.heading).to_have_text("Kitchen")
    assert page.evaluate(MOVED) == [product.path]
    assert page.evaluate(NAMED) == 0


@pytest.mark.needs_javascript
def test_the_picture_that_the_shopper_looks_at_moves(page: Page, kitchen: CategoryPage) -> None:
    product = ProductPage(page, "blacksmith-skillet")
    product.open()
    product.pictures.nth(1).evaluate("picture => picture.scrollIntoView({behavior: 'instant', block: 'nearest'})")
    expect(product.thumbnail(2)).to_have_attribute("aria-current", "true")
    page.evaluate("""addEventListener("pageswap", ({viewTransition}) => {
        sessionStorage.at = [...document.querySelectorAll(".gallery__view")]
            .findIndex(view => view.style.viewTransitionName);
    });""")

    page.get_by_role("navigation", name="You are here").get_by_role("link", name="Kitchen").click()

    expect(kitchen.heading).to_have_text("Kitchen")
    assert page.evaluate("sessionStorage.at") == "1"
    assert page.evaluate(MOVED) == [product.path]


@pytest.mark.needs_javascript
def test_a_page_is_shown_with_the_pictures_above_the_fold_on_a_slow_machine(page: Page, kitchen: CategoryPage) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 20})

    kitchen.open()

    assert page.evaluate("revealed.then(({fold}) => fold)")


@pytest.mark.needs_javascript
def test_between_other_pages_nothing_moves(page: Page, kitchen: CategoryPage) -> None:
    home = HomePage(page)
    home.open()
    home.open_category("Kitchen")

    expect(kitchen.heading).to_have_text("Kitchen")
    assert page.evaluate(MOVED) == []


@pytest.mark.needs_javascript
@pytest.mark.parametrize("motion", ["reduce"])
def test_nothing_moves_for_who_asked_for_less_motion(page: Page, kitchen: CategoryPage) -> None:
    kitchen.card("Decanter No. 3").link.click()

    expect(ProductPage(page, "decanter-no-3").heading).to_have_text("Decanter No. 3")
    assert page.evaluate(MOVED) == []
    assert page.evaluate("revealed.then(({transition}) => transition === null)")


@pytest.mark.needs_javascript
def test_a_browser_that_knows_nothing_of_it_goes_there(page: Page, kitchen: CategoryPage) -> None:
    page.add_init_script("delete window.navigation; delete Document.prototype.startViewTransition")
    page.reload()

    kitchen.card("Decanter No. 3").link.click()

    expect(ProductPage(page, "decanter-no-3").heading).to_have_text("Decanter No. 3")


def test_a_click_goes_there_with_or_without_scripts(page: Page, kitchen: CategoryPage) -> None:
    kitchen.card("Decanter No. 3").link.click()

    expect(ProductPage(page, "decanter-no-3").heading).to_have_text("Decanter No. 3")
    page.go_back()
    expect(kitchen.heading).to_have_text("Kitchen")
