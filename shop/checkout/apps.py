from django.apps import AppConfig


class CheckoutConfig(AppConfig):
    name = "shop.checkout"

    def ready(self) -> None:
        # Listens to what becomes of orders.
        from shop.checkout import emptying  # noqa: F401, PLC0415
