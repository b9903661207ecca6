"""What is to be done with products, for the start page of the back office."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from shop.back_office import Task, lists_tasks
from shop.catalog.models import Variant


@lists_tasks
def stock_to_order(request: HttpRequest) -> Iterator[Task]:
    """Yield the variants that are low or sold out. Queries once."""
    if not (request.user.has_perm("catalog.view_variant") or request.user.has_perm("catalog.change_variant")):
        return
    if count := Variant.objects.low().count():
        said = ngettext("%(count)d variant is low or sold out", "%(count)d variants are low or sold out", count)
        yield Task(said % {"count": count}, reverse("admin:catalog_variant_changelist") + "?stock=scarce")
