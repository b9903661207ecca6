"""What shows on pages from one moment until another: a moment that passes changes pages without anybody saving."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime
from math import inf
from time import time
from typing import Any, TypeVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.catalog.models.versions import Versioned, VersionedQuerySet

M = TypeVar("M", bound="Scheduled")


def now() -> datetime:
    """Return the moment that pages are of."""
    return datetime.fromtimestamp(time(), timezone.get_default_timezone())


class ScheduledQuerySet(VersionedQuerySet[M]):
    """Rows that show from one moment until another."""

    def showing(self, at: datetime | None = None) -> "ScheduledQuerySet[M]":
        """Those that show at a moment, or now."""
        at = at or now()
        return self.filter(
            Q(shows_from__isnull=True) | Q(shows_from__lte=at), Q(shows_until__isnull=True) | Q(shows_until__gt=at)
        )


class Scheduled(Versioned):
    """A row that shows from one moment until another; without them, always.

    Its model needs nothing else: saving or deleting it makes the catalogue's version another one, and so does each of
    its moments when it passes. A queryset of its own extends ScheduledQuerySet.
    """

    shows_from = models.DateTimeField(
        _("shows from"), null=True, blank=True, help_text=_("Empty: at once. In the shop's own time.")
    )
    shows_until = models.DateTimeField(_("shows until"), null=True, blank=True, help_text=_("Empty: without an end."))

    objects = ScheduledQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Raises ValidationError for a row that would never show."""
        super().clean()
        if self.shows_from and self.shows_until and self.shows_until <= self.shows_from:
            raise ValidationError(
                {"shows_until": _("It would end before it begins. Choose an end after the begin, or leave it empty.")}
            )

    def is_showing(self, at: datetime | None = None) -> bool:
        """Tell whether it shows at a moment, or now."""
        at = at or now()
        return (self.shows_from is None or self.shows_from <= at) and (
            self.shows_until is None or at < self.shows_until
        )


class Timetable:
    """The moments of one version of the catalogue, sorted. For all threads of a process."""

    def __init__(self) -> None:
        self._moments: tuple[str, list[float]] = ("", [])
        self._dated = ("", inf, -inf, "")

    def date(self, version: str) -> str:
        """Return a version with how many of its moments have passed. Queries once for each version."""
        at = time()
        known, begins, ends, dated = self._dated
        if known == version and begins <= at < ends:
            return dated
        moments = self._read(version)
        passed = bisect_right(moments, at)
        dated = f"{version}.{passed}" if passed else version
        # One assignment: another thread sees the one or the other, with the moments that belong to it.
        self._dated = (
            version, moments[passed - 1] if passed else -inf, moments[passed] if passed < len(moments) else inf, dated
        )  # fmt: skip
        return dated

    def _read(self, version: str) -> list[float]:
        known, moments = self._moments
        if known != version:
            moments = sorted(moment.timestamp() for moment in read_moments(scheduled_models()))
            self._moments = (version, moments)
        return moments


timetable = Timetable()


def scheduled_models() -> list[type[Scheduled]]:
    """Return every model of the shop whose rows are dated."""
    return [model for model in apps.get_models() if issubclass(model, Scheduled)]


def read_moments(scheduled: Iterable[type[Scheduled]]) -> set[datetime]:
    """Return all moments, those that have passed too, so that every process counts alike. Queries once, if at all."""
    lists: list[models.QuerySet[Any, Any]] = [
        model.objects.filter(**{f"{field}__isnull": False}).order_by().values_list(field, flat=True)
        for model in scheduled
        for field in ("shows_from", "shows_until")
    ]
    # From Django 6.1 on a union has the order of the first model's Meta again.
    return set(lists[0].union(*lists[1:]).order_by()) if lists else set()
