"""The back office: signing in, saving, and the way round."""

from playwright.sync_api import Locator, Page

from shop.testing.server import OWNER, PASSWORD


class BackOffice:
    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, *, then: str = "/admin/") -> None:
        """Sign in as the owner, and go on to an address."""
        self.page.goto(f"/admin/login/?next={then}")
        self.page.get_by_label("Username").fill(OWNER)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Log in").click()

    def save(self) -> None:
        self.page.get_by_role("button", name="Save", exact=True).first.click()

    def field(self, label: str) -> Locator:
        """A field by its whole label, which ends with a colon here."""
        return self.page.get_by_label(f"{label}:", exact=True)

    @property
    def message(self) -> Locator:
        """What the page says of what was done last."""
        return self.page.locator(".messagelist li")

    @property
    def menu(self) -> Locator:
        return self.page.get_by_role("navigation", name="Back office")

    def choose(self, name: str) -> None:
        """Go to a place by the menu of the back office."""
        self.menu.get_by_role("link", name=name, exact=True).click()

    def back_to_first_steps(self) -> None:
        self.page.get_by_role("link", name="First steps").first.click()

    def step(self, name: str) -> Locator:
        """One of the first steps."""
        heading = self.page.get_by_role("heading", name=name, level=2)
        return self.page.get_by_role("listitem").filter(has=heading)
