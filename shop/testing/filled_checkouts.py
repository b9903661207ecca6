"""Checkouts that are filled in, so that all can confirm at the same moment.

`python -m shop.testing.filled_checkouts ORDER` makes them in one process, in the surroundings of a shop, and prints
them in JSON. The process that asks for them needs no Django.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import django
from django.conf import settings

from shop.testing.server import Shop

ADDRESS = {
    "shipping_country_code": "DE",
    "shipping_name": "Ada Lovelace",
    "shipping_street_address": "Unter den Linden 1",
    "shipping_postal_code": "10117",
    "shipping_city": "Berlin",
}


@dataclass(frozen=True)
class Checkout:
    """A visitor's checkout with everything filled in: the session, and what the review's form carries."""

    session_key: str
    token: str
    shown: str


@dataclass(frozen=True)
class Crowd:
    """Buyers of the same products, whose titles nothing else in the shop has, with the same coupon, if any."""

    variants: list[int]
    titles: list[str]
    coupon: str
    checkouts: list[Checkout]


def gather(shop: Shop, *, crowds: int = 1, buyers: int, stocks: Sequence[int], coupon_uses: int = 0) -> list[Crowd]:
    """Make for each crowd a product for each of the stocks, and fill in a checkout of one of each for every buyer.

    Every other buyer has put them into the cart in the opposite order. With `coupon_uses` all of a crowd use a coupon
    that may be used so often.
    """
    order = {"crowds": crowds, "buyers": buyers, "stocks": list(stocks), "coupon_uses": coupon_uses}
    made = json.loads(shop.run("-m", "shop.testing.filled_checkouts", json.dumps(order)).splitlines()[-1])
    return [Crowd(**crowd | {"checkouts": [Checkout(**each) for each in crowd["checkouts"]]}) for crowd in made]


def main(order: str) -> None:
    """Make as many crowds of buyers as are ordered, and print them."""
    settings.DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
    django.setup()
    wanted = json.loads(order)
    crowds = wanted.pop("crowds")
    print(json.dumps([make_crowd(**wanted) for _ in range(crowds)]))  # noqa: T201


def make_crowd(*, buyers: int, stocks: Sequence[int], coupon_uses: int) -> dict[str, Any]:
    """Create products, a coupon, and a filled-in checkout for each buyer."""
    from django.db import transaction  # noqa: PLC0415

    from shop.catalog.models import Product  # noqa: PLC0415
    from shop.coupons.models import Coupon  # noqa: PLC0415
    from shop.testing.builders import make_product  # noqa: PLC0415

    with transaction.atomic():
        first = Product.objects.count() + 1
        titles = [f"Shirt no. {number}" for number in range(first, first + len(stocks))]
        products = [
            make_product(title=title, slug=f"shirt-no-{first + place}", stock=stocks[place])
            for place, title in enumerate(titles)
        ]
        variants = [product.variants.get().pk for product in products]
        code = f"CROWD{first}" if coupon_uses else ""
        if code:
            Coupon.objects.create(code=code, value=10, max_uses=coupon_uses)
        turns = (variants, variants[::-1])
        checkouts = [fill_in(turns[number % 2], f"buyer{first}-{number}@example.org", code) for number in range(buyers)]
    return {"variants": variants, "titles": titles, "coupon": code, "checkouts": checkouts}


def fill_in(variants: Sequence[int], email: str, code: str) -> dict[str, str]:
    """Do what a visitor's requests do until the review is shown. Raises RuntimeError where it would not be."""
    from cart.cart import Cart  # noqa: PLC0415
    from cart.sessions import SessionStore  # noqa: PLC0415
    from shop.checkout.purchase import Purchase  # noqa: PLC0415
    from shop.checkout.responses import to_agree  # noqa: PLC0415
    from shop.checkout.sections import Progress  # noqa: PLC0415
    from shop.checkout.session import CheckoutSession  # noqa: PLC0415

    session = SessionStore()
    with Cart.changing(session) as cart:
        for variant in variants:
            cart.add(variant, 1, seen="20.00", limit=1)
        cart.coupon = code
    with CheckoutSession.changing(session) as told:
        told.confirm_section("contact", {"email": email})
        told.confirm_section("address", ADDRESS)
    if offers := Purchase.of(session).deliveries:
        with CheckoutSession.changing(session) as told:
            told.confirm_section("delivery", {"method": str(offers[0].method_id)})
    purchase = Purchase.of(session)
    if not Progress.of(purchase).is_finished:
        raise RuntimeError(f"The checkout stops at {Progress.of(purchase).next_slug}.")
    agreed = to_agree(purchase)
    return {"session_key": session.session_key or "", "token": agreed["token"], "shown": agreed["shown"]}


if __name__ == "__main__":
    main(sys.argv[1])
