"""The delivery app: zones, methods, and the day on which things arrive."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "shop.delivery"
    verbose_name = _("Delivery")
