"""What a visitor's cart puts into a page that is the same for everyone else."""

import re
from collections import OrderedDict
from functools import cache, lru_cache
from threading import Lock

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation

from cart import pricing
from cart.cart import KEY, Cart
from cart.sessions import READ, SessionStore
from cart.showing import BADGE, DRAWER, ShownCart
from shop.pagecache.page import Empty, Parts

REMEMBERED = 512
SESSION_KEY = re.compile("[0-9a-z]{8,40}")
STOCK = "SELECT id, stock FROM catalog_variant WHERE id IN (%s) ORDER BY id"


class Visitors:
    """Badge and drawer of the carts that were drawn last, each as it was drawn of one state of cart and catalogue."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[tuple[object, ...], Parts] = OrderedDict()
        self._lock = Lock()

    def parts(self, session_key: str, version: str) -> Parts:
        """Return what is drawn of the session's cart. Queries for the session, and for the stock of what is in it."""
        cart = read_cart(session_key)
        if not cart.lines and not cart.removed:
            return empty().parts
        if cart.coupon or cart.holder:
            # A coupon ends by itself, and an unpaid order holds stock: neither tells the catalogue.
            return draw(cart)
        state = (version, cart.version, stock_of(cart))
        drawn = self._drawn.get(state)
        if drawn is None:
            drawn = draw(cart)
            with self._lock:
                self._drawn[state] = drawn
                while len(self._drawn) > REMEMBERED:
                    self._drawn.popitem(last=False)
        return drawn


def read_cart(session_key: str) -> Cart:
    """Return the cart of a session, an empty one where there is no such session. Queries once, past the ORM."""
    if not SESSION_KEY.fullmatch(session_key):
        return Cart()
    with connection.cursor() as cursor:
        cursor.execute(READ, [session_key, connection.ops.adapt_datetimefield_value(timezone.now())])
        row = cursor.fetchone()
    return load_cart(row[0]) if row else Cart()


@lru_cache(maxsize=REMEMBERED)
def load_cart(session_data: str) -> Cart:
    """Return the cart of what is stored of a session. Nobody changes it."""
    stored = SessionStore().decode(session_data).get(KEY)
    return Cart() if stored is None else Cart.load(stored)


def stock_of(cart: Cart) -> tuple[tuple[int, int], ...]:
    """Return how many there are of what is in the cart: not every sale tells the catalogue, but a line may tell it.

    Queries once, past the ORM.
    """
    ids = [*cart.lines, *cart.removed]
    with connection.cursor() as cursor:
        cursor.execute(STOCK % ", ".join(["%s"] * len(ids)), ids)
        return tuple(cursor.fetchall())


@cache
def empty() -> Empty:
    """Return what is drawn of an empty cart, which nothing changes."""
    badge, drawer = draw_templates(Cart())
    return Empty(badge, drawer, Parts.of(badge, drawer))


def draw(cart: Cart) -> Parts:
    return Parts.of(*draw_templates(cart))


def draw_templates(cart: Cart) -> tuple[bytes, bytes]:
    """Draw badge and drawer as every page draws them."""
    with translation.override(settings.LANGUAGE_CODE):
        shown = ShownCart.of(pricing.price(cart))
        return BADGE.draw(shown).strip("\n").encode(), DRAWER.draw(shown).strip("\n").encode()
