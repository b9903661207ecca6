"""The entries of the menus in the admin."""

from playwright.sync_api import Locator, Page


class MenuAdmin:
    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self) -> None:
        self.page.goto("/admin/login/?next=/admin/content/menuitem/")
        self.page.get_by_label("Username").fill("merchant")
        self.page.get_by_label("Password").fill("open sesame")
        self.page.get_by_role("button", name="Log in").click()

    @property
    def names(self) -> Locator:
        return self.page.locator("#result_list .field-named")

    def mover(self, direction: str, name: str) -> Locator:
        return self.page.get_by_role("button", name=f"Move {direction}: {name}", exact=True)

    def drag(self, name: str, *, above: str) -> None:
        """Drag a row by its handle to above another one, and let the list come back."""
        handles = self.page.locator("[data-drags]")
        goal = self._row(above).locator(handles).bounding_box()
        assert goal
        self._row(name).locator(handles).hover()
        self.page.mouse.down()
        self.page.mouse.move(goal["x"] + 5, goal["y"] - 2, steps=8)
        with self.page.expect_navigation():
            self.page.mouse.up()

    def _row(self, name: str) -> Locator:
        return self.page.locator("#result_list tbody tr").filter(has=self.page.get_by_role("link", name=name))
