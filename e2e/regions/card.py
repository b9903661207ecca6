"""A product in a list."""

from playwright.sync_api import Locator, Page


class Card:
    def __init__(self, page: Page, title: str) -> None:
        heading = page.get_by_role("heading", name=title, exact=True, level=3)
        self.root = page.locator(".card").filter(has=heading).first

    @property
    def link(self) -> Locator:
        return self.root.get_by_role("heading", level=3).get_by_role("link")

    @property
    def add(self) -> Locator:
        return self.root.get_by_role("button", name="Add to cart")

    @property
    def choose(self) -> Locator:
        return self.root.get_by_role("link", name="Choose options")
