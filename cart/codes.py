"""The code of a coupon: whether a cart takes it, and how many codes a visitor may guess."""

from django.utils.translation import gettext as _

from cart import pricing
from cart.cart import Cart, CodeRefused, UnknownCode
from cart.sessions import CartRequest
from cart.shopper import shopper_of
from shop.limits.attempts import Rule, TooManyAttempts, attempt, by_visitor, explain, take_back

GUESSES = Rule("coupon", most=10, seconds=600)


def use_code(request: CartRequest, typed: str) -> str:
    """Let the session's cart use a code, or none where nothing is typed; return it as it is stored.

    Raises UnknownCode or CodeRefused, which keep the cart as it is.
    """
    code = check(request, typed) if typed else ""
    with Cart.changing(request.session) as cart:
        cart.coupon = code
    return code


def check(request: CartRequest, typed: str) -> str:
    """Return the code if the cart takes it. Each try is counted before anything is looked up; a hit is no guess."""
    cart = Cart.of(request.session)
    if not cart.lines:
        raise CodeRefused(typed, _("Your cart is empty."))
    count(request, typed)
    try:
        code = pricing.check_code(typed, cart, shopper_of(request.session))
    except UnknownCode:
        raise
    except CodeRefused:
        forget(request)
        raise
    forget(request)
    return code


def count(request: CartRequest, typed: str) -> None:
    """Count a code that was typed. Raises CodeRefused where a visitor typed too many."""
    try:
        attempt(*by_visitor(GUESSES, request))
    except TooManyAttempts as refusal:
        raise CodeRefused(typed, explain(refusal)) from refusal


def forget(request: CartRequest) -> None:
    take_back(*by_visitor(GUESSES, request))
