"""The outbox: what is to be written to shoppers."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.orders.models.orders import Order

# With pauses that grow to an hour, that takes a day.
MOST_ATTEMPTS = 30


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, now: datetime) -> Self:
        """Letters to be sent now, the oldest first."""
        return self.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS, next_at__lte=now).order_by("next_at", "pk")


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

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="letters", verbose_name=_("order"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    occasion = models.CharField(_("occasion"), max_length=64, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
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
