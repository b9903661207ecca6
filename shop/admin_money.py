"""Money in the admin where it is read and not edited: written as everywhere else."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from shop.money import MoneyField, format_money

Column = Callable[[Any], str | None]


class MoneyAsText:
    """Lets those who may only look read €20.00, where Django writes a column's three places: 20.000."""

    def get_fieldsets(self: Any, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_fieldsets(request, obj)  # type: ignore[misc]
        if self.has_change_permission(request, obj):
            return found
        return [(name, {**options, "fields": as_texts(self.opts, options["fields"])}) for name, options in found]

    def get_readonly_fields(self: Any, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        if self.has_change_permission(request, obj):
            return found
        return [*found, *(column(field) for field in self.opts.fields if isinstance(field, MoneyField))]

    def get_list_display(self: Any, request: HttpRequest) -> Any:
        found = super().get_list_display(request)  # type: ignore[misc]
        return found if self.has_change_permission(request) else as_texts(self.opts, found)


def as_texts(opts: Any, names: Any) -> list[Any]:
    """Return the names with what writes them in place of those of money, nested as they are."""
    money = {field.name: column(field) for field in opts.fields if isinstance(field, MoneyField)}
    return [as_texts(opts, name) if isinstance(name, list | tuple) else money.get(str(name), name) for name in names]


@cache
def column(field: MoneyField) -> Column:
    """Return what writes this field of an object, the same each time."""

    @admin.display(description=field.verbose_name, ordering=field.name)
    def written(shown: Any) -> str | None:
        amount = getattr(shown, field.name)
        return None if amount is None else format_money(amount)

    return written
