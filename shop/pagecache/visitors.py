"""What a visitor's cart puts into a page that is the same for everyone else."""

from collections import OrderedDict
from functools import cache, lru_cache
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation

from cart import pricing
from cart.cart import KEY, Cart
from cart.sessions import READ, SESSION_KEY, SessionStore
from cart.shopper import UNKNOWN, Shopper, shopper_of
from cart.showing import BADGE, DRAWER, ShownCart
from shop.pagecache.page import Empty, Parts

REMEMBERED = 512
STOCK = "SELECT id, '', stock FROM catalog_variant WHERE id IN (%s)"
# One statement for both: most of what a page with a cart costs is the way to the database and back.
SESSION_AND_STOCK = f"SELECT 0, session_data, 0 FROM ({READ}) AS session UNION ALL {STOCK}"  # noqa: S608
Stock = tuple[tuple[int, str, int], ...]


class Drawn(NamedTuple):
    """Badge and drawer of a session's cart, and of what they were drawn: the catalogue, the session, and the stock."""

    state: tuple[str, str, Stock]
    ids: tuple[int, ...]
    parts: Parts


class Visitors:
    """What was last drawn for the visitors who asked last, each good for one state of cart and catalogue."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[str, Drawn] = OrderedDict()
        self._lock = Lock()

    def parts(self, session_key: str, version: str) -> Parts:
        """Return what is drawn of the session's cart.

        Queries once where that is kept. Not every sale tells the catalogue, but a line may tell it: so the stock of
        what is in the cart is read with the session.
        """
        drawn = self._drawn.get(session_key)
        ids = drawn.ids if drawn else ()
        session, stock = read(session_key, ids)
        if drawn and drawn.state == (version, session, stock):
            return drawn.parts
        cart, shopper = load_cart(session)
        if not cart.lines and not cart.removed:
            return empty().parts
        if cart.coupon or cart.holder:
            # A coupon ends by itself, and an unpaid order holds stock: neither tells the catalogue.
            return draw(cart, shopper)
        if ids != (ids := (*cart.lines, *cart.removed)):
            _, stock = read(session_key, ids)
        drawn = Drawn((version, session, stock), ids, draw(cart, shopper))
        with self._lock:
            self._drawn[session_key] = drawn
            self._drawn.move_to_end(session_key)
            while len(self._drawn) > REMEMBERED:
                self._drawn.popitem(last=False)
        return drawn.parts


def read(session_key: str, ids: tuple[int, ...]) -> tuple[str, Stock]:
    """Return what is stored of a session, "" where there is no such session, and the stock of these variants.

    Queries once, past the ORM.
    """
    if not SESSION_KEY.fullmatch(session_key):
        return "", ()
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    statement = SESSION_AND_STOCK % ("%s", "%s", ", ".join(["%s"] * len(ids)) or "NULL")
    with connection.cursor() as cursor:
        cursor.execute(statement, [session_key, now, *ids])
        rows = sorted(cursor.fetchall())
    if not rows or rows[0][0]:
        return "", tuple(rows)
    return rows[0][1], tuple(rows[1:])


@lru_cache(maxsize=REMEMBERED)
def load_cart(session_data: str) -> tuple[Cart, Shopper]:
    """Return the cart of what is stored of a session, and what is known of its visitor. Nobody changes them."""
    if not session_data:
        return Cart(), UNKNOWN
    data = SessionStore().decode(session_data)
    stored = data.get(KEY)
    return Cart() if stored is None else Cart.load(stored), shopper_of(data)


@cache
def empty() -> Empty:
    """Return what is drawn of an empty cart, which nothing changes."""
    badge, drawer = draw_templates(Cart(), UNKNOWN)
    return Empty(badge, drawer, Parts.of(badge, drawer))


def draw(cart: Cart, shopper: Shopper) -> Parts:
    return Parts.of(*draw_templates(cart, shopper))


def draw_templates(cart: Cart, shopper: Shopper) -> tuple[bytes, bytes]:
    """Draw badge and drawer as every page draws them."""
    with translation.override(settings.LANGUAGE_CODE):
        shown = ShownCart.of(pricing.price(cart, shopper))
        return BADGE.draw(shown).strip("\n").encode(), DRAWER.draw(shown).strip("\n").encode()
