"""A provider that is asked through its gate, and outside of transactions: the one way from the shop to any of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from django.utils.functional import Promise

from shop.payments.gate import Gate
from shop.payments.interface import Charge, Event, Provider, Reversals, Started, Status
from shop.payments.transactions import refuse_in_transaction

T = TypeVar("T")


class GuardedProvider:
    """What every method of a Provider does, behind `gate`. Raises RuntimeError in a transaction."""

    request = instructions = instructions_to_come = ""
    is_online = True

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self.gate = Gate(provider.name)
        self.name: str = provider.name
        self.label: str | Promise = provider.label

    def digits(self, currency: str) -> int:
        return self.provider.digits(currency)

    def read_webhook(self, body: bytes, headers: Mapping[str, str]) -> Event | None:
        return self.provider.read_webhook(body, headers)

    def start(self, charge: Charge) -> Started:
        return self._ask(lambda: self.provider.start(charge))

    def fetch(self, reference: str) -> Status:
        return self._ask(lambda: self.provider.fetch(reference))

    def expire(self, reference: str) -> Status:
        return self._ask(lambda: self.provider.expire(reference))

    def refund(self, reference: str, *, amount_minor: int, currency: str, key: str) -> str:
        return self._ask(lambda: self.provider.refund(reference, amount_minor=amount_minor, currency=currency, key=key))

    def captured(self, *, since: datetime) -> Sequence[Status]:
        return self._ask(lambda: self.provider.captured(since=since))

    def attempt_of(self, charge_id: str) -> Status | None:
        return self._ask(lambda: self.provider.attempt_of(charge_id))

    def reversals(self, *, charge_id: str = "", since: datetime | None = None) -> Reversals:
        return self._ask(lambda: self.provider.reversals(charge_id=charge_id, since=since))

    def _ask(self, call: Callable[[], T]) -> T:
        refuse_in_transaction()
        return self.gate.ask(call)


@cache
def guarded(provider: Any) -> GuardedProvider:
    """Return a provider behind its gate, the same each time."""
    return GuardedProvider(provider)
