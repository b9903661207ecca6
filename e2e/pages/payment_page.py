"""The sandbox's page, on which a shopper pays or does not."""

import re

from playwright.sync_api import Locator, Page


class PaymentPage:
    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def pay(self) -> Locator:
        return self.page.get_by_role("button", name=re.compile("^Pay"))

    @property
    def decline(self) -> Locator:
        return self.page.get_by_role("button", name="Let the card be declined")

    @property
    def cancel(self) -> Locator:
        return self.page.get_by_role("button", name="Cancel and go back")
