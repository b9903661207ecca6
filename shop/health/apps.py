"""Probes and checks as an app of Django's."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks


class HealthConfig(AppConfig):
    name = "shop.health"

    def ready(self) -> None:
        checks.register(name_unknown_settings)


def name_unknown_settings(**_: Any) -> list[checks.CheckMessage]:
    """Let each command name what is set, but is no setting."""
    return [checks.Warning(sentence, id="shop.W101") for sentence in settings.UNKNOWN_SETTINGS]
