"""Which tax a country takes from which class of goods."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.addresses import country_name, valid_country

MOST_PERCENT = 100


class TaxRate(models.Model):
    """One rate. A variant of a class that has no rate of its own in a country is taxed at its standard one."""

    country = models.CharField(_("country"), max_length=2, validators=[valid_country])
    tax_class = models.CharField(
        _("tax class"),
        max_length=255,
        blank=True,
        help_text=_("The tax code of the variants that it is for. Empty: the standard rate, for all others."),
    )
    name = models.CharField(_("name"), max_length=60, help_text=_("As orders show it, without the rate: VAT"))
    percent = models.DecimalField(
        _("per cent"),
        max_digits=6,
        decimal_places=3,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_PERCENT)],
    )

    class Meta:
        ordering = ["country", "tax_class"]
        verbose_name = _("tax rate")
        verbose_name_plural = _("tax rates")
        constraints = [
            models.UniqueConstraint(
                "country",
                "tax_class",
                name="tax_rate_is_one_per_country_and_class",
                violation_error_message=_("This country has a rate for this class already."),
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=MOST_PERCENT), name="tax_rate_percent_between_0_and_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.percent.normalize():f} % ({country_name(self.country)})"
