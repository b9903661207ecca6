"""The way to the provider's page, and back from it."""

from django.urls import reverse

from cart.sessions import CartRequest
from shop.http import client_address
from shop.limits.attempts import Rule, TooManyAttempts, attempt
from shop.orders import settling
from shop.orders.models import Order

# Many shoppers can share one address.
BY_ONE_SHOPPER = Rule("payments by a shopper", most=60, seconds=60 * 60)
BY_ONE_ADDRESS = Rule("payments from an address", most=1_000, seconds=60 * 60)
RETURNS = Rule("returns to an order", most=30, seconds=15 * 60)
CANCELLED = "cancelled"


def begin(request: CartRequest, order: Order) -> str:
    """Return the address where the order is paid. Raises what `settling.start_payment` raises, and TooManyAttempts."""
    session = request.session.session_key
    attempt(BY_ONE_SHOPPER, f"e-mail {order.email.casefold()}", *([f"session {session}"] if session else []))
    attempt(BY_ONE_ADDRESS, client_address(request))
    back = request.build_absolute_uri(reverse("checkout:return", args=[order.token]))
    return settling.start_payment(order, return_url=back, cancel_url=f"{back}?{CANCELLED}")


def come_back(order: Order, *, is_cancelled: bool) -> Order:
    """Settle what became of the payment, and return the order as it is then. Asked too often, nobody is asked.

    A shopper who gave up frees stock and coupon for others; both are taken again with the next attempt. Raises
    ProviderError.
    """
    try:
        attempt(RETURNS, order.token)
    except TooManyAttempts:
        return order
    return settling.abandon_payments(order) if is_cancelled else settling.check_payments(order)


def close(replaced: Order) -> None:
    """See to it that a cancelled order cannot be paid. Raises ProviderError; `reconcile_payments` tries again."""
    settling.abandon_payments(replaced)
