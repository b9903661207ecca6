"""The checkout as an app of Django's: it listens to what becomes of orders."""

from django.apps import AppConfig


class CheckoutConfig(AppConfig):
    name = "shop.checkout"

    def ready(self) -> None:
        # Listens to what becomes of orders.
        from cart import shopper  # noqa: PLC0415
        from shop.checkout import emptying  # noqa: F401, PLC0415
        from shop.checkout.session import CheckoutSession  # noqa: PLC0415

        shopper.read_by(lambda session: CheckoutSession.of(session).shopper)
