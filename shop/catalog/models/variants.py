"""Variants: what actually has a price, a stock and an SKU."""

from functools import cached_property
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from shop import identity
from shop.catalog.models.images import ProductImage
from shop.catalog.models.parts import ProductPart, ProductPartQuerySet
from shop.catalog.models.products import Product
from shop.display import Picture, Price
from shop.money import MoneyField, Write, format_money
from shop.weights import NOTHING, WeightField

MAX_QUANTITY = 99
MAX_VARIANTS = 2048
"""How many variants a product may have: as many as Shopify allows, and as many as the admin can page through."""


class VariantQuerySet(ProductPartQuerySet["Variant"]):
    def low(self) -> Self:
        """Variants of which few or none are left, so that a merchant may want to order more.

        Queries as `identity.current`.
        """
        tracked = self.filter(track_stock=True, stock__lte=Coalesce("low_stock", identity.current().low_stock))
        return tracked.exclude(product__status=Product.Status.ARCHIVED)


class Variant(ProductPart):
    """One buyable form of a product. Prices are in the shop's currency, as shown to shoppers."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="variants", verbose_name=_("product"))
    position = models.PositiveIntegerField(_("position"), default=0)
    option1 = models.CharField(_("first option"), max_length=255, blank=True)
    option2 = models.CharField(_("second option"), max_length=255, blank=True)
    option3 = models.CharField(_("third option"), max_length=255, blank=True)
    sku = models.CharField(_("SKU"), max_length=255, blank=True, db_index=True)
    barcode = models.CharField(_("barcode"), max_length=255, blank=True)
    price = MoneyField(_("price"), validators=[MinValueValidator(0)])
    compare_at_price = MoneyField(_("compare-at price"), null=True, blank=True, validators=[MinValueValidator(0)])
    cost = MoneyField(_("cost per item"), null=True, blank=True, validators=[MinValueValidator(0)])
    track_stock = models.BooleanField(_("track stock"), default=True)
    stock = models.IntegerField(_("stock"), default=0)
    low_stock = models.PositiveIntegerField(
        _("low from"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(1_000_000)],
        help_text=_("So few units are low. Empty: the shop's own limit."),
    )
    sold = models.IntegerField(
        _("sold"),
        default=0,
        db_default=0,
        editable=False,
        help_text=_("Units that orders took from the stock, less those that came back: they tell a sale from an edit."),
    )
    allow_backorder = models.BooleanField(_("sell below zero stock"), default=False)
    weight_grams = WeightField(_("weight in grams"), default=NOTHING)
    weight_unit = models.CharField(
        _("weight shown in"), max_length=2, default="kg", choices=[(unit, unit) for unit in ("g", "kg", "oz", "lb")]
    )
    requires_shipping = models.BooleanField(_("requires shipping"), default=True)
    taxable = models.BooleanField(_("taxable"), default=True)
    tax_code = models.CharField(_("tax code"), max_length=255, blank=True)
    fulfillment_service = models.CharField(_("fulfilment service"), max_length=255, default="manual", blank=True)
    image = models.ForeignKey(
        ProductImage, on_delete=models.SET_NULL, null=True, blank=True, related_name="variants", verbose_name=_("image")
    )

    objects = VariantQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        constraints = [
            models.UniqueConstraint("product", "option1", "option2", "option3", name="variant_options_are_unique"),
            models.CheckConstraint(condition=Q(price__gte=0), name="variant_price_not_negative"),
            models.CheckConstraint(
                condition=Q(compare_at_price__isnull=True) | Q(compare_at_price__gte=0),
                name="variant_compare_at_price_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(stock__gte=0) | Q(allow_backorder=True) | Q(track_stock=False),
                name="variant_stock_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(option1="", option2__gt="") & ~Q(option2="", option3__gt=""),
                name="variant_options_leave_no_gap",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} ({self.title})" if self.title else str(self.product)

    def get_absolute_url(self) -> str:
        return f"{self.product.get_absolute_url()}?variant={self.pk}"

    def clean(self) -> None:
        if self.track_stock and not self.allow_backorder and self.stock < 0:
            raise ValidationError({"stock": _("Below zero only where the variant may be sold below zero stock.")})

    @property
    def options(self) -> list[str]:
        return [value for value in (self.option1, self.option2, self.option3) if value]

    @property
    def title(self) -> str:
        """The variant's options as one text: "Large / Blue", or nothing for a product without options."""
        return " / ".join(self.options)

    @property
    def is_on_sale(self) -> bool:
        return self.compare_at_price is not None and self.compare_at_price > self.price

    def build_price(self, write: Write = format_money) -> Price:
        return Price.of(self.price, self.compare_at_price, write=write)

    @cached_property
    def picture(self) -> Picture:
        """The variant's own image, or the product's first."""
        image = self.image or self.product.cover
        return image.picture if image else Picture()

    @property
    def is_in_stock(self) -> bool:
        return not self.track_stock or self.allow_backorder or self.stock > 0

    @property
    def is_low(self) -> bool:
        """Whether so few are left that a shopper should know how many."""
        return self.track_stock and not self.allow_backorder and 0 < self.stock <= self.low_limit

    @property
    def low_limit(self) -> int:
        """How many units are low: the variant's own limit, or the shop's. Queries as `identity.current`."""
        return identity.current().low_stock if self.low_stock is None else self.low_stock

    @property
    def is_on_backorder(self) -> bool:
        return self.track_stock and self.allow_backorder and self.stock <= 0

    @property
    def max_quantity(self) -> int:
        """How many one cart may hold now: 0 when the variant cannot be bought."""
        if not self.product.is_reachable or not self.is_in_stock:
            return 0
        if self.track_stock and not self.allow_backorder:
            return min(self.stock, MAX_QUANTITY)
        return MAX_QUANTITY
