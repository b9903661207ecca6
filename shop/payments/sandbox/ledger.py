"""What the sandbox knows: attempts to pay, what happened to them, and money given back. In memory, or in a file too."""

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

OPEN, CAPTURED, FAILED, EXPIRED = "open", "captured", "failed", "expired"
WON, LOST = "won", "lost"
# What a shopper can do to an attempt, and what it is then. A card that was declined may be followed by another.
BECOMES = {"pay": CAPTURED, "decline": FAILED}
# What the merchant gives back without the shop has a key that is none of the shop's.
DASHBOARD = "dashboard-"


class Refused(Exception):
    """A request that a provider says no to."""


@dataclass
class Attempt:
    """An attempt to pay, with what the shop said of it."""

    id: str
    key: str
    amount_minor: int
    currency: str
    description: str
    email: str
    order_number: str
    language: str
    return_url: str
    cancel_url: str
    expires_at: str
    created_at: str = ""
    state: str = OPEN
    charge_id: str = ""
    refunds: dict[str, dict[str, Any]] = field(default_factory=dict)
    disputes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def refunded_minor(self) -> int:
        return sum(refund["amount_minor"] for refund in self.refunds.values() if refund.get("state") != FAILED)

    @property
    def left_minor(self) -> int:
        """What can still go back: what an open or a lost dispute took is gone already."""
        disputed = sum(dispute["amount_minor"] for dispute in self.disputes if dispute["state"] != WON)
        return max(self.amount_minor - self.refunded_minor - disputed, 0) if self.state == CAPTURED else 0

    @property
    def open_dispute(self) -> dict[str, Any] | None:
        return next((dispute for dispute in self.disputes if dispute["state"] == OPEN), None)


@dataclass
class Notice:
    """Something to tell the shop, and how its answers went so far."""

    id: str
    kind: str
    reference: str
    key: str
    charge_id: str = ""
    statuses: list[int] = field(default_factory=list)


class Ledger:
    """The books. Any number of threads may use it; each change is whole, and stored before the next."""

    def __init__(self, file: Path | None = None) -> None:
        self.attempts: dict[str, Attempt] = {}
        self.notices: list[Notice] = []
        self.file = file
        self.lock = RLock()
        if file and file.exists():
            self._load(json.loads(file.read_text()))

    def start(self, charge: Mapping[str, Any]) -> Attempt:
        """Begin an attempt, or return the one that was begun with the same key. Raises Refused."""
        with self._changing():
            known = next((each for each in self.attempts.values() if each.key == charge.get("key")), None)
            if known:
                if any(getattr(known, name) != value for name, value in charge.items()):
                    raise Refused("The key was used before, for something else.")
                return known
            try:
                attempt = Attempt(id=f"sbx_{secrets.token_hex(12)}", created_at=now().isoformat(), **charge)
            except TypeError as error:
                raise Refused(f"Something is missing or not known: {error}") from error
            if attempt.amount_minor <= 0:
                raise Refused("The amount must be above 0.")
            self.attempts[attempt.id] = attempt
            return attempt

    def attempt(self, reference: str) -> Attempt:
        """Return an attempt as it stands now. Raises KeyError."""
        with self._changing():
            attempt = self.attempts[reference]
            if attempt.state in (OPEN, FAILED) and datetime.fromisoformat(attempt.expires_at) <= now():
                self._become(attempt, EXPIRED)
            return attempt

    def act(self, reference: str, action: str) -> Attempt:
        """Do what the shopper chose on the hosted page, unless the attempt is over. Raises KeyError."""
        with self._changing():
            attempt = self.attempt(reference)
            if attempt.state in (OPEN, FAILED) and action in BECOMES:
                self._become(attempt, BECOMES[action])
            return attempt

    def expire(self, reference: str) -> Attempt:
        """Close an attempt, unless its money is taken. Raises KeyError."""
        with self._changing():
            attempt = self.attempt(reference)
            if attempt.state in (OPEN, FAILED):
                self._become(attempt, EXPIRED)
            return attempt

    def refund(self, reference: str, key: str, amount_minor: int) -> dict[str, Any]:
        """Give money back, once for each key. Raises KeyError and Refused."""
        with self._changing():
            attempt = self.attempt(reference)
            if key not in attempt.refunds:
                if not 0 < amount_minor <= attempt.left_minor:
                    raise Refused(f"No more than {attempt.left_minor} can be given back.")
                attempt.refunds[key] = entry("sbr", amount_minor, state="done")
                self._tell(attempt, "refund.created")
            return attempt.refunds[key]

    def merchant_refund(self, reference: str, amount_minor: int) -> Attempt:
        """Give money back as a merchant does in a provider's dashboard. Raises KeyError and Refused."""
        with self._changing():
            self.refund(reference, f"{DASHBOARD}{secrets.token_hex(12)}", amount_minor)
            return self.attempt(reference)

    def fail_refund(self, reference: str) -> Attempt:
        """Let the last refund come back to the merchant, as from an account that is closed. Raises KeyError."""
        with self._changing():
            attempt = self.attempt(reference)
            if done := [refund for refund in attempt.refunds.values() if refund.get("state") != FAILED]:
                done[-1]["state"] = FAILED
                self._tell(attempt, "refund.failed")
            return attempt

    def dispute(self, reference: str, state: str) -> Attempt:
        """Open a dispute about all that is left, or end the open one. Raises KeyError and Refused."""
        with self._changing():
            attempt = self.attempt(reference)
            if state == OPEN:
                if not attempt.left_minor:
                    raise Refused("There is nothing left to dispute.")
                attempt.disputes.append(entry("sbd", attempt.left_minor, state=OPEN, reason="fraudulent"))
                self._tell(attempt, "dispute.created")
            elif attempt.open_dispute:
                attempt.open_dispute["state"] = state
                self._tell(attempt, "dispute.closed")
            return attempt

    def reversed(self, *, charge_id: str = "", since: str = "") -> list[Attempt]:
        """Return the attempts of this charge, or those of which money went back since then."""
        with self.lock:
            taken = [each for each in self.attempts.values() if each.state == CAPTURED]
            if charge_id:
                return [each for each in taken if each.charge_id == charge_id]
            return [each for each in taken if any(back.get("at", "") >= since for back in backs_of(each))]

    def falsify(self, reference: str, amount_minor: int, currency: str) -> None:
        """Take other money than was asked for, as no provider should. Raises KeyError."""
        with self._changing():
            attempt = self.attempts[reference]
            attempt.amount_minor, attempt.currency = amount_minor, currency

    def captured(self, since: str = "") -> list[Attempt]:
        """Return the attempts whose money was taken, begun since then."""
        with self.lock:
            return [each for each in self.attempts.values() if each.state == CAPTURED and each.created_at >= since]

    def new_notices(self, known: int) -> list[Notice]:
        with self.lock:
            return self.notices[known:]

    def reset(self) -> None:
        with self._changing():
            self.attempts.clear()
            self.notices.clear()

    def _become(self, attempt: Attempt, state: str) -> None:
        attempt.state = state
        if state == CAPTURED:
            attempt.charge_id = f"sbc_{secrets.token_hex(12)}"
        self._tell(attempt, f"payment.{state}")

    def _tell(self, attempt: Attempt, kind: str) -> None:
        charge = "" if kind.startswith("payment.") else attempt.charge_id
        self.notices.append(Notice(f"sbe_{secrets.token_hex(12)}", kind, attempt.id, attempt.key, charge))

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with self.lock:
            yield
            if self.file:
                self._store(self.file)

    def _store(self, file: Path) -> None:
        content = {
            "attempts": [asdict(each) for each in self.attempts.values()],
            "notices": [asdict(each) for each in self.notices],
        }
        fresh = file.with_suffix(".new")
        fresh.write_text(json.dumps(content, indent=1))
        fresh.replace(file)

    def _load(self, content: dict[str, Any]) -> None:
        self.attempts = {each["id"]: Attempt(**each) for each in content["attempts"]}
        self.notices = [Notice(**each) for each in content["notices"]]


def now() -> datetime:
    return datetime.now(tz=UTC)


def entry(prefix: str, amount_minor: int, **known: str) -> dict[str, Any]:
    """Return a refund or a dispute of this moment."""
    return {"id": f"{prefix}_{secrets.token_hex(12)}", "amount_minor": amount_minor, "at": now().isoformat(), **known}


def backs_of(attempt: Attempt) -> list[dict[str, Any]]:
    return [*attempt.refunds.values(), *attempt.disputes]
