"""Which providers there are, and which of them the shop offers."""

from functools import cache

from django.conf import settings

from shop.payments.interface import Provider, ProviderRefused


class UnknownProvider(ProviderRefused, LookupError):
    """There is no provider of this name, or no key for it: nothing can be asked of it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The shop has no payment provider {name!r}, or no key for it.")


def enabled() -> list[Provider]:
    """Return the providers that shoppers may choose from, in the order of PAYMENT_PROVIDERS."""
    return [get(name) for name in settings.PAYMENT_PROVIDERS]


def get(name: str) -> Provider:
    """Return a provider, offered or not: what was paid through it yesterday can be refunded. Raises UnknownProvider."""
    match name:
        case "offline":
            return offline(settings.OFFLINE_INSTRUCTIONS)
        case "stripe" if settings.STRIPE_SECRET_KEY:
            return stripe(settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET)
        case "sandbox" if settings.SANDBOX_URL:
            return sandbox(settings.SANDBOX_URL, settings.SANDBOX_SECRET)
    raise UnknownProvider(name)


# Each is imported when it is first needed: Stripe's package alone is larger than the shop.


@cache
def offline(instructions: str) -> Provider:
    from shop.payments.offline import OfflineProvider  # noqa: PLC0415

    return OfflineProvider(instructions)


@cache
def stripe(secret_key: str, webhook_secret: str) -> Provider:
    from shop.payments.stripe import StripeProvider  # noqa: PLC0415

    return StripeProvider(secret_key, webhook_secret)


@cache
def sandbox(url: str, secret: str) -> Provider:
    from shop.payments.sandbox.provider import SandboxProvider  # noqa: PLC0415

    return SandboxProvider(url, secret)
