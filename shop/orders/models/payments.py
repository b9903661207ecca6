"""Attempts to pay, what providers told of them, and money that was given back."""

import uuid
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.money import ZERO, MoneyField, digits, in_currency
from shop.orders.models.orders import Order


def new_key() -> str:
    """Return a name for something that is to happen once at a provider."""
    return uuid.uuid4().hex


class PaymentQuerySet(models.QuerySet["Payment"]):
    def payable(self) -> Self:
        """Attempts that may still bring money: one that failed may be tried again on the provider's page."""
        return self.filter(state__in=[Payment.State.STARTED, Payment.State.FAILED])

    def received(self) -> Self:
        """Attempts that brought money."""
        return self.filter(state__in=[Payment.State.CAPTURED, Payment.State.ATTENTION])


class Payment(models.Model):
    """One attempt to pay an order through a provider, who knows it by `reference` (null until it has answered).

    `amount` is what was asked for; `received_amount` what came in, in `received_currency`, when money came in. Both
    are major units. Only a CAPTURED payment pays its order: ATTENTION is money that a person must look at.
    """

    class State(models.TextChoices):
        STARTED = "started", _("Started")
        CAPTURED = "captured", _("Captured")
        FAILED = "failed", _("Failed")
        EXPIRED = "expired", _("Expired")
        ATTENTION = "attention", _("Needs attention")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments", verbose_name=_("order"))
    provider = models.CharField(_("provider"), max_length=30)
    key = models.CharField(max_length=64, unique=True, default=new_key, editable=False)
    reference = models.CharField(_("reference"), max_length=255, null=True, blank=True)  # noqa: DJ001 unique where known
    url = models.TextField(_("payment page"), blank=True)
    amount = MoneyField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.STARTED)
    received_amount = models.DecimalField(_("received"), max_digits=18, decimal_places=3, null=True, blank=True)
    received_currency = models.CharField(_("currency received"), max_length=3, blank=True)
    charge_id = models.CharField(_("charge"), max_length=255, blank=True)
    created_at = models.DateTimeField(_("started"), default=timezone.now)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.UniqueConstraint("provider", "reference", name="payment_reference_is_unique"),
            models.UniqueConstraint("order", condition=Q(state="captured"), name="order_is_paid_by_one_payment"),
            models.UniqueConstraint("order", condition=Q(state="started"), name="order_has_one_started_payment"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state__in=("started", "failed")), name="payment_to_be_settled"),
            models.Index(fields=["charge_id"], condition=~Q(charge_id=""), name="payment_by_charge"),
        ]

    def __str__(self) -> str:
        return f"{self.order}, {self.provider} {self.reference or self.key}"

    @property
    def is_payable(self) -> bool:
        return self.state in (self.State.STARTED, self.State.FAILED)

    @property
    def refundable(self) -> Decimal:
        """What is left of the money, in major units of `received_currency`. Two queries.

        What an open or a lost dispute is about is not there; nor is what a refund under way may take.
        """
        back = self.refunds.exclude(state=Refund.State.FAILED).aggregate(sum=Sum("amount"))["sum"] or ZERO
        taken = self.disputes.filter(state__in=["open", "lost"]).aggregate(sum=Sum("amount"))["sum"] or ZERO
        left: Decimal = max((self.received_amount or ZERO) - back - taken, ZERO)
        places = digits(self.received_currency or self.currency)
        return left.quantize(Decimal(1).scaleb(-places))

    def locked(self) -> Self:
        """Read the payment again and hold its row until the transaction ends. Hold the order's first."""
        payment: Any = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
        return payment  # type: ignore[no-any-return]


class PaymentEvent(models.Model):
    """A webhook that was received, each once. An empty `outcome`: it was not dealt with yet."""

    provider = models.CharField(_("provider"), max_length=30)
    event_id = models.CharField(_("event"), max_length=255)
    kind = models.CharField(_("kind"), max_length=100)
    reference = models.CharField(_("reference"), max_length=255)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=30, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("payment event")
        verbose_name_plural = _("payment events")
        constraints = [models.UniqueConstraint("provider", "event_id", name="payment_event_is_received_once")]

    def __str__(self) -> str:
        return f"{self.provider} {self.event_id}"


class Refund(models.Model):
    """Money given back, in major units of the payment's `received_currency`.

    STARTED: the provider has not answered yet, and is asked again with the same key, so that it pays once.
    """

    class State(models.TextChoices):
        STARTED = "started", _("Started")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds", verbose_name=_("payment"))
    key = models.CharField(max_length=64, unique=True, default=new_key, editable=False)
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=3)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.STARTED)
    reference = models.CharField(_("reference"), max_length=255, blank=True)
    error = models.TextField(_("error"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_is_positive"),
            models.UniqueConstraint("payment", "reference", condition=~Q(reference=""), name="refund_is_noted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.payment}: {in_currency(self.amount, self.payment.received_currency)}"
