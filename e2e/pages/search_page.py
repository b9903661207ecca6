"""What a search found."""

from urllib.parse import urlencode

from playwright.sync_api import Page

from e2e.pages.base_page import BasePage


class SearchPage(BasePage):
    def __init__(self, page: Page, words: str) -> None:
        super().__init__(page)
        self.path = f"/search/?{urlencode({'q': words})}"
