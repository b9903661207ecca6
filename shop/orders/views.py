"""What shoppers see of their orders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from shop.form_errors import summary
from shop.limits.attempts import Rule, TooManyAttempts, attempt, by_visitor, explain, take_back
from shop.orders.forms import LookUpForm
from shop.orders.models import Order
from shop.orders.view_models import build_order_view
from shop.text_identity import identity, same

UNKNOWN = _("There is no order with this number and this e-mail address. Please check both.")
LOOK_UPS = Rule("order look-up", most=10, seconds=15 * 60)


@require_safe
@cache_control(private=True, no_store=True)
def order_detail(request: HttpRequest, token: str) -> HttpResponse:
    """Show an order to whoever has its link."""
    order = get_object_or_404(Order, token=token)
    return render(request, "orders/order_detail.html", {"order": order, "shown": build_order_view(order)})


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def look_up(request: HttpRequest) -> HttpResponse:
    """Lead to an order by its number and e-mail."""
    form = LookUpForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        number, email = form.cleaned_data["number"], form.cleaned_data["email"]
        tries = by_visitor(LOOK_UPS, request, about=f"e-mail {identity(email)}")
        try:
            attempt(*tries)
            order = Order.objects.numbered(number).first()
            if order is not None and same(order.email, email):
                take_back(*tries)
                return redirect(order)
            form.add_error(None, UNKNOWN)
        except TooManyAttempts as refusal:
            form.add_error(None, explain(refusal))
            status = 429
    return render(request, "orders/look_up.html", {"form": form, "errors": summary(form)}, status=status)
