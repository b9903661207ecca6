"""Rows of the admin that stand in an order: they are moved by dragging, or by two buttons in each."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

UP, DOWN = "up", "down"


class InOrder:
    """What an admin class extends whose rows have a `position`: a column that moves them.

    Rows that have the same values in the fields of `order_within` have an order of their own. Its media needs
    `admin/mover.css` and `admin/mover.js`.
    """

    order_within: tuple[str, ...] = ()
    model: Any
    opts: Any
    admin_site: Any

    def get_urls(self) -> list[Any]:
        def view(function: Any) -> Any:
            return self.admin_site.admin_view(lambda request, **parts: function(self, request, **parts))

        return [
            path("order/", view(reorder), name=f"{name_of(self)}_reorder"),
            path("<int:pk>/move/<slug:direction>/", view(move), name=f"{name_of(self)}_move"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    @admin.display(description=_("order"))
    def order(self, row: Any) -> SafeString:
        """Draw two buttons that move it, which send the form of the list. The one that was pressed has the focus."""
        context = {
            "row": row,
            "name": self.name_to_move(row),
            "among": "-".join(str(getattr(row, field)) for field in self.order_within),
            "reorder": address(self, "reorder"),
            "up": address(self, "move", row.pk, UP),
            "down": address(self, "move", row.pk, DOWN),
        }
        return render_to_string("admin/_mover.html", context)

    def name_to_move(self, row: Any) -> str:
        """Return what the buttons call a row."""
        return str(row)


def move(modeladmin: Any, request: HttpRequest, pk: int, direction: str) -> HttpResponse:
    """Move a row by one place among its own, and lead back to the button that was pressed. Writes."""
    if refused := refusal(modeladmin, request):
        return refused
    with transaction.atomic():
        keys = next((keys for keys in locked_orders(modeladmin) if pk in keys), [pk])
        at = keys.index(pk)
        to = max(0, at - 1) if direction == UP else at + 1
        keys.insert(to, keys.pop(at))
        write(modeladmin.model, keys)
    return redirect(f"{address(modeladmin, 'changelist')}#{direction}-{pk}")


def reorder(modeladmin: Any, request: HttpRequest) -> HttpResponse:
    """Take over the order of the rows that were sent; those that are not among them come after. Writes."""
    if refused := refusal(modeladmin, request):
        return refused
    sent = [int(key) for key in request.POST.getlist("row") if key.isascii() and key.isdigit()]
    with transaction.atomic():
        for keys in locked_orders(modeladmin):
            known = [key for key in dict.fromkeys(sent) if key in keys]
            write(modeladmin.model, [*known, *(key for key in keys if key not in known)])
    return redirect(address(modeladmin, "changelist"))


def refusal(modeladmin: Any, request: HttpRequest) -> HttpResponse | None:
    """Return the answer to who asks without sending a form. Raises PermissionDenied for who may not change rows."""
    if not modeladmin.has_change_permission(request):
        raise PermissionDenied
    return None if request.method == "POST" else HttpResponseNotAllowed(["POST"])


def locked_orders(modeladmin: Any) -> list[list[int]]:
    """Return the keys of the rows of each order, which nobody else changes meanwhile. Queries once."""
    orders: dict[tuple[Any, ...], list[int]] = {}
    rows = modeladmin.model.objects.select_for_update().order_by("position", "pk")
    for key, *within in rows.values_list("pk", *modeladmin.order_within):
        orders.setdefault(tuple(within), []).append(key)
    return list(orders.values())


def write(model: Any, keys: Sequence[int]) -> None:
    """Write the places of the rows that stand elsewhere now."""
    rows = model.objects.in_bulk(keys)
    moved = []
    for position, row in enumerate((rows[key] for key in keys if key in rows), start=1):
        if row.position != position:
            row.position = position
            moved.append(row)
    if moved:
        model.objects.bulk_update(moved, ["position"])


def name_of(modeladmin: Any) -> str:
    return f"{modeladmin.opts.app_label}_{modeladmin.opts.model_name}"


def address(modeladmin: Any, page: str, *parts: Any) -> str:
    return reverse(f"admin:{name_of(modeladmin)}_{page}", args=parts)
