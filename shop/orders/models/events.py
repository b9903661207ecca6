"""The history of an order."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.orders.models.orders import Order


class OrderEvent(models.Model):
    """Something that happened to an order: who did it (nobody: the shop itself, or the shopper), and when."""

    class Kind(models.TextChoices):
        PLACED = "placed", _("Placed")
        PAID = "paid", _("Paid")
        PACKED = "packed", _("Packed")
        SHIPPED = "shipped", _("Shipped")
        CANCELLED = "cancelled", _("Cancelled")
        HELD = "held", _("Stock taken")
        RELEASED = "released", _("Stock given back")
        PAYMENT = "payment", _("Payment")
        DECLINED = "declined", _("Payment declined")
        REFUNDED = "refunded", _("Refunded")
        DISPUTED = "disputed", _("Disputed")
        MAIL = "mail", _("E-mail")
        NOTE = "note", _("Note")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events", verbose_name=_("order"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.NOTE)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("event")
        verbose_name_plural = _("history")
        indexes = [models.Index(fields=["at"], condition=models.Q(kind="declined"), name="decline_by_time")]

    def __str__(self) -> str:
        return self.text or str(self.Kind(self.kind).label)
