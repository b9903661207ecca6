"""Price, options and the way into the cart: on a product's page or in the dialog that a card opens."""

from playwright.sync_api import Locator


class Offer:
    def __init__(self, root: Locator) -> None:
        self.root = root.locator(".offer")

    @property
    def price(self) -> Locator:
        return self.root.locator(".price__now").first

    @property
    def stock(self) -> Locator:
        return self.root.locator(".stock")

    @property
    def quantity(self) -> Locator:
        return self.root.get_by_role("textbox", name="Quantity")

    @property
    def add(self) -> Locator:
        return self.root.get_by_role("button", name="Add to cart", exact=True)

    @property
    def closed(self) -> Locator:
        """What stands in the place of the way into the cart where there is none."""
        return self.root.locator(".add-form--closed")

    @property
    def refusal(self) -> Locator:
        return self.root.locator("[data-refusal]")

    def value(self, name: str) -> Locator:
        """The button of an option's value, by its whole name: "Clay (sold out)"."""
        return self.root.get_by_role("button", name=name, exact=True)
