"""What is in the cart: in the drawer of every page, or on the cart's own page."""

from playwright.sync_api import Locator, Page


class CartContents:
    def __init__(self, page: Page) -> None:
        self.root = page.locator("#cart-contents")

    @property
    def lines(self) -> Locator:
        return self.root.locator(".cart-line")

    @property
    def titles(self) -> Locator:
        return self.lines.locator(".cart-line__title")

    @property
    def subtotal(self) -> Locator:
        return self.root.locator(".cart-sums__subtotal dd")

    @property
    def discount(self) -> Locator:
        return self.root.locator(".cart-sums__discount dd")

    @property
    def total(self) -> Locator:
        """What is left of the subtotal after a discount."""
        return self.root.locator(".cart-sums__total dd")

    @property
    def delivery(self) -> Locator:
        """How far delivery is from being free."""
        return self.root.locator(".cart-delivery > p")

    @property
    def coupon(self) -> "CartCoupon":
        return CartCoupon(self.root.locator("#cart-coupon"))

    @property
    def check_out(self) -> Locator:
        return self.root.get_by_role("link", name="Check out")

    @property
    def undo(self) -> Locator:
        return self.root.get_by_role("button", name="Undo")

    @property
    def clear(self) -> Locator:
        return self.root.get_by_role("button", name="Empty the cart")

    def line(self, title: str) -> "CartLine":
        return CartLine(self.lines.filter(has_text=title))

    def nth(self, index: int) -> "CartLine":
        return CartLine(self.lines.nth(index))


class CartCoupon:
    def __init__(self, root: Locator) -> None:
        self.root = root

    @property
    def field(self) -> Locator:
        return self.root.get_by_role("textbox", name="Discount code")

    @property
    def refusal(self) -> Locator:
        return self.root.locator(".field__error")

    @property
    def notice(self) -> Locator:
        """Why a code that was taken does nothing now."""
        return self.root.locator(".cart-coupon__notice")

    @property
    def remove(self) -> Locator:
        return self.root.get_by_role("button", name="Remove the code")

    def use(self, code: str) -> None:
        """Type a code and press Enter."""
        self.field.fill(code)
        self.field.press("Enter")


class CartLine:
    def __init__(self, root: Locator) -> None:
        self.root = root

    @property
    def quantity(self) -> Locator:
        return self.root.get_by_role("textbox", name="Quantity of")

    @property
    def increase(self) -> Locator:
        return self.root.get_by_role("button", name="Increase quantity of")

    @property
    def decrease(self) -> Locator:
        return self.root.get_by_role("button", name="Decrease quantity of")

    @property
    def remove(self) -> Locator:
        return self.root.get_by_role("button", name="Remove")

    @property
    def notice(self) -> Locator:
        return self.root.locator(".cart-line__notice")

    @property
    def total(self) -> Locator:
        return self.root.locator(".cart-line__total")

    def set_quantity(self, typed: str) -> None:
        """Type a quantity and press Enter."""
        self.quantity.fill(typed)
        self.quantity.press("Enter")
