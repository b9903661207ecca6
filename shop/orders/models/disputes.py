"""Money that a shopper's bank has taken back, or asks about."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.money import in_currency
from shop.orders.models.payments import Payment


class Dispute(models.Model):
    """A dispute as the provider last told of it, in major units of the payment's `received_currency`.

    While it is OPEN, and when it is LOST, its money is not with the shop; nothing was taken by an INQUIRY.
    """

    class State(models.TextChoices):
        INQUIRY = "inquiry", _("The bank asks")
        OPEN = "open", _("Open")
        WON = "won", _("Won")
        LOST = "lost", _("Lost")

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="disputes", verbose_name=_("payment"))
    reference = models.CharField(_("reference"), max_length=255)
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=3)
    state = models.CharField(_("state"), max_length=10, choices=State)
    reason = models.CharField(_("reason"), max_length=255, blank=True)
    due_by = models.DateTimeField(_("to be answered by"), null=True, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        constraints = [
            models.UniqueConstraint("payment", "reference", name="dispute_is_noted_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="dispute_is_not_negative"),
        ]
        indexes = [
            models.Index(
                fields=["payment"], condition=models.Q(state__in=("inquiry", "open")), name="dispute_to_be_followed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {in_currency(self.amount, self.payment.received_currency)}"
