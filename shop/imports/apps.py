"""Imports as an app of Django's."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "shop.imports"
    verbose_name = _("Imports")
