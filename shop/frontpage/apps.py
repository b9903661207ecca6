"""The front page as an app of Django's."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrontPageConfig(AppConfig):
    name = "shop.frontpage"
    verbose_name = _("Front page")
