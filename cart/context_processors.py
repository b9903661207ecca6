"""What every template knows of the cart."""

from typing import Any

from django.utils.functional import SimpleLazyObject

from cart import responses
from cart.sessions import CartRequest


def cart(request: CartRequest) -> dict[str, Any]:
    """Give every template the visitor's priced cart. Queries once when a template asks and the cart has lines."""
    return {"cart": SimpleLazyObject(lambda: responses.look(request))}
