"""Pages of text and menus as an app of Django's."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "shop.content"
    verbose_name = _("Pages and menus")
