"""What every template knows of the cart."""

from functools import partial
from typing import Any

from django.utils.functional import SimpleLazyObject

from cart import responses
from cart.sessions import CartRequest


def cart(request: CartRequest) -> dict[str, Any]:
    """Give every template the visitor's cart. Queries as `pricing.price` does, when a template asks for it."""
    return {"cart": SimpleLazyObject(partial(responses.cart_view_of, request))}
