"""A shopper without a mouse: Tab, Enter, Space, arrows and letters."""

from playwright.sync_api import Locator, Page

# More stops than any page has.
STOPS = 150


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def go_to(self, target: Locator) -> None:
        """Press Tab until the target has the focus."""
        target.wait_for()
        for _ in range(STOPS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {target}")

    def press(self, target: Locator) -> None:
        """Go to a link or a button and press Enter."""
        self.go_to(target)
        self.page.keyboard.press("Enter")

    def type(self, target: Locator, text: str) -> None:
        """Go to a field and type."""
        self.go_to(target)
        self.page.keyboard.type(text)
