"""What was bought leaves the cart, whoever learns first that it is paid: the shopper's request, or the provider's."""

from typing import Any

from django.dispatch import receiver

from cart.cart import Cart
from cart.sessions import SessionStore, key_changed
from shop.checkout.session import CheckoutSession
from shop.orders.models import Order
from shop.orders.signals import order_cancelled, order_paid


def empty_cart(session: SessionStore, order: Order) -> None:
    """Take what was ordered out of the session's cart, once. What was added meanwhile stays. Writes."""
    with session.locked():
        is_due = Order.objects.filter(pk=order.pk).exclude(session_key="").update(session_key="")
        if not is_due:
            return
        with Cart.changing(session) as cart:
            for variant_id, quantity in order.lines.values_list("variant", "quantity"):
                cart.take_out(variant_id, quantity)
            cart.holder = cart.coupon = ""
        with CheckoutSession.changing(session) as answers:
            if answers.placed == order.checkout_token:
                answers.ordered = order.checkout_token
                answers.begin_anew()


@receiver(key_changed)
def find_the_cart_of_an_order(session: SessionStore, former: str, **_: Any) -> None:
    """Let what becomes of an order find the cart that it was made of, under another key now."""
    if CheckoutSession.of(session).placed:
        Order.objects.filter(session_key=former).update(session_key=session.session_key)


@receiver(order_paid)
def empty_the_cart_of_a_paid_order(order: Order, **_: Any) -> None:
    if order.session_key and SessionStore().exists(order.session_key):
        empty_cart(SessionStore(order.session_key), order)


@receiver(order_cancelled)
def end_the_intent_of_a_cancelled_order(order: Order, **_: Any) -> None:
    """Let the next confirmation be another order; the cart stays as it is."""
    if not order.session_key or not SessionStore().exists(order.session_key):
        return
    session = SessionStore(order.session_key)
    with Cart.changing(session) as cart, CheckoutSession.changing(session) as answers:
        if cart.holder == order.checkout_token:
            cart.holder = ""
        if answers.placed == order.checkout_token:
            answers.renew()
