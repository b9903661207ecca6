"""The way to the provider's page, and back from it."""

from django.urls import reverse

from cart.sessions import CartRequest
from shop.limits.attempts import Rule, TooManyAttempts, attempt, by_visitor
from shop.orders import settling
from shop.orders.models import Order

STARTS = Rule("payments by a shopper", most=60, seconds=60 * 60)
PAYERS_OF_AN_ADDRESS = 20
RETURNS = Rule("returns to an order", most=30, seconds=15 * 60)
CANCELLED = "cancelled"


def begin(request: CartRequest, order: Order) -> str:
    """Return the address where the order is paid. Raises what `settling.start_payment` raises, and TooManyAttempts."""
    attempt(*by_visitor(STARTS, request, about=f"order {order.token}", sharing=PAYERS_OF_AN_ADDRESS))
    back = request.build_absolute_uri(reverse("checkout:return", args=[order.token]))
    return settling.start_payment(order, return_url=back, cancel_url=f"{back}?{CANCELLED}")


def come_back(order: Order) -> Order:
    """Settle what became of the payment, and return the order as it is then. Asked too often, nobody is asked.

    Raises ProviderError.
    """
    try:
        attempt((RETURNS, order.token))
    except TooManyAttempts:
        return order
    return settling.check_payments(order)


def give_up(order: Order) -> Order:
    """Free stock and coupon for others, and return the order as it is then: perhaps it was paid.

    Both are taken again with the next attempt. Raises ProviderError and TooManyAttempts.
    """
    attempt((RETURNS, order.token))
    return settling.abandon_payments(order)


def close(replaced: Order) -> None:
    """See to it that a cancelled order cannot be paid. Raises ProviderError; `reconcile_payments` tries again."""
    settling.abandon_payments(replaced)
