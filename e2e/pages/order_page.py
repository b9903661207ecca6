"""The page of an order, and the one that leads there by number and e-mail."""

import re

from playwright.sync_api import Locator

from e2e.pages.base_page import BasePage


class OrderPage(BasePage):
    @property
    def said(self) -> Locator:
        """What stands above all: where the order is, and what to do."""
        return self.page.locator(".order__said")

    @property
    def step(self) -> Locator:
        """The station that the order has reached."""
        return self.page.get_by_role("list", name="Where the order stands").locator("[aria-current=step]")

    @property
    def lines(self) -> Locator:
        return self.page.locator(".order-line__title")

    @property
    def total(self) -> Locator:
        return self.page.locator(".order-sums__total dd")

    @property
    def pay(self) -> Locator:
        return self.page.get_by_role("button", name="Pay now")

    @property
    def try_again(self) -> Locator:
        """Pays what was not paid before."""
        return self.page.get_by_role("main").get_by_role("button", name="Try again")

    @property
    def give_back(self) -> Locator:
        """Frees the goods of an order that is not paid now."""
        return self.page.get_by_role("button", name="Give the goods back")


class LookUpPage(BasePage):
    path = "/orders/"

    @property
    def number(self) -> Locator:
        return self.page.get_by_label("Order number")

    @property
    def email(self) -> Locator:
        return self.page.get_by_role("main").get_by_label("E-mail")

    @property
    def find(self) -> Locator:
        return self.page.get_by_role("button", name="Show my order")

    @property
    def refusal(self) -> Locator:
        return self.page.get_by_role("group", name=re.compile("^Please look at"))
