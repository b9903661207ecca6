from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "shop.catalog"
    verbose_name = _("Catalogue")

    def ready(self) -> None:
        from shop.catalog.filters import receiving  # noqa: PLC0415 models exist from here on
        from shop.catalog.search import receiving as search_receiving  # noqa: PLC0415

        receiving.connect()
        search_receiving.connect()
