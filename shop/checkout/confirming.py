"""The shopper confirms: one intent to buy becomes one order, however often it is sent."""

from dataclasses import dataclass, replace

from django.core.validators import slug_re
from django.db import transaction
from django.utils.translation import gettext_noop

from cart.cart import Cart
from cart.sessions import SessionStore
from shop.catalog.stock import OutOfStock
from shop.checkout.changes import Outline, differences, unseal
from shop.checkout.draft import draft_of, outline_of
from shop.checkout.emptying import empty_cart
from shop.checkout.purchase import Purchase
from shop.checkout.sections import Walk
from shop.checkout.session import CheckoutSession
from shop.coupons.refusals import CouponRefused, explain
from shop.orders import placing, services
from shop.orders.models import Order

REPLACED = gettext_noop("The shopper changed the order before paying.")


class Unfinished(Exception):
    """A section is not done, the cart is empty, or this intent belongs to another session."""


class Changed(Exception):
    """What holds now is not what the shopper saw; `said` names each change. Nothing was placed."""

    def __init__(self, said: list[str]) -> None:
        super().__init__(said)
        self.said = said


@dataclass(frozen=True)
class Confirmed:
    """The order, and the unpaid one that it replaces, whose payment is to be closed."""

    order: Order
    replaced: Order | None = None


def confirm(session: SessionStore, *, token: str, shown: str) -> Confirmed:
    """Place the order that the shopper saw, or return the one that this token has placed already.

    Everything happens in one transaction under the session's lock. Raises Unfinished or Changed, and then nothing is
    written. An unpaid order whose cart was changed since is cancelled, and another takes its place.
    """
    with session.locked():
        placed = Order.objects.filter(checkout_token=token).first() if slug_re.match(token) else None
        purchase = Purchase.of(session)
        if placed is not None and not is_open(placed, purchase):
            return Confirmed(placed)
        if token != purchase.told.token or not Walk.of(purchase).is_finished or not purchase.quote.lines:
            raise Unfinished
        agree(shown, outline_of(purchase))
        if placed is not None and purchase.told.placed == purchase.told.digest(outline_of(purchase)):
            return Confirmed(placed)
        if placed is not None:
            # The shopper knows, and the next order is written about.
            services.cancel(order=placed, reason=REPLACED, is_told=False)
            purchase = renew(session, purchase)
        return Confirmed(place(session, purchase), replaced=placed)


def is_open(placed: Order, purchase: Purchase) -> bool:
    """Whether the order waits for its payment still, so that its shopper may yet change it."""
    return placed.awaits_payment and placed.checkout_token == purchase.told.token and bool(purchase.quote.lines)


def agree(shown: str, now: Outline) -> None:
    """Raise Changed where the shopper has not seen what holds now."""
    seen = unseal(shown)
    if seen is None:
        raise Changed([])
    if said := differences(seen, now):
        raise Changed(said)


def renew(session: SessionStore, purchase: Purchase) -> Purchase:
    """Begin another intent to buy the same."""
    with CheckoutSession.changing(session) as told:
        told.renew()
    return replace(purchase, told=told)


def place(session: SessionStore, purchase: Purchase) -> Order:
    outline = outline_of(purchase)
    try:
        with transaction.atomic():
            order = placing.place_order(draft_of(purchase, session_key=session.session_key or ""))
    except OutOfStock as gone:
        raise Changed([shortage.sentence for shortage in gone.shortages]) from gone
    except CouponRefused as refusal:
        raise Changed([explain(refusal)]) from refusal
    if not order.awaits_payment:
        empty_cart(session, order)
        return order
    with Cart.changing(session) as cart, CheckoutSession.changing(session) as told:
        cart.holder = order.checkout_token
        told.placed = told.digest(outline)
    return order
