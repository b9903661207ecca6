"""Zones: countries that cost the same."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.addresses import valid_countries
from shop.catalog.models.versions import Versioned, VersionedQuerySet


class DeliveryZoneQuerySet(VersionedQuerySet["DeliveryZone"]):
    """Zones, written in bulk."""


class DeliveryZone(Versioned):
    """Countries that the same delivery methods reach."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    countries = models.JSONField(
        _("countries"), default=list, validators=[valid_countries], help_text=_("ISO 3166 codes of two letters.")
    )

    objects = DeliveryZoneQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("delivery zone")
        verbose_name_plural = _("delivery zones")

    def __str__(self) -> str:
        return self.name
