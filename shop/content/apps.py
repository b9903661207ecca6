"""Pages of text and menus as an app of Django's."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "shop.content"
    verbose_name = _("Pages and menus")

    def ready(self) -> None:
        from shop.catalog.small_tables import read_with_others  # noqa: PLC0415 models exist from here on
        from shop.content import reading  # noqa: PLC0415

        read_with_others(reading.PAGES, reading.published_pages, *reading.OF_A_PAGE)
        read_with_others(reading.ENTRIES, reading.menu_entries, *reading.OF_AN_ENTRY)
