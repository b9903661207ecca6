"""The front of the shop."""

from e2e.pages.base_page import BasePage


class HomePage(BasePage):
    path = "/"

    def open_category(self, name: str) -> None:
        self.open_menu()
        self.menu.get_by_role("link", name=name, exact=True).click()
