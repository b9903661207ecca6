"""Which providers there are, and which of them the shop offers."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string

from shop.payments.interface import Provider, ProviderRefused

PROVIDERS: Final = {
    "bank_transfer": "shop.payments.offline.bank_transfer",
    "cash": "shop.payments.offline.cash",
    "offline": "shop.payments.offline.offline",
    "stripe": "shop.payments.stripe.from_settings",
    "sandbox": "shop.payments.sandbox.provider.from_settings",
}
"""What makes each provider from the settings: a function that returns None where its keys are missing.

It is imported when it is first needed: Stripe's package alone is larger than the shop.
"""


class UnknownProvider(ProviderRefused, LookupError):
    """There is no provider of this name, or no key for it: nothing can be asked of it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The shop has no payment provider {name!r}, or no key for it.")


def enabled() -> list[Provider]:
    """Return the providers that shoppers may choose from, in the order of PAYMENT_PROVIDERS."""
    return [get(name) for name in settings.PAYMENT_PROVIDERS]


def get(name: str) -> Provider:
    """Return a provider, offered or not: what was paid through it yesterday can be refunded. Raises UnknownProvider."""
    if name not in PROVIDERS:
        raise UnknownProvider(name)
    make: Callable[[], Provider | None] = import_string(PROVIDERS[name])
    provider = make()
    if provider is None:
        raise UnknownProvider(name)
    return provider


def is_online(name: str) -> bool:
    """Whether the provider takes the money itself. One whose keys are missing did."""
    try:
        return get(name).is_online
    except UnknownProvider:
        return True
