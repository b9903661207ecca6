"""What is to be done with imports, for the start page of the back office."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from shop.back_office import Task, lists_tasks
from shop.imports import models
from shop.imports.models import Import, State
from shop.imports.queue import DAYS_OF_UPLOADS


@lists_tasks
def imports_to_see_to(request: HttpRequest) -> Iterator[Task]:
    """Yield imports whose preview waits for a yes, and those that were interrupted. Queries once.

    Older ones, whose files are deleted, can only be uploaded anew.
    """
    if not request.user.has_perm("imports.add_import"):
        return
    since = timezone.now() - timedelta(days=DAYS_OF_UPLOADS)
    counts = (
        Import.objects.order_by()
        .filter(created_at__gte=since)
        .aggregate(
            previewed=Count("pk", filter=Q(task=models.Task.PREVIEW, state=State.DONE)),
            interrupted=Count("pk", filter=Q(state=State.INTERRUPTED)),
        )
    )
    said = {
        "previewed": ngettext("%(count)d import to review", "%(count)d imports to review", counts["previewed"]),
        "interrupted": ngettext(
            "%(count)d import was interrupted", "%(count)d imports were interrupted", counts["interrupted"]
        ),
    }
    narrowed = {"previewed": "task__exact=preview&state__exact=done", "interrupted": "state__exact=interrupted"}
    imports = reverse("admin:imports_import_changelist")
    for name, sentence in said.items():
        if counts[name]:
            yield Task(sentence % {"count": counts[name]}, f"{imports}?{narrowed[name]}")
