"""One search over all that a merchant looks for: what admin classes say `in_search` of."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

MOST_OF_A_KIND = 10


class Found(NamedTuple):
    """What was found of a kind: its name, rows as pairs of a label and an address, and the list that has all."""

    name: str
    rows: list[tuple[str, str]]
    address: str
    has_more: bool


def search(admins: Iterable[Any], request: HttpRequest, words: str) -> list[Found]:
    """Return what the words are found in, of what the request's user may see. Queries once for each kind."""
    searched = [each for each in admins if getattr(each, "in_search", False) and each.has_view_permission(request)]
    return [found for each in searched if (found := search_kind(each, request, words)).rows] if words else []


def search_kind(model_admin: Any, request: HttpRequest, words: str) -> Found:
    """Find rows as the admin's own list does. Queries."""
    rows, may_repeat = model_admin.get_search_results(request, model_admin.get_queryset(request), words)
    chosen = rows.order_by("-pk")
    some = list((chosen.distinct() if may_repeat else chosen)[: MOST_OF_A_KIND + 1])
    label = getattr(model_admin, "search_label", str)
    opts = model_admin.opts
    name = f"admin:{opts.app_label}_{opts.model_name}"
    return Found(
        name=str(opts.verbose_name_plural),
        rows=[(label(row), reverse(f"{name}_change", args=[row.pk])) for row in some[:MOST_OF_A_KIND]],
        address=f"{reverse(f'{name}_changelist')}?{urlencode({'q': words})}",
        has_more=len(some) > MOST_OF_A_KIND,
    )
