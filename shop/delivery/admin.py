"""Zones, methods and closed days."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import FilteredSelectMultiple
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shop import back_office
from shop.addresses import country_choices, country_name
from shop.admin_keeping import KeepsWhatWasUsed
from shop.admin_money import MoneyAsText
from shop.catalog.admin import trees
from shop.catalog.models import Category
from shop.dates import weekday
from shop.delivery.estimates import Calendar
from shop.delivery.models import ClosedDay, DeliveryMethod, DeliveryZone
from shop.money import format_money


class CountriesSelect(FilteredSelectMultiple):
    """The admin's pair of lists. Without the wrapper, its script puts them before the label."""

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        return format_html('<div class="related-widget-wrapper">{}</div>', super().render(*args, **kwargs))


class DeliveryZoneForm(forms.ModelForm):  # type: ignore[type-arg]
    countries = forms.MultipleChoiceField(
        label=_("Countries"), choices=country_choices, widget=CountriesSelect(_("countries"), is_stacked=False)
    )


@admin.register(DeliveryZone)
class DeliveryZoneAdmin(back_office.ModelAdmin):  # type: ignore[type-arg]
    form = DeliveryZoneForm
    fields = ["name", "countries"]
    list_display = ["name", "countries_text", "methods_text"]
    search_fields = ["name"]

    class Media:
        css = {"all": ["admin/shop.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[DeliveryZone]:
        rows: QuerySet[DeliveryZone] = super().get_queryset(request)
        return rows.prefetch_related("methods")

    @admin.display(description=_("countries"))
    def countries_text(self, zone: DeliveryZone) -> str:
        return ", ".join(country_name(code) for code in zone.countries)

    @admin.display(description=_("delivery methods"))
    def methods_text(self, zone: DeliveryZone) -> str:
        return ", ".join(method.name for method in zone.methods.all())


class DeliveryMethodForm(forms.ModelForm):  # type: ignore[type-arg]
    """A method, whose categories are chosen from the tree that they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "categories" in self.fields:
            # The order of the categories' own list is one that only that list can work out.
            self.fields["categories"].queryset = Category.objects.all()  # type: ignore[attr-defined]
            self.fields["categories"].choices = trees.choices()[1:]  # type: ignore[attr-defined]


@admin.register(DeliveryMethod)
class DeliveryMethodAdmin(KeepsWhatWasUsed, MoneyAsText, back_office.ModelAdmin):  # type: ignore[type-arg]
    form = DeliveryMethodForm
    readonly_fields = ["arrival"]
    fieldsets = [
        (None, {"fields": ["name", "description", "zone", ("position", "is_active")]}),
        (_("Price"), {"fields": [("price", "pricing"), "free_from"]}),
        (_("Promise"), {"fields": [("least_days", "most_days"), "cutoff_hour", "arrival"]}),
        (
            _("Offered for"),
            {
                "fields": [("least_weight_grams", "most_weight_grams"), ("least_total", "most_total"), "categories"],
                "description": _("Offered for what meets all of these. What is left empty is met by everything."),
            },
        ),
    ]
    list_display = ["name", "zone_text", "price_text", "free_text", "days_text", "position", "is_active"]
    list_editable = ["position", "is_active"]
    list_filter = ["is_active", "zone"]
    list_select_related = ["zone"]
    search_fields = ["name", "description"]
    save_as = True

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.method == "GET" and not DeliveryMethod.objects.exists():
            messages.info(
                request,
                _(
                    "As long as there is no delivery method, the checkout offers one of its own: "
                    "“Standard delivery”, free, to every country. The first one that you add takes its place."
                ),
            )
        return super().changelist_view(request, extra_context)

    @admin.display(description=_("zone"), ordering="zone__name")
    def zone_text(self, method: DeliveryMethod) -> str:
        return str(method.zone or _("everywhere"))

    @admin.display(description=_("price"), ordering="price")
    def price_text(self, method: DeliveryMethod) -> str:
        return f"{format_money(method.price)} {method.get_pricing_display()}"

    @admin.display(description=_("free from"), ordering="free_from", empty_value="\N{EN DASH}")
    def free_text(self, method: DeliveryMethod) -> str | None:
        return None if method.free_from is None else format_money(method.free_from)

    @admin.display(description=_("working days"))
    def days_text(self, method: DeliveryMethod) -> str:
        days = sorted({method.least_days, method.most_days})
        return "\N{EN DASH}".join(str(count) for count in days)

    @admin.display(description=_("if ordered now"))
    def arrival(self, method: DeliveryMethod) -> str:
        """What a shopper would be promised now."""
        if method.pk is None:
            return "\N{EN DASH}"
        now = timezone.now()
        calendar = Calendar.since(now)
        leaves = calendar.leaves(now, cutoff_hour=method.cutoff_hour)
        first, last = (calendar.after(leaves, days) for days in (method.least_days, method.most_days))
        return gettext("leaves on %(leaves)s, arrives between %(first)s and %(last)s") % {
            "leaves": weekday(leaves),
            "first": weekday(first),
            "last": weekday(last),
        }


@admin.register(ClosedDay)
class ClosedDayAdmin(back_office.ModelAdmin):  # type: ignore[type-arg]
    fields = ["date", "until", "name"]
    list_display = ["date", "until", "name"]
    search_fields = ["name"]
    ordering = ["-date"]
