"""Pages and menus in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import F, Max, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from shop import back_office
from shop.admin_ordering import InOrder
from shop.catalog.admin import trees
from shop.content.models import MenuItem, Page
from shop.content.views import address_of_preview


@admin.register(Page)
class PageAdmin(back_office.ModelAdmin):  # type: ignore[type-arg]
    """Pages of text. None is published while something of it is to be filled in."""

    fieldsets = [
        (None, {"fields": ["title", "slug", "left", "text"]}),
        (_("Publishing"), {"fields": ["status", "shows_from", "shows_until", "preview"]}),
        (_("Where it stands"), {"fields": ["kind", "description", "updated_at"]}),
    ]
    readonly_fields = ["left", "preview", "updated_at"]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["title", "slug", "status", "kind", "how_much_is_left", "updated_at"]
    list_filter = ["status", "kind"]
    in_search = True
    search_fields = ["title", "slug", "text"]

    class Media:
        css = {"all": ["admin/shop.css"]}

    def view_on_site(self, page: Page) -> str | None:
        return page.get_absolute_url() if page.is_public else None

    @admin.display(description=_("to be filled in"))
    def left(self, page: Page) -> SafeString:
        return render_to_string("admin/content/_unfilled.html", {"places": page.unfilled})

    @admin.display(description=_("to be filled in"))
    def how_much_is_left(self, page: Page) -> str:
        return str(len(page.unfilled) or "\N{EN DASH}")

    @admin.display(description=_("preview"))
    def preview(self, page: Page) -> str | SafeString:
        if page.pk is None:
            return _("Save the page first.")
        said = _("A link for people without an account, good for two weeks")
        return format_html('<a href="{}">{}</a>', address_of_preview(page), said)


@admin.register(MenuItem)
class MenuItemAdmin(InOrder, back_office.ModelAdmin):  # type: ignore[type-arg]
    """The entries of both menus in their order, each with those below it. Their positions may be typed in too."""

    fields = ["menu", "parent", "position", "category", "page", "address", "label"]
    list_display = ["named", "order", "menu", "position"]
    list_display_links = ["named"]
    list_editable = ["position"]
    list_filter = ["menu"]
    list_select_related = ["parent", "category", "page"]
    list_per_page = list_max_show_all = 500
    # The order is the menus' own.
    sortable_by = ()
    order_within = ("menu", "parent_id")
    ordering = [
        "menu",
        Coalesce("parent__position", "position"),
        Coalesce("parent_id", "pk"),
        F("parent_id").asc(nulls_first=True),
        "position",
        "pk",
    ]

    class Media:
        css = {"all": ["admin/shop.css", "admin/mover.css"]}
        js = ["admin/mover.js"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Let a new entry come last. Queries."""
        last = MenuItem.objects.aggregate(last=Max("position"))["last"]
        return {"position": (last or 0) + 1, **super().get_changeform_initial_data(request)}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "parent":
            kwargs["queryset"] = first_level()
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "category":
            field.choices = trees.choices()
        return field

    @admin.display(description=_("entry"))
    def named(self, item: MenuItem) -> str:
        return f"\N{EM DASH} {item}" if item.parent_id else str(item)


def first_level() -> "QuerySet[MenuItem]":
    """Return the entries that others may stand below. Queries when it is read."""
    return MenuItem.objects.filter(parent=None).select_related("category", "page")
