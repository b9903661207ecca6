"""Orders as an app of Django's."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "shop.orders"
    verbose_name = _("Orders")

    def ready(self) -> None:
        from shop.orders import checks, keeping  # noqa: F401, PLC0415 models exist from here on

        keeping.register()
