"""The sandbox's webhooks: sent by themselves, again and again until the shop answers, or only on command."""

import json
import logging
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread
from typing import Any

import httpx

from shop.payments.sandbox.ledger import Ledger, Notice
from shop.payments.sandbox.signing import HEADER, sign

logger = logging.getLogger(__name__)
SECONDS_FOR_AN_ANSWER = 20
PAUSES = (0.0, 2.0, 10.0, 60.0, 300.0, 1800.0)
NOT_REACHED = 0


class Courier:
    """Carries notices to `url`. While it `holds`, it carries none by itself."""

    def __init__(self, ledger: Ledger, url: str, secret: str, *, holds: bool) -> None:
        self.ledger = ledger
        self.url = url
        self.secret = secret
        self.holds = holds
        self.stopped = Event()
        # The shop is on loopback, or is reached as the merchant says; none of this machine's proxies is between.
        self.client = httpx.Client(timeout=SECONDS_FOR_AN_ANSWER, trust_env=False)
        # What was not delivered before a restart is carried now.
        self.seen = 0

    def start(self) -> None:
        Thread(target=self._watch, daemon=True).start()

    def deliver(
        self, content: Mapping[str, Any], *, times: int = 1, at_once: bool = False, age: int = 0, secret: str = ""
    ) -> list[int]:
        """Send a notice and return the shop's answers. `age`: seconds since the signature was made."""
        signed_at = int(time.time()) - age

        def send(_: int) -> int:
            return self._post(content, secret=secret or self.secret, at=signed_at)

        if at_once:
            with ThreadPoolExecutor(times) as threads:
                return list(threads.map(send, range(times)))
        return [send(number) for number in range(times)]

    def _watch(self) -> None:
        while not self.stopped.wait(0.2):
            if self.holds:
                continue
            fresh = self.ledger.new_notices(self.seen)
            self.seen += len(fresh)
            for notice in fresh:
                if not any(200 <= status < 300 for status in notice.statuses):  # noqa: PLR2004
                    Thread(target=self._insist, args=(notice,), daemon=True).start()

    def _insist(self, notice: Notice) -> None:
        for pause in PAUSES:
            if self.stopped.wait(pause):
                return
            status = self._post(content_of(notice), secret=self.secret, at=int(time.time()))
            notice.statuses.append(status)
            if httpx.codes.is_success(status):
                return
            logger.warning("The shop answered %s to %s.", status, notice.id)

    def _post(self, content: Mapping[str, Any], *, secret: str, at: int) -> int:
        body = json.dumps(content).encode()
        headers = {"Content-Type": "application/json", HEADER: sign(body, secret, at=at)}
        try:
            answer = self.client.post(self.url, content=body, headers=headers)
        except httpx.HTTPError:
            return NOT_REACHED
        return answer.status_code


def content_of(notice: Notice) -> dict[str, str]:
    """Return what the shop is told of a notice."""
    names = ("id", "kind", "reference", "key", *(["charge_id"] if notice.charge_id else []))
    return {name: getattr(notice, name) for name in names}
