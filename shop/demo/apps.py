"""The demo app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "shop.demo"

    def ready(self) -> None:
        from shop.demo import removing  # noqa: PLC0415 models exist from here on

        removing.connect()
