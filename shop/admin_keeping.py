"""What the admin does not delete: what was ordered or used is part of what happened, and can only be switched off."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

MOST_NAMED = 5


class Keeping(NamedTuple):
    """Which of some rows are kept, and a sentence that says why, and what to do instead. `%(names)s` are the rows."""

    among: Callable[[Any], Any]
    sentence: Any


_rules: dict[type[Model], list[Keeping]] = {}


def keep(model: type[Model], among: Callable[[Any], Any], sentence: Any) -> None:
    """Let rows of a model be kept where `among` finds them: a filter of a QuerySet. Whoever uses the model says so."""
    _rules.setdefault(model, []).append(Keeping(among, sentence))


def reasons_to_keep(rows: "QuerySet[Any]") -> list[str]:
    """Return why some of these rows may not be deleted, a sentence for each reason. Queries once for each rule."""
    said = []
    for rule in _rules.get(rows.model, []):
        found = [str(row) for row in rule.among(rows).order_by("pk")[: MOST_NAMED + 1]]
        names = ", ".join(f"“{name}”" for name in found[:MOST_NAMED]) + (" …" if len(found) > MOST_NAMED else "")
        said += [rule.sentence % {"names": names}] if found else []
    return said


class KeepsWhatWasUsed:
    """An admin that refuses to delete such rows, one by one or in bulk, and says what to do instead."""

    def delete_view(self: Any, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Say why a row is kept, where it is. Queries before Django's view does."""
        found = self.get_object(request, object_id)
        if found is not None and self.has_delete_permission(request, found):
            rows = self.model.objects.filter(pk=found.pk)
            if reasons := self.reasons_to_keep(request, rows):
                say(self, request, reasons)
                return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", found.pk)
        return super().delete_view(request, object_id, extra_context)  # type: ignore[misc, no-any-return]

    def get_actions(self: Any, request: HttpRequest, action_location: Any = None) -> Any:
        # Django 6.1 says for which page it asks, and has objects where there were tuples.
        where = () if action_location is None else (action_location,)
        actions = super().get_actions(request, *where)  # type: ignore[misc]
        if action := actions.get("delete_selected"):
            is_tuple = isinstance(action, tuple)
            actions["delete_selected"] = (
                (delete_unused, *action[1:]) if is_tuple else replace(action, func=delete_unused)
            )
        return actions

    def reasons_to_keep(self, request: HttpRequest, rows: "QuerySet[Any]") -> list[str]:
        return reasons_to_keep(rows)


@admin.action(permissions=["delete"], description=_("Delete selected %(verbose_name_plural)s"))
def delete_unused(modeladmin: Any, request: HttpRequest, chosen: "QuerySet[Any]") -> Any:
    """Delete the chosen rows, unless some of them are to be kept: then delete none, and say which."""
    rows = modeladmin.model.objects.filter(pk__in=list(chosen.order_by().values_list("pk", flat=True)))
    if reasons := modeladmin.reasons_to_keep(request, rows):
        say(modeladmin, request, reasons)
        return None
    return delete_selected(modeladmin, request, chosen)


def say(modeladmin: Any, request: HttpRequest, reasons: list[str]) -> None:
    for reason in reasons:
        modeladmin.message_user(request, reason, messages.ERROR)
