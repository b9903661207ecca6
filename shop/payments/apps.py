"""Payments as an app of Django's."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    name = "shop.payments"
    verbose_name = _("Payments")

    def ready(self) -> None:
        from shop.payments import checks  # noqa: F401, PLC0415
