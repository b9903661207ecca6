"""Paid by bank transfer or in cash: a person sees the money, and marks the order as paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop import identity, money
from shop.payments.interface import BadSignature, Charge, Event, ProviderRefused, Reversals, Started, Status


@dataclass(frozen=True)
class OfflineProvider:
    """A way to pay that runs anywhere. `instructions` are the merchant's words: where to send the money, or bring it.

    Without them the shopper reads `instructions_to_come`.
    """

    name: str
    label: str | Promise
    request: str | Promise = ""
    instructions_to_come: str | Promise = ""
    is_online: bool = False

    @property
    def instructions(self) -> str:
        """What the owner says of where the money goes. Queries once for each version of the catalogue."""
        said: str = getattr(identity.current(), self.name)
        return said

    def digits(self, currency: str) -> int:
        return money.digits(currency)

    def start(self, charge: Charge) -> Started:
        """Raise ProviderRefused: nothing is paid here."""
        raise self._refusal()

    def fetch(self, reference: str) -> Status:
        """Raise ProviderRefused: nothing was started here."""
        raise self._refusal()

    def expire(self, reference: str) -> Status:
        """Raise ProviderRefused: nothing was started here."""
        raise self._refusal()

    def refund(self, reference: str, *, amount_minor: int, currency: str, key: str) -> str:
        """Note that a person gives the money back. Nothing is sent by this."""
        return key

    def read_webhook(self, body: bytes, headers: Mapping[str, str]) -> Event | None:
        """Raise BadSignature: nobody may send one."""
        raise BadSignature("Nobody sends webhooks for what is paid offline.")

    def captured(self, *, since: datetime) -> Sequence[Status]:
        return ()

    def attempt_of(self, charge_id: str) -> Status | None:
        return None

    def reversals(self, *, charge_id: str = "", since: datetime | None = None) -> Reversals:
        return Reversals()

    def _refusal(self) -> ProviderRefused:
        return ProviderRefused("What is paid offline is not paid here.")


def bank_transfer() -> OfflineProvider:
    return OfflineProvider(
        "bank_transfer",
        _("Bank transfer"),
        request=_("Please transfer %(total)s and give %(number)s as the reference."),
        instructions_to_come=_("We will write to you where to send it."),
    )


def cash() -> OfflineProvider:
    return OfflineProvider(
        "cash",
        _("Cash at the door or on pickup"),
        request=_("Please have %(total)s ready in cash when you receive your order."),
    )


def offline() -> OfflineProvider:
    """Either of them, in one: what shops had before the two were told apart."""
    return OfflineProvider("offline", _("Bank transfer or cash on delivery"))
