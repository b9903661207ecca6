"""The sandbox as the shop sees it: a provider that is asked over HTTP."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

import httpx
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop import money
from shop.payments.interface import (
    NOT_AN_EVENT,
    BadSignature,
    Charge,
    Contested,
    DisputeStatus,
    Event,
    Kind,
    ProviderRefused,
    ProviderUnavailable,
    RefundStatus,
    Returned,
    Reversals,
    Started,
    Status,
)
from shop.payments.sandbox.ledger import DASHBOARD
from shop.payments.sandbox.signing import HEADER, objection
from shop.payments.timeouts import time_limit


class SandboxProvider:
    """A provider that moves no money."""

    name = "sandbox"
    label: str | Promise = _("Test payment (no money moves)")
    is_online = True
    request = instructions = instructions_to_come = ""

    def __init__(self, url: str, secret: str) -> None:
        self.secret = secret
        # Nothing of this machine's proxies stands between the shop and its own loopback address.
        self.client = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {secret}"}, trust_env=False)

    def digits(self, currency: str) -> int:
        return money.digits(currency)

    def start(self, charge: Charge) -> Started:
        begun = self._ask("POST", "/v1/payments", asdict(charge) | {"expires_at": charge.expires_at.isoformat()})
        return Started(begun["id"], begun["url"])

    def fetch(self, reference: str) -> Status:
        return self._status(self._ask("GET", f"/v1/payments/{reference}"))

    def expire(self, reference: str) -> Status:
        return self._status(self._ask("POST", f"/v1/payments/{reference}/expire", {}))

    def refund(self, reference: str, *, amount_minor: int, currency: str, key: str) -> str:
        body = {"amount_minor": amount_minor, "currency": currency, "key": key}
        return str(self._ask("POST", f"/v1/payments/{reference}/refunds", body)["id"])

    def read_webhook(self, body: bytes, headers: Mapping[str, str]) -> Event | None:
        """Return the event that the body tells of. Raises BadSignature where it is not the sandbox's."""
        if why := objection(body, headers.get(HEADER, ""), self.secret):
            raise BadSignature(f"The signature does not hold: {why}.")
        try:
            content = json.loads(body)
            known = {name: content[name] for name in ("id", "kind", "reference", "key")}
            return Event(**known, charge_id=content.get("charge_id", ""))
        except NOT_AN_EVENT as error:
            raise BadSignature("It is no event.") from error

    def captured(self, *, since: datetime) -> Sequence[Status]:
        found = self._ask("GET", "/v1/payments", since=since.isoformat())
        return [self._status(each) for each in found]

    def attempt_of(self, charge_id: str) -> Status | None:
        found = self._ask("GET", "/v1/reversals", charge_id=charge_id)
        return self._status(found[0]) if found else None

    def reversals(self, *, charge_id: str = "", since: datetime | None = None) -> Reversals:
        moment = since.isoformat() if since else ""
        attempts = self._ask("GET", "/v1/reversals", charge_id=charge_id, since=moment)
        return Reversals(
            refunds=[refund for each in attempts for refund in refunds_of(each)],
            disputes=[dispute for each in attempts for dispute in disputes_of(each)],
        )

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None, **query: str) -> Any:
        try:
            answer = self.client.request(method, path, json=body, params=query, timeout=time_limit())
        except httpx.HTTPError as error:
            raise ProviderUnavailable(f"The sandbox could not be reached: {error}") from error
        if answer.is_server_error or answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
            raise ProviderUnavailable(f"The sandbox answered {answer.status_code}.")
        if answer.is_error:
            raise ProviderRefused(f"The sandbox answered {answer.status_code}: {answer.text[:500]}")
        return answer.json()

    def _status(self, attempt: dict[str, Any]) -> Status:
        return Status(
            kind=Kind(attempt["state"]),
            reference=attempt["id"],
            amount_minor=attempt["amount_minor"],
            currency=attempt["currency"],
            key=attempt["key"],
            charge_id=attempt["charge_id"],
        )


def refunds_of(attempt: dict[str, Any]) -> list[RefundStatus]:
    money = {"charge_id": attempt["charge_id"], "currency": attempt["currency"]}
    return [
        RefundStatus(
            reference=refund["id"],
            amount_minor=refund["amount_minor"],
            state=Returned(refund.get("state", "done")),
            key="" if key.startswith(DASHBOARD) else key,
            **money,
        )
        for key, refund in attempt["refunds"].items()
    ]


def disputes_of(attempt: dict[str, Any]) -> list[DisputeStatus]:
    money = {"charge_id": attempt["charge_id"], "currency": attempt["currency"]}
    return [
        DisputeStatus(
            reference=dispute["id"],
            amount_minor=dispute["amount_minor"],
            state=Contested(dispute["state"]),
            reason=dispute["reason"],
            **money,
        )
        for dispute in attempt["disputes"]
    ]


def from_settings() -> SandboxProvider | None:
    return account(settings.SANDBOX_URL, settings.SANDBOX_SECRET) if settings.SANDBOX_URL else None


@cache
def account(url: str, secret: str) -> SandboxProvider:
    """Return the provider of this address, the same each time: it keeps its connections."""
    return SandboxProvider(url, secret)
