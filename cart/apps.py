"""The cart as an app of Django's."""

from django.apps import AppConfig


class CartConfig(AppConfig):
    name = "cart"
