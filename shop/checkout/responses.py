"""What the checkout answers: a section in its page or alone, or the way to somewhere else."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect, push_url

from cart import pricing
from cart.cart import Cart
from cart.responses import SeeOther, with_version
from cart.sessions import CartRequest
from cart.shopper import shopper_of
from shop import site_menus
from shop.catalog.stock import OutOfStock
from shop.checkout import paying
from shop.checkout.forms import SectionForm
from shop.checkout.order_draft import terms_of
from shop.checkout.purchase import Purchase
from shop.checkout.sections import REVIEW, Progress, Section
from shop.checkout.session import CheckoutSession
from shop.checkout.terms import sign
from shop.coupons.refusals import CouponRefused, explain
from shop.form_errors import summary
from shop.orders import settling, view_models
from shop.orders.models import Order
from shop.orders.unpaid_shares import TooMuchUnpaid
from shop.payments import ProviderError, ProviderRefused

NO_CONTENT = 204
UNPROCESSABLE = 422
TOO_MANY = 429


def show(
    request: CartRequest, progress: Progress, slug: str, form: SectionForm | None = None, *, moves_focus: bool = False
) -> HttpResponse:
    """Draw the checkout with one section open. Status 422 for a form with errors."""
    errors = summary(form) if form else []
    context = progress.context(slug, form) | {
        "errors": errors,
        "changes": None,
        "refusal": None,
        "moves_focus": moves_focus,
    }
    context |= to_agree(progress.purchase) if slug == REVIEW else {"token": "", "shown": ""}
    return draw(request, context, is_refused=bool(errors))


def show_changes(request: CartRequest, changes: Sequence[str]) -> HttpResponse:
    """Draw the review anew, with what changed since the shopper saw it. Status 422."""
    progress = Progress.of(Purchase.of(request.session))
    if not progress.is_finished or not progress.purchase.quote.lines:
        return to_start(request, " ".join(changes))
    context = progress.context(REVIEW, None) | {"errors": [], "changes": changes, "refusal": None, "moves_focus": False}
    return draw(request, context | to_agree(progress.purchase), is_refused=True)


def show_refusal(
    request: CartRequest, sentences: Sequence[str], open_orders: Sequence[Order] = (), *, retry_after: int = 0
) -> HttpResponse:
    """Draw the review with why the order was not placed, and after how many seconds it may be.

    Status 422, or 429 where the shopper has to wait; htmx draws the former alone.
    """
    progress = Progress.of(Purchase.of(request.session))
    refusal = {"sentences": sentences, "open_orders": open_orders, "is_for_now": bool(retry_after)}
    context = progress.context(REVIEW, None) | {"errors": [], "changes": None, "refusal": refusal, "moves_focus": False}
    response = draw(request, context | to_agree(progress.purchase), is_refused=True)
    if retry_after:
        response["Retry-After"] = str(retry_after)
        response.status_code = UNPROCESSABLE if request.htmx else TOO_MANY
    return response


def to_agree(purchase: Purchase) -> dict[str, Any]:
    """Return what the review's form carries: whose intent it is, and what the shopper sees; and what may be read."""
    terms = terms_of(purchase)
    return {
        "token": purchase.answers.token_for(terms),
        "shown": sign(terms),
        "pages": site_menus.current().before_ordering,
    }


def draw(request: CartRequest, context: dict[str, Any], *, is_refused: bool) -> HttpResponse:
    template = "checkout/section.htmx.html" if request.htmx else "checkout/checkout.html"
    response = render(request, template, {"checkout": context}, status=UNPROCESSABLE if is_refused else None)
    patch_vary_headers(response, ["HX-Request"])
    return response


def to_section(request: CartRequest, slug: str, *, moves_focus: bool = True) -> HttpResponse:
    """Lead to a section, or to the first unfinished one where that comes before it."""
    progress = Progress.of(Purchase.of(request.session))
    opened = progress.find(slug) or progress.find(progress.next_slug)
    target = opened.slug if opened else REVIEW
    address = reverse("checkout:review") if target == REVIEW else reverse("checkout:section", args=[target])
    if not request.htmx:
        return SeeOther(address)
    form = opened.form(progress.purchase) if opened else None
    return push_url(show(request, progress, target, form, moves_focus=moves_focus), address)


def left(request: CartRequest, opened: Section, goes_to: str) -> HttpResponse:
    """Answer a form that was not sent to be checked: its text is kept, and the shopper stays or goes elsewhere."""
    if goes_to == "typed":
        return HttpResponse(status=NO_CONTENT)
    if goes_to == "country":
        return to_section(request, opened.slug, moves_focus=False)
    return to_section(request, goes_to)


def to_cart(request: CartRequest, purchase: Purchase) -> HttpResponse:
    """Lead away from a checkout without goods: back to the order that they became, or to the cart."""
    order = Order.objects.filter(checkout_token=purchase.answers.ordered).first() if purchase.answers.ordered else None
    if order is not None and not purchase.cart.lines:
        return lead(request, order.get_absolute_url())
    messages.info(request, _("There is nothing in your cart that can be ordered."))
    return lead(request, reverse("cart:cart"))


def to_start(request: CartRequest, said: str) -> HttpResponse:
    messages.warning(request, said)
    return lead(request, reverse("checkout:start"))


def to_order(request: CartRequest, order: Order) -> HttpResponse:
    """Lead to the provider's page where the order is to be paid online, else to the order's own."""
    if not order.awaits_payment:
        return lead(request, order.get_absolute_url())
    try:
        return lead(request, paying.begin(request, order))
    except ProviderRefused:
        said = _("This order cannot be paid in this way, and nothing was charged. Please choose another way to pay.")
    except ProviderError:
        said = _("The payment page cannot be reached now. Nothing was charged. Please try again in a minute.")
    except settling.NotPayable as refusal:
        said = refusal.reason
    except OutOfStock as gone:
        said = " ".join(shortage.sentence for shortage in gone.shortages)
    except CouponRefused as refusal:
        said = explain(refusal)
    except TooMuchUnpaid as refusal:
        said = " ".join(refusal.sentences)
    return to_another_try(request, order, said)


def welcome_back(request: CartRequest, order: Order) -> HttpResponse:
    """Lead to the order that is paid, or say what can be done with one that is not."""
    shown = view_models.build_order_view(order)
    if not shown.is_payable:
        return lead(request, order.get_absolute_url())
    context = {"order": order, "shown": shown, "is_theirs": is_theirs(request, order)}
    return render(request, "checkout/unpaid.html", context)


def given_up(request: CartRequest, order: Order) -> HttpResponse:
    """Lead to where an order can be paid later whose goods were given back."""
    if not order.awaits_payment or order.is_held:
        return lead(request, order.get_absolute_url())
    said = _("The goods are not set aside any more. You can still pay, as long as nobody else has bought them.")
    return to_another_try(request, order, said)


def to_another_try(request: CartRequest, order: Order, said: str) -> HttpResponse:
    """Lead to where the order can be paid: the review, whose shopper may also change it, or else its own page."""
    messages.warning(request, said)
    return lead(request, reverse("checkout:review") if is_theirs(request, order) else order.get_absolute_url())


def is_theirs(request: CartRequest, order: Order) -> bool:
    """Whether the visitor's checkout has placed this order, so that they may change it there."""
    return CheckoutSession.of(request.session).placed == order.checkout_token


def lead(request: CartRequest, address: str) -> HttpResponse:
    """Go to another page, with the version of the cart as it is now."""
    response = HttpResponseClientRedirect(address) if request.htmx else SeeOther(address)
    return with_version(request, response, pricing.price(Cart.of(request.session), shopper_of(request.session)))
