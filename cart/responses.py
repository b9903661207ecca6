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
from cart.pricing import PricedCart, VariantsById
from cart.refusals import explain
from cart.sessions import CartRequest
from cart.shopper import shopper_of
from cart.view_models import CartView, Change, LineView
from shop.cookies import cookie_name
from shop.money import money_writer
from shop.templating.compiled import render_compiled

VERSION = "cart_version"
PRICED_CART, CART_VIEW = "priced_cart", "shown_cart"
"""Attributes of a request, which hold its cart once that is priced, and what is shown of it."""


class SeeOther(HttpResponseRedirect):
    """A redirect that is followed with GET, whatever the method was (RFC 9110, 15.4.4)."""

    status_code = 303


def changed(
    request: CartRequest, *, reason: str, said: Callable[[PricedCart], str], goods: VariantsById | None = None
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


def look(request: CartRequest, *, refusal: Refused | None = None, goods: VariantsById | None = None) -> PricedCart:
    """Price the visitor's cart, and see whether it is another than the one they had. Queries as `pricing.price` does.

    A page that any cache may keep is the same for all who name no session, whatever their other cookies say.
    """
    cart = pricing.price(Cart.of(request.session), shopper_of(request.session), refusal=refusal, goods=goods)
    is_own_answer = request.htmx or settings.SESSION_COOKIE_NAME in request.COOKIES
    has_none = request.session.is_gone or (is_own_answer and not cart.version)
    return replace(cart, is_lost=True) if has_none and request.COOKIES.get(cookie_name(VERSION)) else cart


def cart_of(request: CartRequest) -> PricedCart:
    """Return the cart that the answer to a request shows: looked at once, by whoever asks first."""
    found: PricedCart | None = vars(request).get(PRICED_CART)
    if found is None:
        found = vars(request)[PRICED_CART] = look(request)
    return found


def cart_view_of(request: CartRequest) -> CartView:
    """Return what the answer to a request shows of its cart, made once. Queries as `pricing.price` does."""
    found: CartView | None = vars(request).get(CART_VIEW)
    if found is None:
        found = vars(request)[CART_VIEW] = CartView.of(cart_of(request))
    return found


def is_placed(refusal: Refused, cart: PricedCart) -> bool:
    """Whether the cart shows the reason of a refusal: on its line, or beside the code."""
    return bool(cart.lines) if isinstance(refusal, CodeRefused) else any(line.refusal for line in cart.lines)


def draw_page(request: CartRequest, cart: PricedCart, carried: carrying.Carried | None) -> HttpResponse:
    """Draw the cart's page, with what a form without htmx was refused for."""
    vars(request)[PRICED_CART] = cart
    refused = pricing.price_refused(carried.refusal) if carried and carried.adding else None
    not_added = LineView.of(refused, money_writer()) if refused else None
    return render(request, "cart/cart.html", {"not_added": not_added, "is_refused": bool(carried)})


def draw(request: CartRequest, cart: PricedCart, *, said: str = "", status: int = 200) -> HttpResponse:
    response = HttpResponse(
        render_compiled("cart/changed.htmx.html", "change", Change(CartView.of(cart), said)), status=status
    )
    # What is only a part of a page has its page's policy; opened as a page, it may do nothing.
    response["Content-Security-Policy"] = "default-src 'none'"
    return with_version(request, response, cart)


def with_version(request: CartRequest, response: HttpResponse, cart: PricedCart) -> HttpResponse:
    """Leave the cart's version in a cookie that scripts can read, so that a page knows when it shows an older cart."""
    name = cookie_name(VERSION)
    known = request.COOKIES.get(name, "")
    if name != VERSION and VERSION in request.COOKIES:
        response.delete_cookie(VERSION, samesite="Lax")
    if cart.version and cart.version != known:
        response.set_cookie(
            name,
            cart.version,
            max_age=settings.SESSION_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    elif known and not cart.version:
        response.delete_cookie(name, samesite="Lax")
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
