"""Placing an order."""

from shop.orders.drafts import Draft
from shop.orders.models import Order


def place_order(draft: Draft) -> Order:
    """Store the order and take its goods and its coupon, all in one transaction.

    The same `checkout_token` gives the same order, unchanged, however often and from wherever it is placed. A total of
    0 is paid at once; with an online provider the order awaits its payment; else it is placed.

    Raises shop.catalog.stock.OutOfStock or shop.coupons' CouponRefused, and then nothing has happened.
    """
    raise NotImplementedError
