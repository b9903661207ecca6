"""Methods: the ways in which goods reach a shopper, with what they cost and how long they take."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop.catalog.models import Category
from shop.catalog.models.versions import Versioned, VersionedQuerySet
from shop.delivery.models.zones import DeliveryZone
from shop.money import ZERO, MoneyField, quantize

MOST_DAYS = 180
HOURS_OF_A_DAY = 24


class DeliveryMethodQuerySet(VersionedQuerySet["DeliveryMethod"]):
    def active(self) -> "DeliveryMethodQuerySet":
        """Those that are offered, in the merchant's order, each with its zone."""
        return self.filter(is_active=True).select_related("zone").order_by("position", "pk")


class DeliveryMethod(Versioned):
    """A way of delivery. Prices are in the shop's currency, with tax where the shop's prices are.

    It is offered for what meets all of its conditions; an empty condition is met by everything. Bounds are met by the
    amount itself: a method for at most 5,000 g takes a parcel of 5,000 g.
    """

    class Pricing(models.TextChoices):
        FLAT = "flat", _("once for an order")
        PER_UNIT = "per_unit", _("for each unit")

    name = models.CharField(_("name"), max_length=100)
    description = models.CharField(
        _("description"), max_length=200, blank=True, help_text=_("One line, beside the name.")
    )
    zone = models.ForeignKey(
        DeliveryZone,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="methods",
        verbose_name=_("zone"),
        help_text=_("Empty: everywhere."),
    )
    position = models.PositiveIntegerField(_("position"), default=0, help_text=_("Lower numbers come first."))
    is_active = models.BooleanField(_("offered"), default=True)
    pricing = models.CharField(_("the price is"), max_length=10, choices=Pricing, default=Pricing.FLAT)
    price = MoneyField(_("price"), default=0, validators=[MinValueValidator(0)])
    free_from = MoneyField(
        _("free from"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("The sum of goods after discount from which it costs nothing."),
    )
    least_weight_grams = models.PositiveIntegerField(_("from a weight of (g)"), null=True, blank=True)
    most_weight_grams = models.PositiveIntegerField(_("up to a weight of (g)"), null=True, blank=True)
    least_total = MoneyField(_("from a sum of"), null=True, blank=True, validators=[MinValueValidator(0)])
    most_total = MoneyField(_("up to a sum of"), null=True, blank=True, validators=[MinValueValidator(0)])
    categories = models.ManyToManyField(
        Category,
        blank=True,
        related_name="+",
        verbose_name=_("categories"),
        help_text=_("Offered only where everything that is sent stands in or below these. None: for everything."),
    )
    least_days = models.PositiveSmallIntegerField(
        _("working days, at least"),
        default=2,
        validators=[MaxValueValidator(MOST_DAYS)],
        help_text=_("From the day on which it leaves the shop. 0: on that day."),
    )
    most_days = models.PositiveSmallIntegerField(
        _("working days, at most"), default=4, validators=[MaxValueValidator(MOST_DAYS)]
    )
    cutoff_hour = models.PositiveSmallIntegerField(
        _("cut-off hour"),
        default=12,
        validators=[MaxValueValidator(HOURS_OF_A_DAY)],
        help_text=_(
            "What is ordered before this hour (0 to 24, in the shop's time zone) leaves on the same working day."
        ),
    )

    objects = DeliveryMethodQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("delivery method")
        verbose_name_plural = _("delivery methods")
        constraints = [
            models.CheckConstraint(condition=Q(price__gte=0), name="delivery_price_not_negative"),
            models.CheckConstraint(
                condition=Q(free_from__isnull=True) | Q(free_from__gte=0), name="delivery_free_from_not_negative"
            ),
            models.CheckConstraint(condition=Q(most_days__gte=F("least_days")), name="delivery_days_in_order"),
            models.CheckConstraint(condition=Q(cutoff_hour__lte=HOURS_OF_A_DAY), name="delivery_cutoff_is_an_hour"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse bounds that nothing can meet."""
        for least, most in (
            ("least_weight_grams", "most_weight_grams"),
            ("least_total", "most_total"),
            ("least_days", "most_days"),
        ):
            low, high = getattr(self, least), getattr(self, most)
            if low is not None and high is not None and high < low:
                raise ValidationError({most: _("Less than the least. Give a higher number, or leave it empty.")})

    def reaches(self, country: str) -> bool:
        return self.zone is None or country in self.zone.countries

    @property
    def has_sums(self) -> bool:
        """Whether it is for some sums of goods alone."""
        return self.least_total is not None or self.most_total is not None

    def takes(self, *, weight_grams: Decimal | int, total: Decimal) -> bool:
        """Whether the weight and the sum of goods, with the tax that is added to it, are within the method's bounds."""
        return _is_within(weight_grams, self.least_weight_grams, self.most_weight_grams) and _is_within(
            total, self.least_total, self.most_total
        )

    def cost(self, *, total: Decimal, units: int) -> Decimal:
        """Return what it costs, 0 from the sum of goods on from which it is free."""
        if self.free_from is not None and total >= self.free_from:
            return quantize(ZERO)
        return quantize(self.price * units if self.pricing == self.Pricing.PER_UNIT else self.price)


def _is_within(value: Decimal | int, least: Decimal | int | None, most: Decimal | int | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)
