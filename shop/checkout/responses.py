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
from shop.catalog.stock import OutOfStock
from shop.checkout import paying
from shop.checkout.changes import seal
from shop.checkout.draft import outline_of
from shop.checkout.forms import SectionForm
from shop.checkout.purchase import Purchase
from shop.checkout.sections import REVIEW, Section, Walk
from shop.checkout.session import CheckoutSession
from shop.coupons.refusals import CouponRefused, explain
from shop.form_errors import summary
from shop.orders import settling
from shop.orders.models import Order
from shop.payments import ProviderError, ProviderRefused

NO_CONTENT = 204
UNPROCESSABLE = 422


def show(
    request: CartRequest, walk: Walk, slug: str, form: SectionForm | None = None, *, moves_focus: bool = False
) -> HttpResponse:
    """Draw the checkout with one section open. Status 422 for a form with errors."""
    errors = summary(form) if form else []
    context = walk.context(slug, form) | {"errors": errors, "changes": None, "moves_focus": moves_focus}
    context |= to_agree(walk.purchase) if slug == REVIEW else {"token": "", "shown": ""}
    return draw(request, context, is_refused=bool(errors))


def show_changes(request: CartRequest, changes: Sequence[str]) -> HttpResponse:
    """Draw the review anew, with what changed since the shopper saw it. Status 422."""
    walk = Walk.of(Purchase.of(request.session))
    if not walk.is_finished or not walk.purchase.quote.lines:
        return to_start(request, " ".join(changes))
    context = walk.context(REVIEW, None) | {"errors": [], "changes": changes, "moves_focus": False}
    return draw(request, context | to_agree(walk.purchase), is_refused=True)


def to_agree(purchase: Purchase) -> dict[str, str]:
    """Return what the review's form carries: whose intent it is, and what the shopper sees."""
    outline = outline_of(purchase)
    return {"token": purchase.told.token_for(outline), "shown": seal(outline)}


def draw(request: CartRequest, context: dict[str, Any], *, is_refused: bool) -> HttpResponse:
    template = "checkout/section.htmx.html" if request.htmx else "checkout/checkout.html"
    response = render(request, template, context, status=UNPROCESSABLE if is_refused else None)
    patch_vary_headers(response, ["HX-Request"])
    return response


def to_section(request: CartRequest, slug: str, *, moves_focus: bool = True) -> HttpResponse:
    """Lead to a section, or to the first unfinished one where that comes before it."""
    walk = Walk.of(Purchase.of(request.session))
    opened = walk.find(slug) or walk.find(walk.next_slug)
    target = opened.slug if opened else REVIEW
    address = reverse("checkout:review") if target == REVIEW else reverse("checkout:section", args=[target])
    if not request.htmx:
        return SeeOther(address)
    form = opened.form(walk.purchase) if opened else None
    return push_url(show(request, walk, target, form, moves_focus=moves_focus), address)


def left(request: CartRequest, opened: Section, goes_to: str) -> HttpResponse:
    """Answer a form that was not sent to be checked: its text is kept, and the shopper stays or goes elsewhere."""
    if goes_to == "typed":
        return HttpResponse(status=NO_CONTENT)
    if goes_to == "country":
        return to_section(request, opened.slug, moves_focus=False)
    return to_section(request, goes_to)


def to_cart(request: CartRequest, purchase: Purchase) -> HttpResponse:
    """Lead away from a checkout without goods: back to the order that they became, or to the cart."""
    order = Order.objects.filter(checkout_token=purchase.told.ordered).first() if purchase.told.ordered else None
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
    return to_another_try(request, order, said)


def welcome_back(request: CartRequest, order: Order) -> HttpResponse:
    """Lead to the order that is paid, or back to where it can be paid again."""
    if not order.awaits_payment:
        return lead(request, order.get_absolute_url())
    return to_another_try(
        request, order, _("The payment was not completed, and nothing was charged. You can try again.")
    )


def to_another_try(request: CartRequest, order: Order, said: str) -> HttpResponse:
    """Lead to where the order can be paid: the review, whose shopper may also change it, or else its own page."""
    messages.warning(request, said)
    is_theirs = CheckoutSession.of(request.session).placed == order.checkout_token
    return lead(request, reverse("checkout:review") if is_theirs else order.get_absolute_url())


def lead(request: CartRequest, address: str) -> HttpResponse:
    """Go to another page, with the version of the cart as it is now."""
    response = HttpResponseClientRedirect(address) if request.htmx else SeeOther(address)
    return with_version(request, response, pricing.price(Cart.of(request.session), shopper_of(request.session)))
