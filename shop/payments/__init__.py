"""Ways to be paid, behind one small interface. Nothing here knows what an order is."""

from shop.payments.gate import Gate, Outcome, asked
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
from shop.payments.patience import MACHINE, SHOPPER, waiting
from shop.payments.registry import UnknownProvider, enabled, gates, get, get_offered, is_offered, is_online

__all__ = [
    "MACHINE",
    "SHOPPER",
    "BadSignature",
    "Charge",
    "Contested",
    "DisputeStatus",
    "Event",
    "Gate",
    "Kind",
    "Outcome",
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
    "asked",
    "enabled",
    "from_minor",
    "gates",
    "get",
    "get_offered",
    "is_offered",
    "is_online",
    "to_minor",
    "waiting",
]
