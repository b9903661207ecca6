"""What the checkout says that the order comes to."""

from playwright.sync_api import Locator, Page


class Summary:
    def __init__(self, page: Page) -> None:
        self.root = page.get_by_role("complementary", name="Your order")

    @property
    def lines(self) -> Locator:
        return self.root.get_by_role("listitem")

    @property
    def code(self) -> Locator:
        return self.root.get_by_role("textbox", name="Discount code")

    @property
    def refusal(self) -> Locator:
        return self.root.locator("[data-refusal]")

    @property
    def remove(self) -> Locator:
        return self.root.get_by_role("button", name="Remove the code")

    def sum(self, name: str) -> Locator:
        """The amount beside a word: "Subtotal", "Delivery", "Total"."""
        term = self.root.page.get_by_role("term").filter(has_text=name)
        return self.root.locator("dl > div").filter(has=term).get_by_role("definition").last

    def use(self, code: str) -> None:
        """Type a code and press Enter."""
        self.code.fill(code)
        self.code.press("Enter")
