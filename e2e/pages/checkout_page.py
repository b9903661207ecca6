"""The checkout: a page of sections, one of them open."""

import re

from playwright.sync_api import Locator, Page, expect

from e2e.pages.base_page import BasePage
from e2e.regions.section import Section
from e2e.regions.summary import Summary

ADDRESS = {
    "Name": "Ada Lovelace",
    "Street and number": "Unter den Linden 1",
    "Postcode": "10117",
    "City": "Berlin",
}


class CheckoutPage(BasePage):
    path = "/checkout/"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.contact = Section(page, "Contact")
        self.address = Section(page, "Address")
        self.delivery = Section(page, "Delivery")
        self.payment = Section(page, "Payment")
        self.review = Section(page, "Review and order")
        self.summary = Summary(page)

    @property
    def place(self) -> Locator:
        return self.page.get_by_role("button", name=re.compile("^Order (with obligation to pay|free of charge)$"))

    @property
    def errors(self) -> Locator:
        """The list of what is to be looked at again."""
        return self.page.get_by_role("group", name=re.compile("^Please look at"))

    @property
    def changes(self) -> Locator:
        """What is different since the shopper looked."""
        return self.page.get_by_role("group", name="Something changed since you looked")

    def fill_contact(self, email: str = "ada@example.org") -> None:
        self.contact.field("E-mail").fill(email)
        self.contact.proceed.click()

    def fill_address(self) -> None:
        for label, text in ADDRESS.items():
            self.address.field(label).fill(text)
        self.address.proceed.click()

    def choose(self, section: Section, way: str) -> None:
        section.way(way).check()
        section.proceed.click()

    def fill_all(self, way_to_pay: str = "Bank transfer", *, email: str = "ada@example.org") -> None:
        """Fill in everything up to the review."""
        self.fill_contact(email)
        self.fill_address()
        self.choose(self.delivery, "Standard delivery")
        self.choose(self.payment, way_to_pay)
        expect(self.place).to_be_visible()
