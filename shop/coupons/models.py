"""Codes that take something off an order, and who has used them."""

import unicodedata
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.coupons.refusals import (
    CouponExpired,
    CouponNotYet,
    CouponSwitchedOff,
    CouponUsedByYou,
    CouponUsedUp,
    MinimumNotReached,
)
from shop.money import ZERO, MoneyField, quantize
from shop.text_identity import identity

MAX_CODE = 40
WHOLE = 100


def normalize_code(typed: str) -> str:
    """Return a code as it is stored: in capitals, without blanks and look-alikes. Empty for what no code can be."""
    code = "".join(identity(unicodedata.normalize("NFKC", typed[: 4 * MAX_CODE])).upper().split())
    return code if code.isprintable() and len(code) <= MAX_CODE else ""


def normalize_email(typed: str) -> str:
    """Return an address as uses are counted by: one customer writes it in several ways."""
    return identity(unicodedata.normalize("NFKC", typed))


class Coupon(models.Model):
    """A code, what it takes off, and when it holds. Amounts are in the shop's currency, as prices are shown."""

    class Kind(models.TextChoices):
        PERCENT = "percent", _("Per cent off the goods")
        FIXED = "fixed", _("An amount off the goods")
        FREE_DELIVERY = "free_delivery", _("Free delivery")

    code = models.CharField(
        _("code"),
        max_length=MAX_CODE,
        unique=True,
        help_text=_("What shoppers type. Capitals and blanks do not matter."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PERCENT)
    # Not a MoneyField, which rounds to the currency's digits: 12.5 % exist where cents do not.
    value = models.DecimalField(
        _("value"),
        max_digits=14,
        decimal_places=3,
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_("How many per cent, or the amount. 0 for free delivery."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    starts_at = models.DateTimeField(_("from"), null=True, blank=True)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True, help_text=_("From this moment on it is expired."))
    minimum = MoneyField(
        _("minimum"),
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_("What the goods must cost before the discount."),
    )
    max_uses = models.PositiveIntegerField(
        _("uses in all"), null=True, blank=True, help_text=_("In how many orders it may be used. Empty: in any number.")
    )
    max_uses_per_customer = models.PositiveIntegerField(
        _("uses of one customer"),
        null=True,
        blank=True,
        help_text=_("Customers are told apart by their e-mail address."),
    )
    uses = models.PositiveIntegerField(_("used"), default=0, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("coupon")
        verbose_name_plural = _("coupons")
        constraints = [
            models.CheckConstraint(condition=~Q(code=""), name="coupon_has_a_code"),
            models.CheckConstraint(
                condition=Q(kind="percent", value__gt=0, value__lte=WHOLE)
                | Q(kind="fixed", value__gt=0)
                | Q(kind="free_delivery", value=0),
                name="coupon_value_fits_its_kind",
            ),
            models.CheckConstraint(condition=Q(minimum__gte=0), name="coupon_minimum_not_negative"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="coupon_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(max_uses__isnull=True) | Q(uses__lte=F("max_uses")), name="coupon_not_used_too_often"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.code = normalize_code(self.code)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse what the database would refuse, with a sentence beside the field."""
        self.code = normalize_code(self.code)
        if not self.code:
            raise ValidationError({"code": _("A code is made of up to %d letters, digits and signs.") % MAX_CODE})
        if self.kind == self.Kind.FREE_DELIVERY:
            self.value = ZERO
        elif self.value <= 0:
            raise ValidationError({"value": _("This must be more than 0.")})
        elif self.kind == self.Kind.PERCENT and self.value > WHOLE:
            raise ValidationError({"value": _("Not more than 100 per cent can be taken off.")})
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("This must come after the beginning.")})
        for limit in ("max_uses", "max_uses_per_customer"):
            if getattr(self, limit) == 0:
                zero = _("With 0 nobody could use it. Give at least 1, or leave it empty and switch the coupon off.")
                raise ValidationError({limit: zero})
        if self.max_uses is not None and self.max_uses < self.uses:
            said = _("It was used %d times already. Switch it off to stop it.") % self.uses
            raise ValidationError({"max_uses": said})

    @property
    def frees_delivery(self) -> bool:
        return self.kind == self.Kind.FREE_DELIVERY

    def discount(self, subtotal: Decimal) -> Decimal:
        """Return what is taken off goods of this price: never more than it, and nothing by free delivery."""
        match self.kind:
            case self.Kind.PERCENT:
                return min(quantize(subtotal * self.value / WHOLE), subtotal)
            case self.Kind.FIXED:
                return min(quantize(self.value), subtotal)
        return ZERO

    def check_use(self, *, subtotal: Decimal, email: str = "", holder: str = "", now: datetime | None = None) -> None:
        """Raise the CouponRefused that says why it does not hold for goods of this price, before the discount.

        A customer's uses are counted, in one query, where an e-mail is given. An order that has used it already, its
        `holder`, is not counted against itself.
        """
        now = now or timezone.now()
        if not self.is_active:
            raise CouponSwitchedOff(self.code)
        if self.starts_at and now < self.starts_at:
            raise CouponNotYet(self.code, starts_at=self.starts_at)
        if self.ends_at and now >= self.ends_at:
            raise CouponExpired(self.code, ends_at=self.ends_at)
        self._check_limits(normalize_email(email), holder)
        if subtotal < self.minimum:
            raise MinimumNotReached(self.code, minimum=self.minimum, missing=self.minimum - subtotal)

    def _check_limits(self, email: str, holder: str) -> None:
        if self.max_uses is not None and self.uses >= self.max_uses and not self._is_held_by(holder):
            raise CouponUsedUp(self.code)
        if self.max_uses_per_customer is not None and email:
            others = self.coupon_uses.filter(email=email).exclude(holder=holder)
            if others.count() >= self.max_uses_per_customer:
                raise CouponUsedByYou(self.code, most=self.max_uses_per_customer)

    def _is_held_by(self, holder: str) -> bool:
        return bool(holder) and self.coupon_uses.filter(holder=holder).exists()


class CouponUse(models.Model):
    """A coupon in an order, from the moment it is placed and unless it is given back."""

    coupon = models.ForeignKey(Coupon, on_delete=models.CASCADE, related_name="coupon_uses", verbose_name=_("coupon"))
    holder = models.CharField(_("order's token"), max_length=64, unique=True)
    email = models.CharField(_("e-mail"), max_length=320)
    at = models.DateTimeField(_("used"), default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("use of a coupon")
        verbose_name_plural = _("uses of coupons")
        indexes = [models.Index(fields=["coupon", "email"], name="coupon_use_by_customer")]

    def __str__(self) -> str:
        return f"{self.coupon}: {self.email}"
