"""The app of what an operator does with the shop's data as a whole."""

from django.apps import AppConfig
from django.core import checks

from shop.schema import check_schema


class BackupsConfig(AppConfig):
    name = "shop.backups"

    def ready(self) -> None:
        checks.register(check_schema, "schema")
