"""Accounts of those who work in the shop. Nobody rises above who makes them, and nobody locks themselves out."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shop.admin_keeping import KeepsWhatWasUsed, keep

admin.site.unregister(User)
keep(
    User,
    lambda rows: rows.filter(logentry__isnull=False).distinct(),
    _("%(names)s: what it did stands in histories, and it is not deleted. Make it inactive instead."),
)

OF_SUPERUSERS = {"is_superuser", "user_permissions"}
OWN = ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")
"""What nobody changes of their own account."""


@admin.register(User)
class StaffAdmin(KeepsWhatWasUsed, UserAdmin):  # type: ignore[type-arg]
    """Who is no superuser makes none, and changes none: a new password would be one to their account."""

    menu_label = _("Staff")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return found
        return [
            (name, {**options, "fields": [field for field in options["fields"] if field not in OF_SUPERUSERS]})
            for name, options in found
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_readonly_fields(request, obj)
        return [*found, *OWN] if obj is not None and obj == request.user else found

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.is_below(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.is_below(request, obj) and super().has_delete_permission(request, obj)

    def is_below(self, request: HttpRequest, obj: Any) -> bool:
        return obj is None or not obj.is_superuser or bool(request.user.is_superuser)

    def reasons_to_keep(self, request: HttpRequest, rows: "QuerySet[Any]") -> list[str]:
        own = [str(_("Nobody can delete their own account."))] if rows.filter(pk=request.user.pk).exists() else []
        return own + super().reasons_to_keep(request, rows)
