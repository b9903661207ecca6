"""The badge and the drawer, which every page shows of its visitor's cart."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language

from cart.cart import Cart
from cart.pricing import STOCK, catalogue_version
from cart.responses import cart_of, cart_view_of
from cart.sessions import READ, CartRequest
from cart.view_models import CartView
from shop.templating.compiled import render_compiled

BADGE = "cart/_badge.html"
DRAWER = "cart/_drawer.html"
MOST_REMEMBERED = 512
FRAGMENTS = "cart_fragments"
"""The attribute of a request that holds its cart's fragments once they are drawn."""
# One statement for both: most of what a cached page with a cart costs is the way to the database and back.
SESSION_AND_STOCK = f"SELECT 0, session_data, 0 FROM ({READ}) AS session UNION ALL {STOCK}"  # noqa: S608
Stock = tuple[tuple[int, str, int], ...]


class CartFragments:
    """What the pages show of a cart, in HTML: drawn when it is asked for, and once."""

    def __init__(self, cart: CartView) -> None:
        self._cart = cart

    @cached_property
    def badge(self) -> str:
        return render_compiled(BADGE, "cart", self._cart).strip("\n")

    @cached_property
    def drawer(self) -> str:
        return render_compiled(DRAWER, "cart", self._cart).strip("\n")


class Remembered(NamedTuple):
    """The fragments of a session's cart, and of what they were drawn: language, catalogue, session, and stock."""

    state: tuple[str, str, str, Stock]
    variant_ids: tuple[int, ...]
    fragments: CartFragments


def fill_badge(request: CartRequest, arguments: Sequence[str]) -> list[str]:
    return [fragments_of(request).badge for _ in arguments]


def fill_drawer(request: CartRequest, arguments: Sequence[str]) -> list[str]:
    return [fragments_of(request).drawer for _ in arguments]


def fragments_of(request: CartRequest) -> CartFragments:
    """Return what the answer to a request shows of its visitor's cart, drawn once for all its places.

    Queries once where the same was drawn before, else as `pricing.price` does.
    """
    found: CartFragments | None = vars(request).get(FRAGMENTS)
    if found is None:
        found = memory.fragments_of(request)
        vars(request)[FRAGMENTS] = found
    return found


class FragmentMemory:
    """The fragments of the visitors who asked last, each good for one state of cart and catalogue. Safe with threads.

    Not every sale changes the catalogue's version, but a line may tell of it: so the stock of what is in the cart is
    read with the session. With DEBUG nothing is remembered, so that a changed template is seen.
    """

    def __init__(self) -> None:
        self._by_session: OrderedDict[str, Remembered] = OrderedDict()
        self._empty: dict[tuple[str, bool], CartFragments] = {}
        self._lock = Lock()

    def fragments_of(self, request: CartRequest) -> CartFragments:
        return self._known(request) if request.session.is_unread else self._new(request)

    def _known(self, request: CartRequest) -> CartFragments:
        session_key = request.session.session_key or ""
        known = self._by_session.get(session_key)
        variant_ids = known.variant_ids if known else ()
        session, stock = read(session_key, variant_ids)
        request.session.take_row(session)
        language, version = get_language(), catalogue_version()
        if known and known.state == (language, version, session, stock):
            return known.fragments
        cart = Cart.of(request.session)
        if variant_ids != (variant_ids := (*cart.lines, *cart.removed)):
            _, stock = read(session_key, variant_ids)
        made = self._new(request)
        # A coupon ends by itself, and an unpaid order holds stock: neither changes the catalogue's version. Whether a
        # cart without a version is lost, the visitor's cookies say.
        if cart.version and not cart.coupon and not cart.holder and not settings.DEBUG:
            self._remember(session_key, Remembered((language, version, session, stock), variant_ids, made))
        return made

    def _remember(self, session_key: str, made: Remembered) -> None:
        with self._lock:
            self._by_session[session_key] = made
            self._by_session.move_to_end(session_key)
            while len(self._by_session) > MOST_REMEMBERED:
                self._by_session.popitem(last=False)

    def _new(self, request: CartRequest) -> CartFragments:
        cart = cart_of(request)
        if cart.version or cart.lines or cart.removed or settings.DEBUG:
            return CartFragments(cart_view_of(request))
        key = (get_language(), cart.is_lost)
        return self._empty.get(key) or self._empty.setdefault(key, CartFragments(cart_view_of(request)))


memory = FragmentMemory()


def read(session_key: str, variant_ids: tuple[int, ...]) -> tuple[str, Stock]:
    """Return what is stored of a session, "" where there is no such session, and the stock of these variants.

    Queries once, past the ORM.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    statement = SESSION_AND_STOCK % ("%s", "%s", ", ".join(["%s"] * len(variant_ids)) or "NULL")
    with connection.cursor() as cursor:
        cursor.execute(statement, [session_key, now, *variant_ids])
        rows = sorted(cursor.fetchall())
    if not rows or rows[0][0]:
        return "", tuple(rows)
    return rows[0][1], tuple(rows[1:])
