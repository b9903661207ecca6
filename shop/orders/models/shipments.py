"""Parcels on their way."""

from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.addresses import validate_line
from shop.orders.models.orders import Order


class Shipment(models.Model):
    """A parcel that was handed over, and where its way can be followed."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="shipments", verbose_name=_("order"))
    carrier = models.CharField(_("carrier"), max_length=100, blank=True, validators=[validate_line])
    tracking_number = models.CharField(_("tracking number"), max_length=100, blank=True, validators=[validate_line])
    tracking_url = models.CharField(
        _("tracking link"), max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    at = models.DateTimeField(_("handed over"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("shipment")
        verbose_name_plural = _("shipments")

    def __str__(self) -> str:
        return " ".join(part for part in (self.carrier, self.tracking_number) if part) or str(_("Shipment"))
