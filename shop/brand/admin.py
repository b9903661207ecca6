"""The owner's page of the brand."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from shop import back_office, identity
from shop.brand.forms import BrandForm
from shop.brand.models import Brand
from shop.brand.reading import WORDS

PAYING = _("Paying offline")
admin.site.site_header = admin.site.site_title = lazy(lambda: identity.current().name, str)()


@admin.register(Brand)
class BrandAdmin(back_office.ModelAdmin):  # type: ignore[type-arg]
    """One page for the one row. It is there before it is saved, and nobody adds or deletes it."""

    form = BrandForm
    change_form_template = "admin/brand/change_shop.html"
    menu_group = "settings"
    menu_position = 1
    fieldsets = [
        (_("Name"), {"fields": ["name", "tagline", "country"]}),
        (_("Look"), {"fields": ["logo", "logo_alt", "favicon"]}),
        (_("Colours and type"), {"fields": ["accent", "second", "surface", "text", "corners", "typeface"]}),
        (_("Contact"), {"fields": ["email", "phone", "address", "social"]}),
        (
            _("Announcement"),
            {
                "fields": ["announcement", "announcement_url", "shows_from", "shows_until"],
                "description": _("A line above every page of the shop."),
            },
        ),
        (PAYING, {"fields": list(WORDS)}),
        (_("What the shop promises"), {"fields": ["returns_days"]}),
        (_("Letters"), {"fields": ["sender_name", "reply_to"]}),
        (_("Stock"), {"fields": ["low_stock"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Brand | None = None) -> Any:
        """Return what is on the page. A way to pay that is not offered is asked for only where it was filled in."""
        wanted = [name for name in WORDS if name in settings.PAYMENT_PROVIDERS or getattr(obj, name, None)]
        found = super().get_fieldsets(request, obj)
        shown = [(name, {**options, "fields": wanted} if name is PAYING else options) for name, options in found]
        return [(name, options) for name, options in shown if options["fields"]]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        named = {**(extra_context or {}), "title": _("Shop"), "subtitle": None}
        return super().change_view(request, object_id, form_url, named)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:brand_brand_change", args=[1]))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Brand | None:
        """Return the row, or what it is before it is saved. Queries once."""
        found: Brand | None = super().get_object(request, object_id, from_field)
        return found or (Brand(pk=1) if object_id == "1" else None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
