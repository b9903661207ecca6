"""The badge in the header of every page."""

from playwright.sync_api import Locator, Page


class CartBadge:
    def __init__(self, page: Page) -> None:
        self.root = page.locator("#cart-badge")

    @property
    def count(self) -> Locator:
        return self.root.locator(".cart-badge__count > :first-child")

    def open(self) -> None:
        """Open the drawer, or the cart's page where no script runs."""
        self.root.click()
