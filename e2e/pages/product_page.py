"""A product's page."""

from playwright.sync_api import Locator, Page

from e2e.pages.base_page import BasePage


class ProductPage(BasePage):
    def __init__(self, page: Page, slug: str) -> None:
        super().__init__(page)
        self.path = f"/products/{slug}/"

    @property
    def picture(self) -> Locator:
        return self.pictures.first

    @property
    def pictures(self) -> Locator:
        return self.page.locator(".gallery__view img")

    def thumbnail(self, number: int) -> Locator:
        return self.page.get_by_role("link", name=f"Show picture {number}")
