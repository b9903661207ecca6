"""Goods that are set aside."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.catalog.models.variants import Variant


class StockHold(models.Model):
    """Units that left a variant's stock for something that is not final yet: an order that is not paid.

    `is_counted` tells that they did leave it: a variant that tracks no stock has none to lower.
    """

    holder = models.CharField(_("holder"), max_length=64)
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="holds", verbose_name=_("variant"))
    quantity = models.PositiveIntegerField(_("quantity"))
    is_counted = models.BooleanField(_("taken from stock"), default=True)

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        constraints = [
            models.UniqueConstraint("holder", "variant", name="stock_is_held_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="stock_hold_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.variant_id}"
