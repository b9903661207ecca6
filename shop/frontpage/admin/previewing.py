"""The whole front page as visitors will see it, for those who work in the shop."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.catalog import navigation
from shop.catalog.schedule import now
from shop.catalog.views import draw
from shop.frontpage.building import build_front_page, read_sections
from shop.http import Request
from shop.http import shop as shop_names


class MomentForm(forms.Form):
    """Of which moment the page is, and whether what is off is on it too."""

    at = forms.DateTimeField(required=False)
    without_off = forms.BooleanField(required=False)


def preview(modeladmin: Any, request: Request) -> HttpResponse:
    """Draw the front page of a moment, what is off included. It is neither kept nor found by search engines.

    Raises PermissionDenied for who may not see sections.
    """
    if not modeladmin.has_view_permission(request):
        raise PermissionDenied
    at, without_off, warning = asked_for(request)
    categories = navigation.load()
    sections = read_sections(at, with_off=not without_off)
    page = build_front_page(sections, categories, shop_names(request))._replace(
        at=f"{timezone.localtime(at):%Y-%m-%dT%H:%M}", without_off=without_off, warning=warning
    )
    response = draw(request, "frontpage/preview.html", page, categories)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def asked_for(request: HttpRequest) -> tuple[datetime, bool, str]:
    """Return the moment, whether what is off is left out, and what is wrong with the moment as it was typed."""
    form = MomentForm(request.GET)
    form.is_valid()
    at, without_off = form.cleaned_data.get("at"), form.cleaned_data.get("without_off", False)
    if form.has_error("at"):
        return now(), without_off, _("This is no day with a time, so the page is that of now: 2026-12-24T18:00 is one.")
    return at or now(), without_off, ""
