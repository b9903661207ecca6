"""Orders in the admin: found, read and moved, never written by hand."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from shop import back_office
from shop.addresses import address_lines
from shop.catalog.models import Variant
from shop.emails import EmailField
from shop.money import in_currency
from shop.orders import services
from shop.orders.admin.exporting import export, prefetched
from shop.orders.admin.filters import AttentionFilter, PaidFilter
from shop.orders.admin.inlines import INLINES
from shop.orders.admin.returned import WARNINGS, ReturnedFilter, label, with_returned
from shop.orders.admin.same_source import SameSourceFilter, cancel_same_source
from shop.orders.admin.verbs import VERBS, Verb
from shop.orders.models import Order
from shop.orders.refunding import RefundRefused
from shop.orders.sources import Source
from shop.orders.view_models import build_order_view
from shop.payments import ProviderError, ProviderUnavailable
from shop.text_identity import number_text, shown, whole_number


@admin.register(Order)
class OrderAdmin(back_office.ModelAdmin):  # type: ignore[type-arg]
    inlines = INLINES
    formfield_overrides = {models.EmailField: {"form_class": EmailField}}
    fields = [
        ("state", "paid_at", "money_returned", "placed_at"),
        "attention",
        ("email", "phone"),
        ("deliver_to", "bill_to"),
        ("delivery_name", "promised_from", "promised_until"),
        "note",
        ("goods", "taken_off", "coupon_code"),
        ("delivery", "tax", "sum"),
        ("payment_provider", "is_held"),
    ]
    # What a shopper mistyped can be put right; what was agreed stays.
    editable = ["attention", "email", "phone"]
    list_display = ["__str__", "placed_at", "state", "is_paid", "money_returned", "sum", "email", "needs_attention"]
    list_filter = [
        "state",
        PaidFilter,
        ReturnedFilter,
        AttentionFilter,
        SameSourceFilter,
        "payment_provider",
        "placed_at",
    ]
    list_per_page = 50
    in_search = True
    search_fields = ["email", "phone", "lines__product_title", "lines__sku", "payments__charge_id"]
    search_help_text = _("Number, e-mail, telephone, name, product, SKU or charge")
    show_full_result_count = False
    ordering = ["-pk"]
    actions = ["export_csv"]
    change_form_template = "admin/orders/order/change_order.html"
    change_list_template = "admin/orders/order/order_list.html"

    class Media:
        css = {"all": ["admin/shop.css"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        names = [name for row in self.fields for name in ([row] if isinstance(row, str) else row)]
        return [name for name in names if name not in self.editable]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Order]:
        return with_returned(super().get_queryset(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[QuerySet[Order], bool]:
        words = shown(search_term)
        found, may_repeat = super().get_search_results(request, queryset, words)
        number = whole_number(number_text(words).removeprefix("#"))
        by_name = Q(shipping_address__name__icontains=words) | Q(billing_address__name__icontains=words)
        if words:
            found |= queryset.filter(by_name)
        if number is not None:
            found |= queryset.filter(pk__in=Order.objects.numbered(number))
        return found, True if words else may_repeat

    def save_model(self, request: HttpRequest, obj: Order, form: Any, change: bool) -> None:  # noqa: FBT001
        """Write what was typed alone, and note it in the order's history."""
        obj.save(update_fields=[*form.changed_data, "updated_at"])
        if form.changed_data:
            changes = [f"{name}: {form.initial[name]} → {form.cleaned_data[name]}" for name in form.changed_data]
            by = request.user if request.user.is_authenticated else None
            services.record(order=obj, by=by, text="\n".join(changes))

    def search_label(self, order: Order) -> str:
        return f"{order} · {order.email} · {order.get_state_display()}"

    def view_on_site(self, order: Order) -> str:
        return order.get_absolute_url()

    def get_urls(self) -> list[Any]:
        own = [
            path("<int:pk>/packing-slip/", self.admin_site.admin_view(self.packing_slip), name="orders_order_slip"),
            path(
                "<int:pk>/same-source/", self.admin_site.admin_view(self.cancel_same_source), name="orders_order_source"
            ),
            path("<int:pk>/do/<slug:name>/", self.admin_site.admin_view(self.do), name="orders_order_do"),
        ]
        return own + super().get_urls()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        scarce = Variant.objects.low().count()
        return super().changelist_view(request, {**(extra_context or {}), "scarce": scarce})

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        order = context["original"]
        verbs = [verb for verb in VERBS.values() if order and verb.is_offered(order) and verb.has_use(order)]
        allowed = [verb for verb in verbs if request.user.has_perm(verb.right)]
        warning = WARNINGS.get(order.returned) if order and any(verb.sends for verb in verbs) else None
        has_source = bool(order and Source.of_order(order).is_known)
        own = {"verbs": allowed, "warning": warning, "has_source": has_source}
        own["may_cancel"] = request.user.has_perm(VERBS["cancel"].right)
        return super().render_change_form(request, {**context, **own}, *args, **kwargs)

    def do(self, request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
        """Ask for what a verb needs, and do it."""
        order: Any = get_object_or_404(self.get_queryset(request), pk=pk)
        verb = VERBS.get(name)
        if not self.has_view_permission(request, order) or not (verb is None or request.user.has_perm(verb.right)):
            raise PermissionDenied
        back = redirect(reverse("admin:orders_order_change", args=[order.pk]))
        is_asked = request.method != "POST"
        if verb is None or not verb.is_offered(order) or (is_asked and not verb.has_use(order)):
            self.message_user(request, _("The order's state does not allow this any more."), messages.ERROR)
            return back
        form = verb.form(request.POST if request.method == "POST" else None, order=order)
        if form.is_valid():
            if self.act(request, order, verb, form.cleaned_data):
                return back
            form.renew()
        context = {"order": order, "verb": verb, "form": form, "title": verb.label, "opts": self.opts}
        context["warning"] = WARNINGS.get(order.returned) if verb.sends else None
        return TemplateResponse(
            request, "admin/orders/order/verb.html", {**self.admin_site.each_context(request), **context}
        )

    def cancel_same_source(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return cancel_same_source(self, request, pk)

    def act(self, request: HttpRequest, order: Order, verb: Verb, typed: dict[str, Any]) -> bool:
        """Do it and tell how it went; true when it is done."""
        try:
            verb.act(order=order, by=request.user, **typed)
        except services.NotAllowed:
            self.message_user(request, _("The order's state does not allow this any more."), messages.ERROR)
        except RefundRefused as refusal:
            self.message_user(request, refusal.reason, messages.ERROR)
        except ProviderUnavailable as error:
            said = _("Nobody knows yet whether it was done; the payment provider is asked again soon: %(error)s") % {
                "error": error
            }
            self.message_user(request, said, messages.WARNING)
            return True
        except ProviderError as error:
            said = _("The payment provider did not do it: %(error)s") % {"error": error}
            self.message_user(request, said, messages.ERROR)
        else:
            self.message_user(request, verb.done, messages.SUCCESS)
            return True
        return False

    def packing_slip(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what goes into the parcel, to be printed."""
        order = get_object_or_404(Order, pk=pk)
        if not self.has_view_permission(request, order):
            raise PermissionDenied
        context = {"order": order, "shown": build_order_view(order), "title": _("Packing slip"), "opts": self.opts}
        return TemplateResponse(
            request, "admin/orders/order/packing_slip.html", {**self.admin_site.each_context(request), **context}
        )

    @admin.action(description=_("Export selected orders as CSV"), permissions=["view"])
    def export_csv(self, request: HttpRequest, orders: QuerySet[Order]) -> HttpResponseBase:
        """Send the chosen orders as CSV. Queries in batches while it is sent."""
        chosen = Order.objects.filter(pk__in=orders.values("pk")).order_by("pk")
        return export(prefetched(chosen).iterator(chunk_size=500))

    @admin.display(description=_("paid"), boolean=True, ordering="paid_at")
    def is_paid(self, order: Order) -> bool:
        return order.is_paid

    @admin.display(description=_("returned"), ordering="returned")
    def money_returned(self, order: Order) -> str:
        return label(order)

    @admin.display(description=_("total"), ordering="total")
    def sum(self, order: Order) -> str:
        return in_currency(order.total, order.currency)

    @admin.display(description=_("subtotal"))
    def goods(self, order: Order) -> str:
        return in_currency(order.subtotal, order.currency)

    @admin.display(description=_("discount"))
    def taken_off(self, order: Order) -> str:
        return in_currency(order.discount, order.currency)

    @admin.display(description=_("delivery"))
    def delivery(self, order: Order) -> str:
        return in_currency(order.delivery_price, order.currency)

    @admin.display(description=_("tax"))
    def tax(self, order: Order) -> str:
        return in_currency(order.tax_total, order.currency)

    @admin.display(description=_("attention"))
    def needs_attention(self, order: Order) -> str:
        return order.attention.partition("\n")[0][:80]

    @admin.display(description=_("deliver to"))
    def deliver_to(self, order: Order) -> SafeString:
        return lines(order.shipping_address)

    @admin.display(description=_("bill to"))
    def bill_to(self, order: Order) -> SafeString:
        return lines(order.billing_address)


def lines(address: dict[str, str] | None) -> SafeString:
    return format_html_join("", "{}<br>", ((line,) for line in address_lines(address or {})))
