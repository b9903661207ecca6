"""The way over the provider's page and back, as a browser goes it."""

import re
from urllib.parse import urlsplit

from cart.tests.shown_cart import read_cart
from shop.checkout.tests.shopping import OWN, Shopper
from shop.testing.sandbox import Sandbox


def reference(address: str) -> str:
    return urlsplit(address).path.rsplit("/", 1)[1]


def come_back(shopper: Shopper, sandbox: Sandbox, address: str, action: str) -> str:
    """Do something on the provider's page, follow it back, and return where that leads."""
    back = urlsplit(sandbox.choose(reference(address), action))
    location = shopper.client.get(f"{back.path}?{back.query}").headers["Location"]
    assert isinstance(location, str)
    return location


def give_up(shopper: Shopper, sandbox: Sandbox, address: str) -> str:
    """Come back from the provider's page without paying, press the button, and return where that leads."""
    back = urlsplit(sandbox.choose(reference(address), "cancel"))
    page = shopper.client.get(f"{back.path}?{back.query}").content.decode()
    [button] = re.findall(r'action="(/checkout/payments/[^"]+/given-up/)"', page)
    location = shopper.client.post(button, headers=OWN).headers["Location"]
    assert isinstance(location, str)
    return location


def in_cart(shopper: Shopper) -> int:
    return read_cart(shopper.client.get("/cart/").content.decode()).badge
