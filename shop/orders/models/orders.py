"""Orders: what was agreed, as it was agreed."""

import secrets
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.addresses import validate_line, validate_lines
from shop.money import MoneyField

# So that the first order of a shop does not say that it is the first.
NUMBER_BEFORE_THE_FIRST = 1000
LARGEST_KEY = 2**63 - 1
BYTES_OF_A_TOKEN = 24


def new_token() -> str:
    """Return what nobody can guess: 32 letters, digits, hyphens and underscores."""
    return secrets.token_urlsafe(BYTES_OF_A_TOKEN)


# Spelled out, since the states belong to the model, which the queryset comes before.
UNCONFIRMED = ("awaiting", "placed")


class OrderQuerySet(models.QuerySet["Order"]):
    def numbered(self, number: int) -> Self:
        """The order with this number, if there is one."""
        key = number - NUMBER_BEFORE_THE_FIRST
        return self.filter(pk=key) if 0 < key <= LARGEST_KEY else self.none()

    def unpaid(self) -> Self:
        """Orders that wait for an online payment."""
        return self.filter(state=Order.State.AWAITING_PAYMENT)

    def unconfirmed(self) -> Self:
        """Orders of which neither money nor a person has said yet that they are meant."""
        return self.filter(state__in=UNCONFIRMED)

    def needing_a_person(self) -> Self:
        return self.exclude(attention="")


class Order(models.Model):
    """An order. Its prices, names and addresses are those of the moment it was placed, whatever changes in the shop.

    Amounts are in `currency`, in major units. `subtotal` is the sum of the lines before the discount. With
    `tax_included` the total is subtotal - discount + delivery, and `tax_total` says how much of that is tax; without it
    the tax comes on top.
    """

    class State(models.TextChoices):
        AWAITING_PAYMENT = "awaiting", _("Awaiting payment")
        PLACED = "placed", _("Placed")
        PAID = "paid", _("Paid")
        PACKED = "packed", _("Packed")
        SHIPPED = "shipped", _("Shipped")
        CANCELLED = "cancelled", _("Cancelled")

    token = models.CharField(_("token"), max_length=64, unique=True, default=new_token, editable=False)
    checkout_token = models.CharField(_("checkout token"), max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, editable=False)
    paid_at = models.DateTimeField(_("paid"), null=True, blank=True, editable=False)
    attention = models.TextField(
        _("attention"),
        blank=True,
        validators=[validate_lines],
        help_text=_("Why a person must look at this order. Empty it when that is done."),
    )
    email = models.EmailField(_("e-mail"), max_length=254)
    phone = models.CharField(_("telephone"), max_length=50, blank=True, validators=[validate_line])
    shipping_address = models.JSONField(_("delivery address"), null=True, blank=True)
    billing_address = models.JSONField(_("billing address"), default=dict, blank=True)
    note = models.TextField(
        _("note"), max_length=2000, blank=True, validators=[validate_lines], help_text=_("What the shopper wrote.")
    )
    language = models.CharField(_("language"), max_length=20, default="en")
    currency = models.CharField(_("currency"), max_length=3)
    subtotal = MoneyField(_("subtotal"))
    discount = MoneyField(_("discount"), default=0)
    coupon_code = models.CharField(_("coupon"), max_length=64, blank=True)
    delivery_name = models.CharField(_("delivery method"), max_length=255, blank=True)
    delivery_price = MoneyField(_("delivery"), default=0)
    delivery_tax = MoneyField(_("tax of the delivery"), default=0)
    promised_from = models.DateField(_("promised from"), null=True, blank=True)
    promised_until = models.DateField(_("promised until"), null=True, blank=True)
    tax_included = models.BooleanField(_("prices include tax"), default=True)
    taxes = models.JSONField(
        _("taxes"), default=list, blank=True, help_text=_("One entry for each rate: name, percent and amount as text.")
    )
    tax_total = MoneyField(_("tax"), default=0)
    total = MoneyField(_("total"))
    payment_provider = models.CharField(_("payment"), max_length=30, blank=True)
    session_key = models.CharField(
        max_length=40, blank=True, editable=False, help_text=_("Whose cart is to be emptied; empty when it is done.")
    )
    source_session = models.CharField(max_length=64, blank=True, editable=False)
    source_email = models.CharField(max_length=64, blank=True, editable=False)
    source_address = models.CharField(max_length=64, blank=True, editable=False)
    is_held = models.BooleanField(
        _("stock is taken"), default=False, editable=False, help_text=_("Its goods and its coupon are set aside.")
    )
    placed_at = models.DateTimeField(_("placed"), default=timezone.now, db_index=True, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        permissions = [("cancel_order", _("Can cancel orders")), ("refund_order", _("Can return money"))]
        constraints = [
            models.CheckConstraint(condition=Q(total__gte=0, subtotal__gte=0), name="order_total_not_negative"),
            models.CheckConstraint(
                condition=Q(discount__gte=0, discount__lte=F("subtotal")), name="order_discount_within_subtotal"
            ),
            models.CheckConstraint(
                condition=Q(delivery_price__gte=0, delivery_tax__gte=0, tax_total__gte=0),
                name="order_delivery_and_tax_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(state="paid", paid_at=None) & ~Q(state__in=("awaiting", "placed"), paid_at__isnull=False),
                name="order_state_agrees_with_payment",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="order_by_state"),
            models.Index(fields=["email"], name="order_by_email"),
            models.Index(fields=["session_key"], condition=~Q(session_key=""), name="order_with_a_cart"),
            models.Index(fields=["source_session"], condition=~Q(source_session=""), name="order_by_source_session"),
            models.Index(fields=["source_email"], condition=~Q(source_email=""), name="order_by_source_email"),
            models.Index(fields=["source_address"], condition=~Q(source_address=""), name="order_by_source_address"),
            models.Index(fields=["id"], condition=~Q(attention=""), name="order_needing_a_person"),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("orders:order-detail", args=[self.token])

    @property
    def number(self) -> int:
        """What people call the order; nothing can be reached by it alone."""
        return self.pk + NUMBER_BEFORE_THE_FIRST

    @property
    def holder(self) -> str:
        """Under which name stock and coupon are taken for this order."""
        return self.checkout_token

    @property
    def is_paid(self) -> bool:
        return self.paid_at is not None

    @property
    def awaits_payment(self) -> bool:
        """Whether the shopper can pay online now."""
        return self.state == self.State.AWAITING_PAYMENT

    @property
    def is_unconfirmed(self) -> bool:
        """Whether neither money nor a person has said yet that the order is meant."""
        return self.state in UNCONFIRMED

    @property
    def is_vouched_for(self) -> bool:
        """Whether money has come for it, or a person has packed it: no stranger gets that far for nothing."""
        return (self.is_paid and self.total > 0) or self.state in (self.State.PACKED, self.State.SHIPPED)

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def requires_shipping(self) -> bool:
        return self.shipping_address is not None

    def locked(self) -> Self:
        """Read the order again and hold its row until the transaction ends; whoever holds it may change the order."""
        order: Any = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
        return order  # type: ignore[no-any-return]
