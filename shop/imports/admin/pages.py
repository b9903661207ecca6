"""The pages of an import: uploading, looking at what it would do, letting it run, and reading what it did."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.catalog.shopify_csv.report import Outcome
from shop.health.models import HOUSEKEEPING, seconds_since
from shop.imports.admin.forms import NamesForm, UploadForm
from shop.imports.category_names import map_names
from shop.imports.models import Import, State, Task

LABELS = {
    Outcome.ADDED: gettext_lazy("new"),
    Outcome.CHANGED: gettext_lazy("changed"),
    Outcome.UNCHANGED: gettext_lazy("unchanged"),
    Outcome.FAILED: gettext_lazy("refused"),
    Outcome.LEFT_OUT: gettext_lazy("left out"),
}
SECONDS_TO_BEGIN = 30
"""Housekeeping looks every two seconds."""


def upload(admin: Any, request: HttpRequest) -> HttpResponseBase:
    """Take a product file, pictures or both; with a product file the preview begins at once."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, instance=Import(user_id=request.user.pk))
    if sent and (row := take(request, form)):
        return redirect("admin:imports_import_change", row.pk)
    context = {
        **admin.admin_site.each_context(request),
        "form": form,
        "title": _("Import products"),
        "opts": admin.opts,
    }
    return TemplateResponse(request, "admin/imports/import/upload.html", context)


def take(request: HttpRequest, form: UploadForm) -> Import | None:
    """Keep what is good of a form, say what is not, and let the preview begin. Writes."""
    form.is_valid()
    row = form.keep()
    if row is None:
        return None
    refusals = [str(text) for errors in form.errors.values() for text in errors]
    for text in refusals:
        messages.error(request, text)
    for text in form.remarks:
        messages.success(request, text)
    if not refusals and row.files.is_here:
        Import.objects.filter(pk=row.pk).queue(Task.PREVIEW)
    elif row.csv_name and refusals:
        messages.info(request, _("“%(name)s” is kept.") % {"name": row.csv_name})
    return row


def detail(admin: Any, request: HttpRequest, object_id: str) -> HttpResponseBase:
    """Show an import as far as it is, and take further files and other wishes for it."""
    row = found(admin, request, object_id)
    may_change = admin.has_change_permission(request, row)
    if request.method == "POST":
        refuse_unless(admin, request, row)
        before = row.csv_name
        if take(request, UploadForm(request.POST, request.FILES, instance=row)) is None:
            messages.error(request, _("“%(name)s” is kept.") % {"name": before})
        return redirect("admin:imports_import_change", row.pk)
    can_map = may_change and request.user.has_perm("catalog.change_categorymapping")
    context = {
        **admin.admin_site.each_context(request),
        **status(row),
        "form": UploadForm(instance=row) if may_change and not row.is_busy and not row.is_imported else None,
        "names": NamesForm(names=row.names) if can_map and row.is_previewed and row.names else None,
        "can_run": may_change and can_run(row),
        "outcomes": outcomes(row),
        "title": str(row),
        "opts": admin.opts,
        "has_delete_permission": admin.has_delete_permission(request, row),
    }
    return TemplateResponse(request, "admin/imports/import/import_detail.html", context)


def progress(admin: Any, request: HttpRequest, pk: int) -> HttpResponseBase:
    """How far an import is, as the fragment that asks for itself; when it has ended, the page is loaded anew."""
    row = found(admin, request, str(pk))
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("admin:imports_import_change", pk)
    if not row.is_busy:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return TemplateResponse(request, "admin/imports/import/_progress.html", status(row))


def save_names(admin: Any, request: HttpRequest, pk: int) -> HttpResponseBase:
    """Remember which categories the file's types stand for, and look again what the import would do."""
    row = found(admin, request, str(pk))
    refuse_unless(admin, request, row, permission="catalog.change_categorymapping")
    if request.method != "POST":
        return redirect("admin:imports_import_change", pk)
    form = NamesForm(request.POST, names=row.names)
    if not form.is_valid():
        messages.error(request, _("Nothing was saved: one of the categories is not there any more."))
    elif map_names(form.chosen()):
        messages.success(request, _("The categories are remembered. The preview is made anew."))
        Import.objects.filter(pk=pk, state=State.DONE).queue(Task.PREVIEW)
    return redirect("admin:imports_import_change", pk)


def run(admin: Any, request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let an import wait for its turn: it is begun by another process, whatever becomes of this page."""
    row = found(admin, request, str(pk))
    refuse_unless(admin, request, row)
    if request.method != "POST":
        return redirect("admin:imports_import_change", pk)
    if not can_run(row):
        messages.error(request, _("Its files are not here any more: upload them again."))
        return redirect("admin:imports_import_change", pk)
    task = Task.PREVIEW if request.POST.get("task") == Task.PREVIEW else Task.IMPORT
    Import.objects.filter(pk=pk).queue(task)
    return redirect("admin:imports_import_change", pk)


def found(admin: Any, request: HttpRequest, number: str) -> Import:
    """Return an import. Raises Http404 where there is none, and PermissionDenied."""
    row = Import.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None  # noqa: PLR2004 longer ones are no keys
    if row is None:
        raise Http404
    if not admin.has_view_permission(request, row):
        raise PermissionDenied
    return row


def refuse_unless(admin: Any, request: HttpRequest, row: Import, *, permission: str = "imports.add_import") -> None:
    """Raise PermissionDenied for somebody who may not go on with an import."""
    if not (admin.has_change_permission(request, row) and request.user.has_perm(permission)):
        raise PermissionDenied


def can_run(row: Import) -> bool:
    return not row.is_busy and row.files.is_here


def status(row: Import) -> dict[str, Any]:
    """Return what is said of how far an import is. Queries where it waits."""
    is_waiting = row.state == State.WAITING
    since = row.queued_at or timezone.now()
    waited = (timezone.now() - since).total_seconds() if is_waiting else 0
    is_late = waited > SECONDS_TO_BEGIN
    others = Import.objects.filter(Q(state=State.RUNNING) | Q(state=State.WAITING, queued_at__lt=since))
    return {
        "row": row,
        "is_behind_others": is_waiting and others.exclude(pk=row.pk).exists(),
        "is_nobody_there": is_late and seconds_since().get(HOUSEKEEPING, waited) > SECONDS_TO_BEGIN,
    }


def counts(row: Import) -> list[tuple[Any, int]]:
    """Return how many products there are of each outcome, by its word."""
    return [
        (label, row.counts[name]) for outcome, label in LABELS.items() if row.counts.get(name := outcome.name.lower())
    ]


def outcomes(row: Import) -> list[dict[str, Any]]:
    """Return each outcome that there is, with its first products and how many more there are."""
    return [
        {
            "name": outcome.name.lower(),
            "label": label,
            "count": count,
            "rows": row.rows.get(outcome.name.lower(), []),
            "is_open": outcome in {Outcome.FAILED, Outcome.CHANGED},
        }
        for outcome, label in LABELS.items()
        if (count := row.counts.get(outcome.name.lower()))
    ]
