"""Shoppers see each photograph sharp, on any screen, without fetching much more of it than they see."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.merchant import PHOTOGRAPHS
from e2e.pages.cart_page import CartPage
from e2e.pages.home_page import HomePage
from e2e.pages.product_page import ProductPage
from shop.testing.server import Shop

pytestmark = pytest.mark.needs_javascript
# Twice is the step from the smallest stored width to the next; the rest is for rounding up what is needed.
MOST = 2.2

# A browser takes a finer file that it has at hand, so each picture is chosen anew, from addresses that it never saw.
LOOK = """pictures => Promise.all(pictures.map(async picture => {
    const anew = new Image();
    anew.sizes = picture.sizes;
    anew.srcset = picture.srcset.replace(/ \\d+w/g, `?${Math.random()}$&`);
    await anew.decode();
    return [anew.currentSrc.split("?")[0], picture.clientWidth];
}))"""


@dataclass(frozen=True)
class Seen:
    """A picture in a square place: the address that the browser chose, and the side that it draws, in CSS pixels."""

    address: str
    drawn: int

    @property
    def photograph(self) -> tuple[int, int]:
        return PHOTOGRAPHS["landscape.jpg" if "landscape" in self.address else "square.jpg"]

    @property
    def side(self) -> float:
        """The side of the largest square in the chosen file."""
        width, height = self.photograph
        stored = re.search(r"/(\d+)w\.webp$", self.address)
        return (int(stored[1]) if stored else width) * height / width

    def is_too_coarse(self, density: int) -> bool:
        return self.side < min(self.drawn * density, *self.photograph)

    def is_too_fine(self, density: int) -> bool:
        return self.side > self.drawn * density * MOST


@pytest.fixture(scope="session")
def base_url(own_shop: Shop) -> str:
    return own_shop.url


def look(pictures: Locator) -> list[Seen]:
    return [Seen(*seen) for seen in pictures.evaluate_all(LOOK)]


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("density", [1, 2])
def test_each_picture_is_as_fine_as_its_place(page: Page, javascript: bool, width: int, density: int) -> None:
    places: dict[str, list[Seen]] = {}

    home = HomePage(page)
    home.open()
    places["category tile"] = look(page.locator(".category-tile .picture"))
    places["shelf"] = look(page.locator(".shelf .picture"))
    home.card("Bowl").choose.click()
    expect(home.choice).to_be_visible()
    places["choice"] = look(home.choice.locator(".picture"))
    page.goto("/search/?q=cup")
    places["card"] = look(page.locator(".card .picture"))
    product = ProductPage(page, "cup")
    product.open()
    places["gallery"] = look(page.locator(".gallery__view .picture"))
    # On a phone dots stand for them.
    if width >= 768:
        places["thumbnail"] = look(page.locator(".gallery__thumb .picture"))
    product.offer.add.click()
    expect(product.drawer).to_be_visible()
    places["drawer"] = look(product.cart.root.locator(".picture"))
    CartPage(page).open()
    places["cart"] = look(page.locator(".cart-line .picture"))

    assert [place for place, pictures in places.items() if not pictures] == []
    seen = [(place, picture) for place, pictures in places.items() for picture in pictures]
    assert [(place, picture) for place, picture in seen if picture.is_too_coarse(density)] == []
    assert [(place, picture) for place, picture in seen if picture.is_too_fine(density)] == []
