"""The journeys that matter, in Firefox and in WebKit, where they are installed."""

from collections.abc import Iterator

import pytest

from e2e import engines
from e2e.engines.window import ENTER, Window
from e2e.long_cart import ample_variants
from shop.testing.server import Shop

LINES = 40
PHONE = 420
CARDS = "document.querySelectorAll('#shelf > li').length"
BADGE = "document.querySelector('.cart-badge__count > :first-child')?.textContent"
QUANTITIES = "[...document.querySelectorAll('.cart-line input[name=quantity].field__input')].map(field => field.value)"
SORTS = """(({ left, right }, list) => [left, right, innerWidth, list.scrollWidth > list.clientWidth])(
  document.querySelector(".listing__sort[aria-current]").getBoundingClientRect(),
  document.querySelector(".listing__sorts"),
)"""
PUT = """void (async () => {
  await fetch("/cart/clear/", { method: "POST" });
  for (const variant of %s) {
    const body = new URLSearchParams({ variant });
    await fetch("/cart/lines/", { method: "POST", headers: { "HX-Request": "true" }, body });
  }
  window.isPut = true;
})()"""


@pytest.fixture(autouse=True)
def console() -> None:
    """What these browsers complain about is asked for at the end."""


@pytest.fixture(params=engines.ENGINES, ids=lambda engine: engine.name)
def window(request: pytest.FixtureRequest) -> Iterator[Window]:
    engine = request.param
    binary = engine.find()
    if binary is None:
        pytest.skip(engine.missing)
    with engine.open_window(binary) as window:
        yield window


def top(window: Window, selector: str) -> float:
    return float(window.run(f"document.querySelector({selector!r}).getBoundingClientRect().top"))


def put_in(window: Window, variants: list[int]) -> None:
    """Let the cart hold one of each of these variants and nothing else."""
    window.run(PUT % variants)
    window.wait_for("window.isPut")


def add(window: Window, shop: Shop) -> None:
    window.open(f"{shop.url}/products/two-tone-cup/")
    window.click(".product .add-form button")
    window.wait_for("document.getElementById('cart-drawer').open")
    window.wait_for(f"{BADGE} === '1'")


def click_in_a_long_cart(window: Window, shop: Shop) -> None:
    """Ten quick clicks on the last plus, then on the last minus, count for the last line, which does not move."""
    variants = ample_variants(shop, LINES)
    last = f"#line-{variants[-1]}"
    put_in(window, variants)
    for address in ("/cart/", "/products/two-tone-cup/"):
        window.open(shop.url + address)
        if address != "/cart/":
            window.click("#cart-badge")
            window.wait_for("document.getAnimations().length === 0 && document.getElementById('cart-drawer').open")
        for button, held in ((f"{last}-increase", "11"), (f"{last}-decrease", "1")):
            window.bring_into_view(button)
            place, before = window.place_of(button), top(window, button)
            window.click_at(place, times=10)
            window.wait_for(f"{BADGE} === '{LINES - 1 + int(held)}'")
            window.wait_for(f"{QUANTITIES}.at(-1) === '{held}'")
            assert window.run(QUANTITIES) == ["1"] * (LINES - 1) + [held]
            assert top(window, button) == pytest.approx(before, abs=1)


def remove_and_undo(window: Window, shop: Shop) -> None:
    """Ten quick clicks remove one line; its place offers it again."""
    window.open(f"{shop.url}/cart/")
    line = window.run(f"document.querySelectorAll('.cart-line')[{LINES // 2}].id")
    window.bring_into_view(f"#{line}-remove")
    before = top(window, f"#{line}")
    window.click_at(window.place_of(f"#{line}-remove"), times=10)
    window.wait_for(f"{BADGE} === '{LINES - 1}'")
    assert window.run(f"{QUANTITIES}.length") == LINES - 1
    assert top(window, ".cart-contents__removed") == pytest.approx(before, abs=1)
    window.wait_for("document.activeElement.id === 'cart-undo'")
    window.click("#cart-undo")
    window.wait_for(f"{BADGE} === '{LINES}' && document.getElementById('{line}')")


def choose_an_option(window: Window, shop: Shop) -> None:
    window.open(f"{shop.url}/products/tide-mug/")
    chalk = ".product button[value=Chalk]"
    window.bring_into_view(chalk)
    place, before = window.place_of(chalk), top(window, chalk)
    window.click_at(place)
    window.wait_for(f"document.querySelector({chalk!r}).ariaPressed === 'true' && /variant=/.test(location)")
    assert top(window, chalk) == pytest.approx(before, abs=1)


def load_more_and_come_back(window: Window, shop: Shop) -> None:
    """More of a list moves nothing, and Back leads to the list and a true badge."""
    window.open(f"{shop.url}/category/kitchen/")
    shown = window.run(CARDS)
    window.bring_into_view("#load-more")
    place, before = window.place_of("#load-more"), window.run("scrollY")
    window.click_at(place)
    window.wait_for(f"{CARDS} > {shown}")
    assert before > 0
    assert window.run("scrollY") == pytest.approx(before, abs=1)
    card = "#shelf > li:nth-child(3) h3 a"
    title = window.run(f"document.querySelector({card!r}).textContent")
    window.click(card)
    window.wait_for(f"document.querySelector('h1')?.textContent.trim() === {title!r}.trim()")
    window.back()
    window.wait_for(f"document.querySelector('h1')?.textContent.trim() === 'Kitchen' && {BADGE} === '{LINES}'")


def sort_on_a_phone(window: Window, shop: Shop) -> None:
    """The current way to sort is in view, when the page opens and under the finger that has chosen it."""
    window.send("window/rect", width=PHONE, height=700)
    window.open(f"{shop.url}/category/kitchen/")
    last = window.run("[...document.querySelectorAll('.listing__sort')].at(-1).id")
    window.click(f"#{last}")
    window.wait_for(f"document.getElementById({last!r}).ariaCurrent && /sort=/.test(location)")
    for _ in ("sorted", "opened"):
        left, right, room, is_cut = window.run(SORTS)
        assert is_cut
        assert left >= 0
        assert right <= room + 1
        window.open(window.run("location.href"))


def order(window: Window, shop: Shop) -> None:
    put_in(window, ample_variants(shop, 1))
    window.open(f"{shop.url}/checkout/")
    window.type("#checkout-fields [name=email]", f"ada@example.org{ENTER}")
    fields = {"name": "Ada Lovelace", "street_address": "Unter den Linden 1", "postal_code": "10117", "city": "Berlin"}
    for name, text in fields.items():
        window.type(f"#checkout-fields [name=shipping_{name}]", text)
    go_on(window, "#section-delivery")
    window.click("input[name=method]")
    go_on(window, "#section-review")
    window.click("#checkout-place")
    window.wait_for("location.pathname.startsWith('/orders/') && document.querySelector('.order__lines')")
    assert window.run(BADGE) == "0"


def go_on(window: Window, section: str) -> None:
    """Send the section that is open: the next one opens where it can be seen."""
    window.click("#checkout-continue")
    heading = f"document.querySelector('{section}')"
    window.wait_for(f"{heading}?.closest('[aria-current]') && document.activeElement === {heading}")
    assert window.run(f"{heading}.getBoundingClientRect().top") >= 0


def test_a_shopper_gets_along(window: Window, shop: Shop) -> None:
    add(window, shop)
    click_in_a_long_cart(window, shop)
    remove_and_undo(window, shop)
    choose_an_option(window, shop)
    load_more_and_come_back(window, shop)
    sort_on_a_phone(window, shop)
    order(window, shop)
    assert window.complaints() == []
