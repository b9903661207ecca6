"""The taxes app: which rate each country takes, and how tax is rounded."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaxesConfig(AppConfig):
    name = "shop.taxes"
    verbose_name = _("Taxes")
