"""The cart's own page."""

from e2e.pages.base_page import BasePage


class CartPage(BasePage):
    path = "/cart/"
