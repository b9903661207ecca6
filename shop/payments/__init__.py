"""Ways to be paid, behind one small interface. Nothing here knows what an order is."""

from shop.payments.interface import (
    BadSignature,
    Charge,
    Contested,
    DisputeStatus,
    Event,
    Kind,
    Provider,
    ProviderError,
    ProviderRefused,
    ProviderUnavailable,
    RefundStatus,
    Returned,
    Reversals,
    Started,
    Status,
)
from shop.payments.minor import from_minor, to_minor
from shop.payments.registry import UnknownProvider, enabled, get, is_online

__all__ = [
    "BadSignature",
    "Charge",
    "Contested",
    "DisputeStatus",
    "Event",
    "Kind",
    "Provider",
    "ProviderError",
    "ProviderRefused",
    "ProviderUnavailable",
    "RefundStatus",
    "Returned",
    "Reversals",
    "Started",
    "Status",
    "UnknownProvider",
    "enabled",
    "from_minor",
    "get",
    "is_online",
    "to_minor",
]
