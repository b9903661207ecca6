"""What an order is for, line by line."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop.catalog.models import Variant
from shop.display import Picture
from shop.money import MoneyField
from shop.orders.models.orders import Order
from shop.weights import NOTHING, WeightField


class OrderLine(models.Model):
    """A variant as it was sold. `total` is unit price times quantity, before the line's share of the discount.

    `tax` is the tax of total - discount: of which, or on top, as the order's `tax_included` says.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines", verbose_name=_("order"))
    position = models.PositiveIntegerField(_("position"), default=0)
    variant = models.ForeignKey(
        Variant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("variant")
    )
    product_title = models.CharField(_("product"), max_length=255)
    variant_title = models.CharField(_("options"), max_length=800, blank=True)
    sku = models.CharField(_("SKU"), max_length=255, blank=True)
    unit_price = MoneyField(_("unit price"))
    quantity = models.PositiveIntegerField(_("quantity"), validators=[MinValueValidator(1)])
    short = models.PositiveIntegerField(
        _("missing"), default=0, editable=False, help_text=_("How many were sold out when a late payment came.")
    )
    total = MoneyField(_("total"))
    discount = MoneyField(_("discount"), default=0)
    tax_name = models.CharField(_("tax"), max_length=100, blank=True)
    tax_percent = models.DecimalField(_("tax in per cent"), max_digits=6, decimal_places=3, default=0)
    tax = MoneyField(_("tax amount"), default=0)
    requires_shipping = models.BooleanField(_("requires shipping"), default=True)
    weight_grams = WeightField(_("weight of one in grams"), default=NOTHING)

    class Meta:
        ordering = ["order", "position", "pk"]
        verbose_name = _("line")
        verbose_name_plural = _("lines")
        constraints = [
            models.UniqueConstraint("order", "position", name="order_line_position_is_unique"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="order_line_quantity_at_least_one"),
            models.CheckConstraint(
                condition=Q(unit_price__gte=0, tax__gte=0, discount__gte=0, discount__lte=F("total")),
                name="order_line_amounts_not_negative",
            ),
            models.CheckConstraint(condition=Q(short__lte=F("quantity")), name="order_line_short_within_quantity"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.name}"

    @property
    def name(self) -> str:
        """The product with its options, in one text."""
        return f"{self.product_title} ({self.variant_title})" if self.variant_title else self.product_title

    @property
    def picture(self) -> Picture:
        """What the product looks like now, while it is sold."""
        return self.variant.picture if self.variant else Picture()
