"""The sections of the front page in the admin."""

from playwright.sync_api import Locator, Page


class FrontPageAdmin:
    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self) -> None:
        self.page.goto("/admin/login/?next=/admin/frontpage/section/")
        self.page.get_by_label("Username").fill("merchant")
        self.page.get_by_label("Password").fill("open sesame")
        self.page.get_by_role("button", name="Log in").click()

    def open(self) -> None:
        self.page.goto("/admin/frontpage/section/")

    def add(self, kind: str) -> None:
        """Open the form of a section of this kind."""
        self.page.goto("/admin/frontpage/section/add/")
        self.page.locator("#content").get_by_role("link", name=kind, exact=True).click()

    def save(self) -> None:
        self.page.get_by_role("button", name="Save", exact=True).first.click()

    @property
    def names(self) -> Locator:
        return self.page.locator("#result_list .field-named")

    def mover(self, direction: str, name: str) -> Locator:
        return self.page.get_by_role("button", name=f"Move {direction}: {name}")
