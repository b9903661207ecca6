"""The shopper confirms: one intent to buy becomes one order, however often it is sent."""

from dataclasses import dataclass

from django.core.validators import slug_re
from django.utils.translation import gettext_noop

from cart.cart import Cart
from cart.sessions import SessionStore
from shop.catalog.stock import OutOfStock
from shop.checkout.emptying import empty_cart
from shop.checkout.order_draft import draft_of, terms_of
from shop.checkout.purchase import Purchase
from shop.checkout.sections import Progress
from shop.checkout.session import CheckoutSession
from shop.checkout.terms import Terms, differences, read_signed
from shop.coupons.refusals import CouponRefused, explain
from shop.database.postgresql.deadlocks import outlasting_deadlocks
from shop.orders import placing, services
from shop.orders.models import Order
from shop.orders.sources import Source

REPLACED = gettext_noop("The shopper changed the order before paying.")


class Unfinished(Exception):
    """A section is not done, the cart is empty, or this intent belongs to another session."""


class TermsChanged(Exception):
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
def confirm(session: SessionStore, *, token: str, shown: str, address: str = "") -> Confirmed:
    """Place the order that the shopper saw, or return the one that this token has placed already.

    Everything happens in one transaction under the session's lock. Raises Unfinished, TermsChanged, TooMuchUnpaid or
    TooManyAttempts, and then nothing is written. An unpaid order whose cart was changed since is cancelled, and another
    takes its place. `address` is the one of the network that the shopper comes from.
    """
    with session.locked():
        known = Order.objects.filter(checkout_token=token).first() if slug_re.match(token) else None
        purchase = Purchase.of(session)
        now = terms_of(purchase)
        intended = purchase.answers.token_for(now)
        if known is not None and not is_open(known, purchase, intended=intended):
            return Confirmed(known)
        if not Progress.of(purchase).is_finished or not purchase.quote.lines:
            raise Unfinished
        require_agreement(shown, now)
        waiting = last_placed(purchase)
        if waiting is not None and (waiting.checkout_token == intended or not waiting.awaits_payment):
            return Confirmed(waiting)
        if known is None and token != intended:
            raise Unfinished
        if waiting is not None:
            # The shopper knows, and the next order is written about.
            services.cancel(order=waiting, reason=REPLACED, is_told=False)
        order = place(session, purchase, now, address=address, is_new=known is not None)
        return Confirmed(order, replaced=waiting)


def is_open(known: Order, purchase: Purchase, *, intended: str) -> bool:
    """Whether the shopper may mean another order than this, which the token names: one they have changed since."""
    is_theirs = known.checkout_token == purchase.answers.placed and known.awaits_payment
    return bool(purchase.quote.lines) and (known.is_cancelled or (is_theirs and known.checkout_token != intended))


def last_placed(purchase: Purchase) -> Order | None:
    """Return the order that this intent has placed last, unless it is cancelled, and hold its row.

    It may have been paid a moment ago, with the cart still to be emptied: then it is no longer to be replaced.
    """
    placed = Order.objects.select_for_update().filter(checkout_token=purchase.answers.placed)
    return placed.exclude(state=Order.State.CANCELLED).first() if purchase.answers.placed else None


def require_agreement(shown: str, now: Terms) -> None:
    """Raise TermsChanged where the shopper has not seen what holds now."""
    seen = read_signed(shown)
    if seen is None:
        raise TermsChanged([])
    if said := differences(seen, now):
        raise TermsChanged(said)


def place(session: SessionStore, purchase: Purchase, agreed: Terms, *, address: str, is_new: bool) -> Order:
    """Place the purchase; `is_new`: under another token than this agreement had before, whose order was cancelled."""
    with CheckoutSession.changing(session) as answers:
        if is_new:
            answers.renew()
        answers.placed = answers.token_for(agreed)
    source = Source.of(session=session.client, email=purchase.email, address=address)
    draft = draft_of(purchase, token=answers.placed, session_key=session.session_key or "", source=source)
    try:
        order = placing.place_order(draft)
    except OutOfStock as gone:
        raise TermsChanged([shortage.sentence for shortage in gone.shortages]) from gone
    except CouponRefused as refusal:
        raise TermsChanged([explain(refusal)]) from refusal
    if order.awaits_payment:
        with Cart.changing(session) as cart:
            cart.holder = order.checkout_token
    else:
        empty_cart(session, order)
    session.cycle_key()
    return order
