"""The order of sections, changed by dragging a row, or by the buttons in it."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shop.frontpage.models import Section

UP, DOWN = "up", "down"
LIST = "admin:frontpage_section_changelist"


def buttons(section: Section, name: str) -> SafeString:
    """Draw what moves a section in the list, whose form they send."""
    return format_html(
        '<span class="mover"><input type="hidden" name="section" value="{pk}">'
        '<span class="mover__handle" data-drags="{reorder}" title="{drag}" aria-hidden="true">⠿</span>'
        '<button class="mover__button" id="up-{pk}" formaction="{up}" aria-label="{say_up}">↑</button>'
        '<button class="mover__button" id="down-{pk}" formaction="{down}" aria-label="{say_down}">↓</button></span>',
        pk=section.pk,
        reorder=reverse("admin:frontpage_section_reorder"),
        drag=_("Drag to another place"),
        up=reverse("admin:frontpage_section_move", args=[section.pk, UP]),
        say_up=_("Move up: %(name)s") % {"name": name},
        down=reverse("admin:frontpage_section_move", args=[section.pk, DOWN]),
        say_down=_("Move down: %(name)s") % {"name": name},
    )


def move(modeladmin: Any, request: HttpRequest, pk: int, direction: str) -> HttpResponse:
    """Move a section by one place, and lead back to the button that was pressed. Writes."""
    if refused := refusal(modeladmin, request):
        return refused
    with transaction.atomic():
        keys = locked_keys()
        if pk in keys:
            at = keys.index(pk)
            to = max(0, at - 1) if direction == UP else at + 1
            keys.insert(to, keys.pop(at))
            write(keys)
    return redirect(f"{reverse(LIST)}#{direction}-{pk}")


def reorder(modeladmin: Any, request: HttpRequest) -> HttpResponse:
    """Take over the order of the rows that were sent; sections that are not among them come after. Writes."""
    if refused := refusal(modeladmin, request):
        return refused
    sent = [int(key) for key in request.POST.getlist("section") if key.isascii() and key.isdigit()]
    with transaction.atomic():
        keys = locked_keys()
        known = [key for key in dict.fromkeys(sent) if key in keys]
        write([*known, *(key for key in keys if key not in known)])
    return redirect(LIST)


def refusal(modeladmin: Any, request: HttpRequest) -> HttpResponse | None:
    """Return the answer to who asks without sending a form. Raises PermissionDenied for who may not change sections."""
    if not modeladmin.has_change_permission(request):
        raise PermissionDenied
    return None if request.method == "POST" else HttpResponseNotAllowed(["POST"])


def locked_keys() -> list[int]:
    """Return the keys of all sections in their order, which nobody else changes meanwhile. Queries once."""
    return list(Section.objects.select_for_update().values_list("pk", flat=True))


def write(keys: Sequence[int]) -> None:
    """Write the places of the sections that stand elsewhere now."""
    sections = Section.objects.in_bulk(keys)
    moved = []
    for position, key in enumerate(keys, start=1):
        if sections[key].position != position:
            sections[key].position = position
            moved.append(sections[key])
    if moved:
        Section.objects.bulk_update(moved, ["position"])
