"""Limits of attempts as an app of Django's."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "shop.limits"
