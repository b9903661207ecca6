"""Which providers there are, and which of them the shop offers."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

from shop.payments.gate import Gate
from shop.payments.guarded import GuardedProvider, guarded
from shop.payments.interface import Provider, ProviderRefused


class Entry(NamedTuple):
    """What is known of a provider before it is needed.

    `path` leads to a function that makes it from the settings, and returns None where its keys are missing. It is
    imported when the provider is first needed: Stripe's package alone is larger than the shop. `origin` is where the
    pages are on which shoppers pay, "" where there are none: the shop's forms may lead there. SANDBOX_URL says it of
    the sandbox.
    """

    path: str
    origin: str


PROVIDERS: Final = {
    "bank_transfer": Entry("shop.payments.offline.bank_transfer", origin=""),
    "cash": Entry("shop.payments.offline.cash", origin=""),
    "offline": Entry("shop.payments.offline.offline", origin=""),
    "stripe": Entry("shop.payments.stripe.from_settings", origin="https://checkout.stripe.com"),
    "sandbox": Entry("shop.payments.sandbox.provider.from_settings", origin=""),
}


class UnknownProvider(ProviderRefused, LookupError):
    """There is no provider of this name, or no key for it: nothing can be asked of it. Or it is not offered."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The shop has no payment provider {name!r}, or no key for it, or does not offer it.")


def enabled() -> list[Provider]:
    """Return the providers that shoppers may choose from, in the order of PAYMENT_PROVIDERS."""
    return [get(name) for name in settings.PAYMENT_PROVIDERS]


def get(name: str) -> Provider:
    """Return a provider, offered or not: what was paid through it yesterday can be refunded. Raises UnknownProvider."""
    if name not in PROVIDERS:
        raise UnknownProvider(name)
    make: Callable[[], Any] = import_string(PROVIDERS[name].path)
    provider = make()
    if provider is None:
        raise UnknownProvider(name)
    return guarded(provider) if provider.is_online else provider


def is_offered(name: str) -> bool:
    """Whether shoppers may choose the provider now."""
    return name in settings.PAYMENT_PROVIDERS


def get_offered(name: str) -> Provider:
    """Return a provider that shoppers may choose now. Raises UnknownProvider."""
    if not is_offered(name):
        raise UnknownProvider(name)
    return get(name)


def gates() -> list[Gate]:
    """Return this process's ways to the online providers that the shop offers: how each is, its `circuit` says."""
    return [provider.gate for provider in enabled() if isinstance(provider, GuardedProvider)]


def is_online(name: str) -> bool:
    """Whether the provider takes the money itself. One whose keys are missing did."""
    try:
        return get(name).is_online
    except UnknownProvider:
        return True
