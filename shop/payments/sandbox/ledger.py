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
# What a shopper can do to an attempt, and what it is then. A card that was declined may be followed by another.
BECOMES = {"pay": CAPTURED, "decline": FAILED}


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

    @property
    def refunded_minor(self) -> int:
        return sum(refund["amount_minor"] for refund in self.refunds.values())


@dataclass
class Notice:
    """Something to tell the shop, and how its answers went so far."""

    id: str
    kind: str
    reference: str
    key: str
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
                left = attempt.amount_minor - attempt.refunded_minor if attempt.state == CAPTURED else 0
                if not 0 < amount_minor <= left:
                    raise Refused(f"No more than {left} can be given back.")
                attempt.refunds[key] = {"id": f"sbr_{secrets.token_hex(12)}", "amount_minor": amount_minor}
            return attempt.refunds[key]

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
        notice = Notice(f"sbe_{secrets.token_hex(12)}", f"payment.{state}", attempt.id, attempt.key)
        self.notices.append(notice)

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
