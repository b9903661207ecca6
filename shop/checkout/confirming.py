"""The shopper confirms: one intent to buy becomes one order, however often it is sent."""

from dataclasses import dataclass

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
from shop.postgresql.deadlocks import outlasting_deadlocks

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


@outlasting_deadlocks
def confirm(session: SessionStore, *, token: str, shown: str) -> Confirmed:
    """Place the order that the shopper saw, or return the one that this token has placed already.

    Everything happens in one transaction under the session's lock. Raises Unfinished or Changed, and then nothing is
    written. An unpaid order whose cart was changed since is cancelled, and another takes its place.
    """
    with session.locked():
        known = Order.objects.filter(checkout_token=token).first() if slug_re.match(token) else None
        purchase = Purchase.of(session)
        now = outline_of(purchase)
        intended = purchase.told.token_for(now)
        if known is not None and not is_open(known, purchase, intended=intended):
            return Confirmed(known)
        if not Walk.of(purchase).is_finished or not purchase.quote.lines:
            raise Unfinished
        agree(shown, now)
        waiting = last_placed(purchase)
        if waiting is not None and (waiting.checkout_token == intended or not waiting.awaits_payment):
            return Confirmed(waiting)
        if known is None and token != intended:
            raise Unfinished
        if waiting is not None:
            # The shopper knows, and the next order is written about.
            services.cancel(order=waiting, reason=REPLACED, is_told=False)
        return Confirmed(place(session, purchase, is_new=known is not None), replaced=waiting)


def is_open(known: Order, purchase: Purchase, *, intended: str) -> bool:
    """Whether the shopper may mean another order than this, which the token names: one they have changed since."""
    is_theirs = known.checkout_token == purchase.told.placed and known.awaits_payment
    return bool(purchase.quote.lines) and (known.is_cancelled or (is_theirs and known.checkout_token != intended))


def last_placed(purchase: Purchase) -> Order | None:
    """Return the order that this intent has placed last, unless it is cancelled, and hold its row.

    It may have been paid a moment ago, with the cart still to be emptied: then it is no longer to be replaced.
    """
    placed = Order.objects.select_for_update().filter(checkout_token=purchase.told.placed)
    return placed.exclude(state=Order.State.CANCELLED).first() if purchase.told.placed else None


def agree(shown: str, now: Outline) -> None:
    """Raise Changed where the shopper has not seen what holds now."""
    seen = unseal(shown)
    if seen is None:
        raise Changed([])
    if said := differences(seen, now):
        raise Changed(said)


def place(session: SessionStore, purchase: Purchase, *, is_new: bool) -> Order:
    """Place the purchase; `is_new`: under another token than this agreement had before, whose order was cancelled."""
    with CheckoutSession.changing(session) as told:
        if is_new:
            told.renew()
        told.placed = told.token_for(outline_of(purchase))
    try:
        with transaction.atomic():
            order = placing.place_order(draft_of(purchase, token=told.placed, session_key=session.session_key or ""))
    except OutOfStock as gone:
        raise Changed([shortage.sentence for shortage in gone.shortages]) from gone
    except CouponRefused as refusal:
        raise Changed([explain(refusal)]) from refusal
    if order.awaits_payment:
        with Cart.changing(session) as cart:
            cart.holder = order.checkout_token
    else:
        empty_cart(session, order)
    return order
