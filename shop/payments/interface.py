"""What the shop asks of a payment provider, and what a provider answers.

Amounts are whole numbers of the provider's own minor units; `Provider.digits` says how many of them a currency has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from django.utils.functional import Promise


class ProviderError(Exception):
    """The provider did not do what it was asked."""


class ProviderUnavailable(ProviderError):
    """It could not be reached, or failed: nobody knows whether it was done, and asking again may help."""


class ProviderRefused(ProviderError):
    """It understood and said no: asking again is no use."""


class BadSignature(ProviderError):
    """A webhook that the provider did not send, or sent long ago."""


NOT_AN_EVENT = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a webhook raises whose content is not what it should be."""


class Kind(StrEnum):
    """How an attempt to pay stands at the provider."""

    OPEN = "open"  # the shopper may still pay
    PENDING = "pending"  # the shopper has done their part; the bank has not
    CAPTURED = "captured"
    FAILED = "failed"
    EXPIRED = "expired"  # nobody can pay it any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What is to be paid. The same `key` means the same charge, however often it is started."""

    key: str
    amount_minor: int
    currency: str
    description: str
    email: str
    order_number: str
    language: str
    return_url: str
    cancel_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Started:
    """An attempt as the provider knows it, and where the shopper goes to pay."""

    reference: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How an attempt stands. `key` is the charge's, `charge_id` what the provider calls the money it took."""

    kind: Kind
    reference: str
    amount_minor: int
    currency: str
    key: str = ""
    charge_id: str = ""


class Returned(StrEnum):
    """How a refund stands at the provider, whoever made it."""

    DONE = "done"  # the money is gone, or on its way
    FAILED = "failed"  # it came back to the shop's account


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundStatus:
    """A refund as the provider knows it. `key` is the shop's own, empty for one that was made at the provider."""

    reference: str
    charge_id: str
    amount_minor: int
    currency: str
    state: Returned
    key: str = ""


class Contested(StrEnum):
    """How a dispute stands. The later ones follow the earlier ones, never the other way round."""

    INQUIRY = "inquiry"  # the bank asks, and has taken nothing
    OPEN = "open"  # the bank has taken the money, and the merchant may answer
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeStatus:
    """A shopper's bank takes the money back, or asks about it. `due_by`: until when the merchant may answer."""

    reference: str
    charge_id: str
    amount_minor: int
    currency: str
    state: Contested
    reason: str = ""
    due_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reversals:
    """Money that went back after it was taken, in whatever way."""

    refunds: Sequence[RefundStatus] = ()
    disputes: Sequence[DisputeStatus] = ()

    @property
    def all(self) -> "list[RefundStatus | DisputeStatus]":
        return [*self.refunds, *self.disputes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a webhook told. It is a reason to ask how things stand, and proves nothing by itself.

    It is about an attempt, by its `reference`, or about money that was taken and went back, by its `charge_id`. With
    `is_decline` a bank has said no on the provider's page to an attempt that has this `key`, and may be asked again.

    Raises ValueError for what is no text that the shop can keep: a provider's own names are short and printable.
    """

    id: str
    kind: str
    reference: str = ""
    key: str = ""
    charge_id: str = ""
    is_decline: bool = False

    def __post_init__(self) -> None:
        longest = {"id": 255, "kind": 100, "reference": 255, "key": 64, "charge_id": 255}
        for name, most in longest.items():
            text: object = getattr(self, name)
            if not isinstance(text, str) or len(text) > most or not (text.isprintable() and text.isascii()):
                raise ValueError(f"The event's {name} cannot be kept.")
        if not self.id or not self.kind:
            raise ValueError("The event has no name.")


class Provider(Protocol):
    """A way to pay. Every method that asks the provider raises ProviderError, and RuntimeError in a transaction.

    `request` asks the shopper for `%(total)s` of the order `%(number)s`. The merchant's `instructions` say where it
    goes, and `instructions_to_come` stands there while they are empty. All three are empty for what is paid online.
    """

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str | Promise: ...
    @property
    def is_online(self) -> bool: ...
    @property
    def request(self) -> str | Promise: ...
    @property
    def instructions(self) -> str: ...
    @property
    def instructions_to_come(self) -> str | Promise: ...

    def digits(self, currency: str) -> int:
        """Return how many decimal places the currency has with this provider. Raises ProviderRefused."""

    def start(self, charge: Charge) -> Started:
        """Begin an attempt. The same charge again gives the same attempt."""

    def fetch(self, reference: str) -> Status:
        """Ask how an attempt stands."""

    def expire(self, reference: str) -> Status:
        """See to it that nobody can pay the attempt any more, and say how it stands then: perhaps it was paid."""

    def refund(self, reference: str, *, amount_minor: int, currency: str, key: str) -> str:
        """Give money back and return what the provider calls this. The same key again refunds nothing more."""

    def read_webhook(self, body: bytes, headers: Mapping[str, str]) -> Event | None:
        """Read a webhook, or return None where it tells nothing of payments. Raises BadSignature."""

    def captured(self, *, since: datetime) -> Sequence[Status]:
        """Return every payment begun since then whose money was taken."""

    def attempt_of(self, charge_id: str) -> Status | None:
        """Return the attempt that brought this money, or None where it is none of the shop's."""

    def reversals(self, *, charge_id: str = "", since: datetime | None = None) -> Reversals:
        """Return what went back of one charge, or what was begun since then of all."""
