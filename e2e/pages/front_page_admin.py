"""The sections of the front page in the admin."""

from playwright.sync_api import Locator

from e2e.pages.back_office import BackOffice


class FrontPageAdmin(BackOffice):
    def open(self) -> None:
        self.page.goto("/admin/frontpage/section/")

    def add(self, kind: str) -> None:
        """Open the form of a section of this kind."""
        self.page.goto("/admin/frontpage/section/add/")
        self.page.locator("#content").get_by_role("link", name=kind, exact=True).click()

    @property
    def names(self) -> Locator:
        return self.page.locator("#result_list .field-named")

    def mover(self, direction: str, name: str) -> Locator:
        return self.page.get_by_role("button", name=f"Move {direction}: {name}")
