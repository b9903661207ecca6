"""The checkout: one page of sections, and the way to the order."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cart.sessions import CartRequest


@require_safe
def start(request: CartRequest) -> HttpResponse:
    """Lead to the first section that is not finished."""
    return redirect("cart:cart")
