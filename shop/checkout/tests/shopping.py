"""A shopper at the checkout, with everything filled in that the test does not care about."""

import re
from dataclasses import dataclass
from typing import Any

from django.test import Client

from shop.catalog.models import Product
from shop.orders.models import Order

CONTACT = {"email": "ada@example.org", "phone": ""}
ADDRESS = {
    "shipping_country_code": "DE",
    "shipping_name": "Ada Lovelace",
    "shipping_street_address": "Unter den Linden 1",
    "shipping_postal_code": "10117",
    "shipping_city": "Berlin",
}


@dataclass
class Shopper:
    """Fills in forms as a browser without scripts sends them."""

    client: Client

    def add(self, product: Product, quantity: int = 1) -> None:
        variant = product.variants.get()
        response = self.client.post("/cart/lines/", {"variant": variant.pk, "quantity": quantity}, headers=OWN)
        assert response.status_code == 303
        # The next page says that it was added; the tests look at the pages after that.
        self.client.get("/checkout/contact/")

    def fill(self, section: str, fields: dict[str, Any], **extra: Any) -> Any:
        return self.client.post(f"/checkout/{section}/", fields, headers=OWN, **extra)

    def fill_all(self) -> None:
        """Fill in contact and address; with one way of delivery and of payment that is all."""
        assert self.fill("contact", CONTACT).status_code == 303
        self.fill_address()

    def fill_address(self) -> None:
        assert self.fill("address", ADDRESS).status_code == 303

    def review(self) -> Any:
        return self.client.get("/checkout/review/")

    def agreed(self, page: Any = None) -> dict[str, str]:
        """Return what the review's form carries."""
        html = (page or self.review()).content.decode()
        return dict(re.findall(r'<input type="hidden" name="(token|shown)" value="([^"]*)">', html))

    def confirm(self, agreed: dict[str, str] | None = None) -> Any:
        return self.client.post("/checkout/review/", agreed or self.agreed(), headers=OWN)

    def order(self) -> Order:
        return Order.objects.get()


OWN = {"Sec-Fetch-Site": "same-origin"}
