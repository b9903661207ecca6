"""All unpaid orders of one source, shown together and cancelled at once."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shop.addresses import validate_line
from shop.dates import moment
from shop.orders import services
from shop.orders.models import Order
from shop.orders.sources import same_source, unpaid_of_the_same_source

AT_ONCE = 200
"""How many orders one click cancels: each is a transaction, and the page has to come."""


class SameSourceForm(forms.Form):
    """Which of the orders are cancelled, all of them at first, and why."""

    orders = forms.ModelMultipleChoiceField(
        queryset=Order.objects.none(), label=gettext_lazy("Orders"), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        required=False,
        validators=[validate_line],
        help_text=gettext_lazy("For you alone. Nobody is written to."),
    )

    def __init__(self, *args: Any, of: QuerySet[Order], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["orders"]
        field.queryset = of
        field.label_from_instance = label
        self.initial["orders"] = [order.pk for order in of]


def label(order: Order) -> str:
    parts = (str(order), moment(order.placed_at), order.email, order.get_state_display())
    return " · ".join(map(str, parts))


def cancel_same_source(model_admin: "admin.ModelAdmin[Order]", request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the unpaid orders of this order's sources; cancel those that stay chosen."""
    order = get_object_or_404(Order, pk=pk)
    if not request.user.has_perm("orders.cancel_order"):
        raise PermissionDenied
    found = unpaid_of_the_same_source(order).order_by("pk")
    form = SameSourceForm(request.POST if request.method == "POST" else None, of=found[:AT_ONCE])
    form.fields["orders"].queryset = found if form.is_bound else found[:AT_ONCE]  # type: ignore[attr-defined]
    if form.is_valid():
        cancel_all(model_admin, request, list(form.cleaned_data["orders"][:AT_ONCE]), form.cleaned_data["reason"])
        return redirect("admin:orders_order_change", order.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "order": order,
        "form": form,
        "left": max(0, found.count() - AT_ONCE),
        "title": _("Cancel all unpaid orders from the same source"),
        "opts": model_admin.opts,
    }
    return TemplateResponse(request, "admin/orders/order/same_source.html", context)


def cancel_all(model_admin: "admin.ModelAdmin[Order]", request: HttpRequest, orders: list[Order], reason: str) -> None:
    """Cancel the orders, each by itself, and say how many; one that was paid meanwhile stays."""
    by = request.user if request.user.is_authenticated else None
    cancelled = sum(services.cancel_unpaid(order=order, reason=reason, by=by) for order in orders)
    text = ngettext("%(count)d order is cancelled.", "%(count)d orders are cancelled.", cancelled)
    model_admin.message_user(request, text % {"count": cancelled}, messages.SUCCESS)
    if kept := len(orders) - cancelled:
        text = ngettext(
            "%(count)d order was paid or changed meanwhile, and stays.",
            "%(count)d orders were paid or changed meanwhile, and stay.",
            kept,
        )
        model_admin.message_user(request, text % {"count": kept}, messages.WARNING)


class SameSourceFilter(admin.SimpleListFilter):
    """The orders of the same source as one of them; its page leads here."""

    title = gettext_lazy("source")
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        known = request.GET.get(self.parameter_name, "")
        order = Order.objects.filter(pk=known).first() if known.isdecimal() else None
        return [(known, _("as order %(order)s") % {"order": order})] if order else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[Order]) -> QuerySet[Order]:
        order = Order.objects.filter(pk=known).first() if (known := self.value()) else None
        return queryset.filter(same_source(order)) if order else queryset
