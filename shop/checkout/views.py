"""The checkout: one page of sections, and the way to the order."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import trigger_client_event

from cart.sessions import CartRequest
from shop.checkout import paying, responses
from shop.checkout.confirming import TermsChanged, Unfinished, confirm
from shop.checkout.purchase import Purchase
from shop.checkout.sections import REVIEW, Progress, Section
from shop.checkout.session import CheckoutSession
from shop.http import client_address, posted
from shop.limits.attempts import TooManyAttempts, explain
from shop.orders.models import Order
from shop.orders.unpaid_shares import TooMuchUnpaid
from shop.payments import SHOPPER, ProviderError, waiting


@require_safe
@never_cache
def start(request: CartRequest) -> HttpResponse:
    """Lead to the first section that is not finished."""
    progress = Progress.of(Purchase.of(request.session))
    if not progress.purchase.quote.lines:
        return responses.to_cart(request, progress.purchase)
    return redirect("checkout:section", progress.next_slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def section(request: CartRequest, slug: str) -> HttpResponse:
    """Show a section of the checkout, or take what was filled in. None can be skipped."""
    progress = Progress.of(Purchase.of(request.session))
    if not progress.purchase.quote.lines:
        return responses.to_cart(request, progress.purchase)
    opened = progress.find(slug)
    if opened is None:
        return responses.to_section(request, progress.next_slug)
    if request.method == "POST":
        return fill_in(request, progress, opened)
    return responses.show(request, progress, slug, opened.form(progress.purchase))


def fill_in(request: CartRequest, progress: Progress, opened: Section) -> HttpResponse:
    """Keep what was filled in. What is not valid is kept as typed, and said."""
    form = opened.form(progress.purchase, request.POST.dict())
    goes_to = request.POST.get("go", "")
    is_valid = not goes_to and form.is_valid()
    with CheckoutSession.changing(request.session) as answers:
        if not progress.purchase.answers.token:
            request.session.cycle_key()
        if is_valid:
            answers.confirm_section(opened.slug, form.given())
        else:
            answers.keep_unsaved(opened.slug, form.typed())
    if is_valid:
        answer = responses.to_section(request, REVIEW)
    elif goes_to:
        answer = responses.left(request, opened, goes_to)
    else:
        answer = responses.show(request, progress, opened.slug, form)
    # What the cart promises depends on where it goes.
    is_promised_anew = answers.shopper != progress.purchase.answers.shopper
    return trigger_client_event(answer, "cart:moved") if is_promised_anew else answer


@posted(lambda: reverse("checkout:start"))
@never_cache
def forget(request: CartRequest) -> HttpResponse:
    """Forget what was typed, and begin the checkout again. The cart stays."""
    if CheckoutSession.of(request.session).token:
        with CheckoutSession.changing(request.session) as answers:
            answers.forget()
    messages.success(request, _("What you typed is forgotten. Your cart is as it was."))
    return responses.lead(request, reverse("checkout:start"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def review(request: CartRequest) -> HttpResponse:
    """Show what is about to be ordered; take the order."""
    if request.method == "POST" and "go" not in request.POST:
        return place(request)
    progress = Progress.of(Purchase.of(request.session))
    if goes_to := request.POST.get("go"):
        return responses.to_section(request, goes_to)
    if not progress.purchase.quote.lines:
        return responses.to_cart(request, progress.purchase)
    if not progress.is_finished:
        return responses.to_section(request, progress.next_slug)
    return responses.show(request, progress, REVIEW)


@waiting(SHOPPER)
def place(request: CartRequest) -> HttpResponse:
    """Place the order that was shown, once, and lead to its payment or to its page."""
    agreed = {name: request.POST.get(name, "") for name in ("token", "shown")}
    try:
        confirmed = confirm(request.session, **agreed, address=client_address(request))
    except Unfinished:
        return responses.to_start(request, _("Please check your order again before you place it."))
    except TermsChanged as change:
        return responses.show_changes(request, change.said)
    except TooMuchUnpaid as refusal:
        return responses.show_refusal(request, refusal.sentences, refusal.open_orders)
    except TooManyAttempts as refusal:
        return responses.show_refusal(request, [explain(refusal)], retry_after=refusal.retry_after)
    # Sent twice, by a double click, only the second answer may be read.
    request.session.follow([confirmed.order.session_key])
    if confirmed.replaced:
        with suppress(ProviderError):
            paying.close(confirmed.replaced)
    return responses.to_order(request, confirmed.order)


@posted(lambda **parts: reverse("orders:order-detail", kwargs=parts))
@never_cache
@waiting(SHOPPER)
def pay(request: CartRequest, token: str) -> HttpResponse:
    """Lead to the payment of an order that is not paid yet."""
    return responses.to_order(request, get_object_or_404(Order, token=token))


@posted(lambda **parts: reverse("orders:order-detail", kwargs=parts))
@never_cache
@waiting(SHOPPER)
def give_up(request: CartRequest, token: str) -> HttpResponse:
    """Give the goods of an order back that the shopper does not pay now."""
    order = get_object_or_404(Order, token=token)
    try:
        return responses.given_up(request, paying.give_up(order))
    except ProviderError:
        said = _("The payment page cannot be closed now, so the goods stay set aside. Please try again in a minute.")
        return responses.to_another_try(request, order, said)


@require_safe
@never_cache
@waiting(SHOPPER)
def returned(request: CartRequest, token: str) -> HttpResponse:
    """Welcome the shopper back from the provider's page, and settle what the provider says of it.

    Who has given up is told what can be done. Nothing is asked or changed by that: any browser may follow a link.
    """
    order = get_object_or_404(Order, token=token)
    if paying.CANCELLED not in request.GET:
        with suppress(ProviderError):
            # Where the provider is away, its webhook or `reconcile_payments` settles it later.
            order = paying.come_back(order)
    return responses.welcome_back(request, order)
