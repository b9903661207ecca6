"""A category's list of products, and what narrows it."""

import re

from playwright.sync_api import Locator, Page

from e2e.pages.base_page import BasePage


class CategoryPage(BasePage):
    def __init__(self, page: Page, slug: str) -> None:
        super().__init__(page)
        self.path = f"/category/{slug}/"

    @property
    def count(self) -> Locator:
        return self.page.locator("#listing-count")

    @property
    def cards(self) -> Locator:
        return self.page.locator("#shelf > li")

    @property
    def dialog(self) -> Locator:
        """The filters, where they are a dialog of their own."""
        return self.page.locator("dialog#filters[open]")

    @property
    def open_filters(self) -> Locator:
        return self.page.locator(".listing__filter")

    @property
    def apply(self) -> Locator:
        return self.page.get_by_role("button", name=re.compile(r"^(Apply|Show [\d,]+ products?)$"))

    @property
    def load_more(self) -> Locator:
        return self.page.get_by_role("link", name="Load more")

    def value(self, label: str) -> Locator:
        return self.page.locator("#filter-groups").get_by_role("checkbox", name=label)

    def field(self, label: str) -> Locator:
        return self.page.locator("#filter-groups").get_by_role("spinbutton", name=label)

    def pill(self, label: str) -> Locator:
        return self.page.get_by_role("link", name=f"Remove the filter {label}")

    def sort(self, name: str) -> Locator:
        return self.page.get_by_role("navigation", name="Sort by").get_by_role("link", name=name)
