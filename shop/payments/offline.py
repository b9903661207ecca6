"""Paid by bank transfer or on delivery: a person sees the money, and marks the order as paid."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop import money
from shop.payments.interface import BadSignature, Charge, Event, ProviderRefused, Started, Status


class OfflineProvider:
    """The way to pay that runs anywhere. `instructions` tell shoppers where to send the money."""

    name = "offline"
    label: str | Promise = _("Bank transfer or cash on delivery")
    is_online = False
    origins: tuple[str, ...] = ()

    def __init__(self, instructions: str = "") -> None:
        self.instructions = instructions

    def digits(self, currency: str) -> int:
        return money.digits(currency)

    def start(self, charge: Charge) -> Started:
        raise self._refusal()

    def fetch(self, reference: str) -> Status:
        raise self._refusal()

    def expire(self, reference: str) -> Status:
        raise self._refusal()

    def refund(self, reference: str, *, amount_minor: int, currency: str, key: str) -> str:
        """Note that a person gives the money back. Nothing is sent by this."""
        return key

    def read_webhook(self, body: bytes, headers: Mapping[str, str]) -> Event | None:
        raise BadSignature("Nobody sends webhooks for what is paid offline.")

    def captured(self, *, since: datetime) -> Sequence[Status]:
        return ()

    def _refusal(self) -> ProviderRefused:
        return ProviderRefused("What is paid offline is not paid here.")
