"""The cart's page, and every way to change the cart."""

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cart import codes, pricing, responses, wording
from cart.cart import Cart, Refused
from cart.forms import CouponForm, SentLine
from cart.sessions import CartRequest
from shop.http import posted


def to_cart(**_: int) -> str:
    """Where everything of the cart can be done."""
    return reverse("cart:cart")


@require_safe
@cache_control(private=True, no_store=True)
def cart(request: CartRequest) -> HttpResponse:
    """The cart's page; for htmx, what every page shows of the cart."""
    response = responses.current(request)
    patch_vary_headers(response, ["HX-Request"])
    return response


@posted(to_cart)
def add_line(request: CartRequest) -> HttpResponse:
    """Add a variant to the cart, or more of it."""
    sent = SentLine(request.POST)
    try:
        variant_id = sent.read_variant_id()
        with Cart.changing(request.session) as cart:
            variant, goods = pricing.find_variant(variant_id, cart)
            limit = pricing.find_limit(variant, cart.holder)
            cart.add(variant_id, sent.read_added(variant_id), seen=str(variant.price), limit=limit)
    except Refused as refusal:
        return responses.refused(request, refusal, adding=True)
    return responses.changed(request, reason="added", said=partial(wording.added, str(variant)), goods=goods)


@posted(to_cart)
def set_line(request: CartRequest, variant_id: int) -> HttpResponse:
    """Hold this many of a variant; 0 removes it."""
    sent = SentLine(request.POST)
    try:
        quantity = sent.read_quantity(variant_id)
        if quantity == 0:
            return remove_line(request, variant_id)
        with Cart.changing(request.session) as cart:
            variant, goods = pricing.find_variant(variant_id, cart)
            limit = pricing.find_limit(variant, cart.holder)
            accepts = cart.set(variant.pk, quantity, seen=str(variant.price), limit=limit, told=sent.price)
    except Refused as refusal:
        return responses.refused(request, refusal)
    price = variant.price if accepts else None
    said = partial(wording.quantity_set, str(variant), quantity, price)
    return responses.changed(request, reason="set", said=said, goods=goods)


def remove_line(request: CartRequest, variant_id: int) -> HttpResponse:
    """Remove a line, whether or not its variant is still in the catalogue."""
    with Cart.changing(request.session) as cart:
        cart.remove(variant_id)
    return responses.changed(request, reason="removed", said=wording.removed)


@posted(to_cart)
def clear(request: CartRequest) -> HttpResponse:
    """Remove all lines."""
    with Cart.changing(request.session) as cart:
        cart.clear()
    return responses.changed(request, reason="cleared", said=wording.cleared)


@posted(to_cart)
def restore(request: CartRequest) -> HttpResponse:
    """Undo the last removal or clearing."""
    with Cart.changing(request.session) as cart:
        cart.restore()
    return responses.changed(request, reason="restored", said=wording.restored)


@posted(to_cart)
def set_coupon(request: CartRequest) -> HttpResponse:
    """Use the code of a coupon; none, where nothing is typed."""
    try:
        code = codes.use_code(request, CouponForm(request.POST).read_code())
    except Refused as refusal:
        return responses.refused(request, refusal)
    return responses.changed(request, reason="coupon", said=wording.coupon_used if code else wording.coupon_removed)
