"""The checkout: one page of sections, and the way to the order."""

from contextlib import suppress

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import trigger_client_event

from cart.sessions import CartRequest
from shop.checkout import paying, responses
from shop.checkout.confirming import Changed, Unfinished, confirm
from shop.checkout.purchase import Purchase
from shop.checkout.sections import REVIEW, Section, Walk
from shop.checkout.session import CheckoutSession
from shop.http import posted
from shop.orders.models import Order
from shop.payments import ProviderError


@require_safe
@never_cache
def start(request: CartRequest) -> HttpResponse:
    """Lead to the first section that is not finished."""
    walk = Walk.of(Purchase.of(request.session))
    if not walk.purchase.quote.lines:
        return responses.to_cart(request, walk.purchase)
    return redirect("checkout:section", walk.next_slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def section(request: CartRequest, slug: str) -> HttpResponse:
    """Show a section of the checkout, or take what was filled in. None can be skipped."""
    walk = Walk.of(Purchase.of(request.session))
    if not walk.purchase.quote.lines:
        return responses.to_cart(request, walk.purchase)
    opened = walk.find(slug)
    if opened is None:
        return responses.to_section(request, walk.next_slug)
    if request.method == "POST":
        return fill_in(request, walk, opened)
    return responses.show(request, walk, slug, opened.form(walk.purchase))


def fill_in(request: CartRequest, walk: Walk, opened: Section) -> HttpResponse:
    """Keep what was filled in. What is not valid is kept as typed, and said."""
    form = opened.form(walk.purchase, request.POST.dict())
    goes_to = request.POST.get("go", "")
    is_valid = not goes_to and form.is_valid()
    with CheckoutSession.changing(request.session) as told:
        if is_valid:
            told.give(opened.slug, form.given())
        else:
            told.type(opened.slug, form.typed())
    if is_valid:
        answer = responses.to_section(request, REVIEW)
    elif goes_to:
        answer = responses.left(request, opened, goes_to)
    else:
        answer = responses.show(request, walk, opened.slug, form)
    # What the cart promises depends on where it goes.
    is_promised_anew = told.shopper != walk.purchase.told.shopper
    return trigger_client_event(answer, "cart:moved") if is_promised_anew else answer


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def review(request: CartRequest) -> HttpResponse:
    """Show what is about to be ordered; take the order."""
    if request.method == "POST" and "go" not in request.POST:
        return place(request)
    walk = Walk.of(Purchase.of(request.session))
    if goes_to := request.POST.get("go"):
        return responses.to_section(request, goes_to)
    if not walk.purchase.quote.lines:
        return responses.to_cart(request, walk.purchase)
    if not walk.is_finished:
        return responses.to_section(request, walk.next_slug)
    return responses.show(request, walk, REVIEW)


def place(request: CartRequest) -> HttpResponse:
    """Place the order that was shown, once, and lead to its payment or to its page."""
    try:
        confirmed = confirm(request.session, token=request.POST.get("token", ""), shown=request.POST.get("shown", ""))
    except Unfinished:
        return responses.to_start(request, _("Please check your order again before you place it."))
    except Changed as change:
        return responses.show_changes(request, change.said)
    if confirmed.replaced:
        with suppress(ProviderError):
            paying.close(confirmed.replaced)
    return responses.to_order(request, confirmed.order)


@posted(lambda **parts: reverse("orders:order-detail", kwargs=parts))
@never_cache
def pay(request: CartRequest, token: str) -> HttpResponse:
    """Lead to the payment of an order that is not paid yet."""
    return responses.to_order(request, get_object_or_404(Order, token=token))


@require_safe
@never_cache
def returned(request: CartRequest, token: str) -> HttpResponse:
    """Welcome the shopper back from the provider's page, and settle what was paid there."""
    order = get_object_or_404(Order, token=token)
    with suppress(ProviderError):
        # Where the provider is away, its webhook or `reconcile_payments` settles it later.
        order = paying.come_back(order, is_cancelled=paying.CANCELLED in request.GET)
    return responses.welcome_back(request, order)
