"""The brand as an app of Django's."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BrandConfig(AppConfig):
    name = "shop.brand"
    verbose_name = _("Brand")

    def ready(self) -> None:
        from shop.brand import reading  # noqa: PLC0415 models exist from here on
        from shop.catalog.small_tables import read_with_others  # noqa: PLC0415

        read_with_others(reading.BRAND, reading.the_row, *reading.FIELDS, reading.ANNOUNCES)
