"""What every page has."""

from playwright.sync_api import Locator, Page

from e2e.regions.card import Card
from e2e.regions.cart_badge import CartBadge
from e2e.regions.cart_contents import CartContents
from e2e.regions.offer import Offer


class BasePage:
    path = "/"

    def __init__(self, page: Page) -> None:
        self.page = page
        self.badge = CartBadge(page)
        self.cart = CartContents(page)

    def open(self) -> None:
        self.page.goto(self.path)

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    @property
    def drawer(self) -> Locator:
        return self.page.get_by_role("dialog", name="Your cart")

    @property
    def choice(self) -> Locator:
        """The dialog in which a card's options are chosen."""
        return self.page.locator("dialog#product-choice[open]")

    @property
    def offer(self) -> Offer:
        return Offer(self.page.get_by_role("main"))

    @property
    def message(self) -> Locator:
        return self.page.locator(".messages__item")

    @property
    def announced(self) -> Locator:
        return self.page.locator("#cart-status")

    @property
    def menu(self) -> Locator:
        return self.page.get_by_role("navigation", name="Categories")

    def open_menu(self) -> None:
        """On a phone a button opens it."""
        button = self.page.get_by_role("button", name="Menu", exact=True)
        if button.is_visible():
            button.click()

    def card(self, title: str) -> Card:
        return Card(self.page, title)

    def search(self, words: str) -> None:
        field = self.page.get_by_role("banner").get_by_label("Search the shop")
        field.fill(words)
        field.press("Enter")
