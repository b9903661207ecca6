"""The one answer to every cart mutation."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import trigger_client_event

from cart import carrying, pricing, wording
from cart.cart import Cart, CodeRefused, Refused
from cart.pricing import Goods, PricedCart
from cart.refusals import explain
from cart.sessions import CartRequest
from cart.shopper import shopper_of
from cart.showing import CHANGED, Change, ShownCart

VERSION_COOKIE = "cart_version"


class SeeOther(HttpResponseRedirect):
    """A redirect that is followed with GET, whatever the method was (RFC 9110, 15.4.4)."""

    status_code = 303


def changed(
    request: CartRequest, *, reason: str, said: Callable[[PricedCart], str], goods: Goods | None = None
) -> HttpResponse:
    """Show the cart after a change, for which these `goods` were read.

    `reason` tells the page's scripts what happened: "added", "set", "removed", "cleared", "restored" or "coupon".
    """
    cart = look(request, goods=goods)
    text = wording.with_loss(said(cart), cart)
    if not request.htmx:
        messages.add_message(request, messages.WARNING if cart.is_lost else messages.SUCCESS, text)
        return with_version(request, SeeOther(page_of(request)), cart)
    response = draw(request, cart, said=text)
    return trigger_client_event(response, "cart:changed", {"reason": reason, "count": cart.count})


def refused(request: CartRequest, refusal: Refused, *, adding: bool = False) -> HttpResponse:
    """Show the cart as it is, with the reason beside what was typed: status 422, without htmx a redirect to its page.

    That is the line that was to change, or the field of the code; for `adding`, the form that was to add, which htmx
    leaves as it stands.
    """
    if not request.htmx:
        response = SeeOther(reverse("cart:cart"))
        carrying.send(response, carrying.Carried(refusal, adding))
        return response
    cart = look(request, refusal=None if adding else refusal)
    said = wording.with_loss(explain(refusal), cart)
    return trigger_client_event(draw(request, cart, said=said, status=422), "cart:refused", {"said": said})


def current(request: CartRequest) -> HttpResponse:
    """Show the cart as it is: its page, or for htmx what a page shows that is older. Announces nothing."""
    carried = None if request.htmx else carrying.receive(request)
    cart = look(request, refusal=carried.refusal if carried and not carried.adding else None)
    if request.htmx:
        return draw(request, cart)
    if carried and not carried.adding and not is_placed(carried.refusal, cart):
        messages.error(request, explain(carried.refusal))
    response = with_version(request, draw_page(request, cart, carried), cart)
    carrying.forget(request, response)
    return response


def look(request: CartRequest, *, refusal: Refused | None = None, goods: Goods | None = None) -> PricedCart:
    """Price the visitor's cart, and see whether it is another than the one they had. Queries as `pricing.price` does.

    A page that any cache may keep is the same for all who name no session, whatever their other cookies say.
    """
    cart = pricing.price(Cart.of(request.session), shopper_of(request.session), refusal=refusal, goods=goods)
    is_own_answer = request.htmx or settings.SESSION_COOKIE_NAME in request.COOKIES
    has_none = request.session.is_gone or (is_own_answer and not cart.version)
    return replace(cart, is_lost=True) if has_none and request.COOKIES.get(VERSION_COOKIE) else cart


def is_placed(refusal: Refused, cart: PricedCart) -> bool:
    """Whether the cart shows the reason of a refusal: on its line, or beside the code."""
    return bool(cart.lines) if isinstance(refusal, CodeRefused) else any(line.refusal for line in cart.lines)


def draw_page(request: CartRequest, cart: PricedCart, carried: carrying.Carried | None) -> HttpResponse:
    """Draw the cart's page, with what a form without htmx was refused for."""
    not_added = pricing.price_refused(carried.refusal) if carried and carried.adding else None
    context = {"cart": cart, "shown_cart": ShownCart.of(cart), "not_added": not_added, "is_refused": bool(carried)}
    return render(request, "cart/cart.html", context)


def draw(request: CartRequest, cart: PricedCart, *, said: str = "", status: int = 200) -> HttpResponse:
    response = HttpResponse(CHANGED.draw(Change(ShownCart.of(cart), said)), status=status)
    # What is only a part of a page has its page's policy; opened as a page, it may do nothing.
    response["Content-Security-Policy"] = "default-src 'none'"
    return with_version(request, response, cart)


def with_version(request: CartRequest, response: HttpResponse, cart: PricedCart) -> HttpResponse:
    """Leave the cart's version in a cookie that scripts can read, so that a page knows when it shows an older cart."""
    known = request.COOKIES.get(VERSION_COOKIE, "")
    if cart.version and cart.version != known:
        response.set_cookie(
            VERSION_COOKIE,
            cart.version,
            max_age=settings.SESSION_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    elif known and not cart.version:
        response.delete_cookie(VERSION_COOKIE, samesite="Lax")
    return response


def page_of(request: CartRequest) -> str:
    """Return the path of the page that the shopper was on, and the cart's where the browser does not say."""
    cart_page = reverse("cart:cart")
    referer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    parts = urlsplit(referer if is_ours else cart_page)
    if parts.path.startswith((cart_page, "//")):
        return cart_page
    return f"{parts.path or '/'}?{parts.query}".rstrip("?")
