"""Days on which nothing leaves the shop, besides weekends and public holidays."""

from datetime import date
from typing import cast

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ClosedDay(models.Model):
    """A day, or several in a row, on which the shop sends nothing and nothing arrives."""

    date = models.DateField(_("date"), unique=True)
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last of several days. Empty: one day only.")
    )
    name = models.CharField(_("name"), max_length=100, blank=True, help_text=_("Stocktaking, summer break, …"))

    class Meta:
        ordering = ["date"]
        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("date")), name="closed_day_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.date})" if self.name else str(self.date)

    def clean(self) -> None:
        # A form that could not read the date leaves it empty.
        first = cast("date | None", self.date)
        if first is not None and self.until is not None and self.until < first:
            raise ValidationError({"until": _("Before the first day. Give a later one, or leave it empty.")})
