"""The outbox: what is to be written to shoppers, and to the shop's owner."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.orders.models.orders import Order

# With pauses that grow to an hour, that takes a day.
MOST_ATTEMPTS = 30
DAYS_TO_TELL_OF = timedelta(days=7)
# Housekeeping looks every two seconds.
TIME_TO_BE_TRIED = timedelta(minutes=2)


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> Self:
        """Letters that are neither sent nor held back."""
        return self.filter(sent_at=None, held_back_at=None)

    def due(self, now: datetime) -> Self:
        """Letters to be sent now, the oldest first."""
        due = self.waiting().filter(attempts__lt=MOST_ATTEMPTS, next_at__lte=now)
        return due.order_by("next_at", "pk")

    def stuck(self, now: datetime) -> Self:
        """Letters of the last days that could not be sent, or that nobody has tried to send in time."""
        recent = self.waiting().filter(created_at__gt=now - DAYS_TO_TELL_OF)
        return recent.filter(Q(attempts__gt=0) | Q(next_at__lt=now - TIME_TO_BE_TRIED)).order_by("created_at", "pk")


class Letter(models.Model):
    """A mail about an order, written down in the transaction of what it tells of, and sent after that.

    `occasion` tells apart letters of one kind: which shipment, which refund, which time it was asked for again.
    """

    class Kind(models.TextChoices):
        PLACED = "placed", _("Order placed")
        PAID = "paid", _("Payment received")
        SHIPPED = "shipped", _("Order shipped")
        CANCELLED = "cancelled", _("Order cancelled")
        REFUNDED = "refunded", _("Money returned")
        CAME_BACK = "came_back", _("Returned money came back")
        TO_OWNER = "to_owner", _("New order, to the shop")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="letters", verbose_name=_("order"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    occasion = models.CharField(_("occasion"), max_length=64, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    held_back_at = models.DateTimeField(_("held back"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [models.UniqueConstraint("order", "kind", "occasion", name="letter_is_written_once")]
        indexes = [models.Index(fields=["next_at"], condition=models.Q(sent_at=None), name="letter_to_be_sent")]

    def __str__(self) -> str:
        return f"{self.order}: {self.get_kind_display()}"
