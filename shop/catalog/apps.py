"""The catalogue as an app of Django's: it listens to what is written."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "shop.catalog"
    verbose_name = _("Catalogue")

    def ready(self) -> None:
        from shop.catalog import signal_handlers  # noqa: PLC0415 models exist from here on

        signal_handlers.connect()
