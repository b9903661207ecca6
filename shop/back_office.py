"""The back office: its classes, so that how it looks is chosen in one place, its menu, and what its start page lists.

It is Django's own admin under a style sheet of the shop's. Packages that restyle the admin, such as django-unfold, run
on a script that evaluates strings and on inline styles: both need a weaker Content-Security-Policy on the very pages
on which a merchant is signed in.

An admin class may say `menu_group`, `menu_position` and `menu_label`, and `in_search = True` to be found from the head
of every page by its `search_fields`, named there by `search_label(row)`.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime
from django.forms import CheckboxInput
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin, StackedInline, TabularInline
else:
    # What stands in a table is named, to those who do not see its head.
    class ModelAdmin(admin.ModelAdmin):
        def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
            field = super().formfield_for_dbfield(db_field, request, **kwargs)
            if isinstance(getattr(field, "widget", None), AdminSplitDateTime):
                for part, word in zip(field.widget.widgets, (_("date"), _("time")), strict=True):
                    part.attrs["aria-label"] = format_lazy("{}: {}", field.label, word)
            return field

        def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
            formset = super().get_changelist_formset(request, **kwargs)
            with_names(formset.form)
            return formset

    class TabularInline(admin.TabularInline):
        template = "admin/edit_inline/_tabular.html"

        def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
            formset = super().get_formset(request, obj, **kwargs)
            with_names(formset.form)
            formset.get_deletion_widget = lambda *_args: CheckboxInput(attrs={"aria-label": _("Delete")})
            return formset

    StackedInline = admin.StackedInline


__all__ = ["GROUPS", "ModelAdmin", "StackedInline", "TabularInline", "Task", "group_of", "lists_tasks", "tasks"]

GROUPS = {
    "orders": _("Orders"),
    "products": _("Products"),
    "discounts": _("Discounts"),
    "content": _("Content"),
    "settings": _("Settings"),
}
"""What a merchant thinks in, in the menu's order."""
OF_APPS = {
    "orders": "orders",
    "catalog": "products",
    "imports": "products",
    "coupons": "discounts",
    "brand": "settings",
    "delivery": "settings",
    "taxes": "settings",
    "auth": "settings",
}


class Task(NamedTuple):
    """Something that waits for a person: a sentence with its count in it, and the list in which it is done."""

    text: str
    address: str


ListTasks = Callable[[HttpRequest], Iterable[Task]]
_listing: list[ListTasks] = []


def lists_tasks(function: ListTasks) -> ListTasks:
    """Let a room say what is to be done in it, by the rights of who asks."""
    _listing.append(function)
    return function


def tasks(request: HttpRequest) -> list[Task]:
    """Return what is to be done. Queries once or twice for each room."""
    return [task for listing in _listing for task in listing(request)]


def group_of(app_label: str, model_admin: Any) -> str:
    """Return the key of the group that a registered model is listed in; a new app's models are content."""
    return getattr(model_admin, "menu_group", "") or OF_APPS.get(app_label, "content")


def with_names(form: Any) -> None:
    """Give each field of a form's class its label as a name."""
    for field in form.base_fields.values():
        widget = getattr(field.widget, "widget", field.widget)
        widget.attrs.setdefault("aria-label", field.label)
