"""Imports in the admin: a list of them, and a page for each."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext_lazy as _

from shop import back_office
from shop.imports.admin import downloads, pages
from shop.imports.models import Import


@admin.register(Import)
class ImportAdmin(back_office.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["__str__", "created_at", "user", "said_state", "products"]
    list_select_related = ["user"]
    list_filter = ["task", "state"]
    search_fields = ["csv_name"]
    change_list_template = "admin/imports/import/import_list.html"
    actions = None

    def get_urls(self) -> list[Any]:
        def page(view: Any) -> Any:
            return self.admin_site.admin_view(lambda request, **named: view(self, request, **named))

        return [
            path("<int:pk>/progress/", page(pages.progress), name="imports_import_progress"),
            path("<int:pk>/names/", page(pages.save_names), name="imports_import_names"),
            path("<int:pk>/run/", page(pages.run), name="imports_import_run"),
            path("<int:pk>/table.csv", page(downloads.table), name="imports_import_table"),
            path("example.csv", page(downloads.example), name="imports_import_example"),
            path("products.csv", page(downloads.products), name="imports_import_export"),
            *super().get_urls(),
        ]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponseBase:  # type: ignore[override]
        return pages.upload(self, request)

    def change_view(  # type: ignore[override]
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponseBase:
        return pages.detail(self, request, object_id)

    def has_change_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:
        """Who may upload a file may go on with it, where they may change products."""
        return self.has_add_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and request.user.has_perms(
            ["catalog.add_product", "catalog.change_product"]
        )

    def has_delete_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.is_busy)

    @admin.display(description=_("state"))
    def said_state(self, row: Import) -> str:
        return f"{row.get_task_display()}: {row.get_state_display()}"

    @admin.display(description=_("products"))
    def products(self, row: Import) -> str:
        return ", ".join(f"{count} {label}" for label, count in pages.counts(row))
