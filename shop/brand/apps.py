"""The brand as an app of Django's."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BrandConfig(AppConfig):
    name = "shop.brand"
    verbose_name = _("Brand")
