"""What every template knows of the cart."""

from functools import cache, partial
from typing import Any

from django.utils.functional import SimpleLazyObject

from cart import responses
from cart.sessions import CartRequest
from cart.showing import ShownCart


def cart(request: CartRequest) -> dict[str, Any]:
    """Give every template the visitor's priced cart, and what is shown of it.

    Queries as `pricing.price` does, when a template asks and the cart has lines.
    """
    look = cache(partial(responses.look, request))
    return {"cart": SimpleLazyObject(look), "shown_cart": SimpleLazyObject(lambda: ShownCart.of(look()))}
