"""A sandbox for the tests: the payment provider of `manage.py run_sandbox`, in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import httpx

from shop.testing.server import ROOT, free_port, plan_shop

SECONDS_TO_OPEN = 60
SECONDS = 30


@dataclass(frozen=True)
class Sandbox:
    """A running sandbox, with what a shopper does on its page and what only a test may command."""

    url: str
    secret: str
    # Plain HTTP on loopback: nothing is verified, and nothing of this machine's proxies is used.
    client: httpx.Client = field(
        default_factory=lambda: httpx.Client(timeout=SECONDS, trust_env=False, verify=False)  # noqa: S501
    )

    def choose(self, reference: str, action: str, **fields: str) -> str:
        """Do what the hosted page offers, and return where that leads.

        The shopper can pay, decline or cancel; the merchant refund an `amount` or all, or see a refund fail; the bank
        dispute, and let the merchant win or lose.
        """
        answer = self.client.post(f"{self.url}/pay/{reference}/{action}", data=fields)
        assert answer.status_code == httpx.codes.SEE_OTHER, answer.text
        return answer.headers["Location"]

    def page(self, reference: str) -> httpx.Response:
        return self.client.get(f"{self.url}/pay/{reference}")

    def captured(self) -> list[dict[str, Any]]:
        """Return all payments whose money was taken."""
        return list(self._ask("GET", "/v1/payments"))

    def events(self, reference: str = "") -> list[dict[str, Any]]:
        """Return what happened, in order; to one attempt, if it is named."""
        return [each for each in self._ask("GET", "/control/events") if reference in ("", each["reference"])]

    def deliver(
        self, event: str | dict[str, str], *, times: int = 1, at_once: bool = False, age: int = 0, secret: str = ""
    ) -> list[int]:
        """Send a webhook by its id, or one that is made up, and return the shop's answers."""
        command = {"event": event, "times": times, "at_once": at_once, "age": age, "secret": secret}
        return list(self._ask("POST", "/control/deliveries", command)["statuses"])

    def falsify(self, reference: str, *, amount_minor: int, currency: str) -> None:
        """Let an attempt take other money than was asked for."""
        self._ask("POST", f"/control/payments/{reference}", {"amount_minor": amount_minor, "currency": currency})

    def set(self, **settings: Any) -> None:
        """Change `holds` (send webhooks only on command), `webhook_url`, or `outage` (a status; 0 ends it)."""
        self._ask("POST", "/control/settings", settings)

    def reset(self) -> None:
        self._ask("POST", "/control/reset", {})

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        headers = {"Authorization": f"Bearer {self.secret}"}
        answer = self.client.request(method, self.url + path, json=body, headers=headers)
        answer.raise_for_status()
        return answer.json()


@contextmanager
def open_sandbox(folder: Path, *, shop: str = "", holds: bool = True) -> Iterator[Sandbox]:
    """Open a sandbox that tells the shop at this address, and close it at the end. Raises RuntimeError."""
    sandbox = Sandbox(f"http://127.0.0.1:{free_port()}", "the tests' secret")
    environment = plan_shop(folder, SANDBOX_URL=sandbox.url, SANDBOX_SECRET=sandbox.secret).environment
    options = [*(["--shop", shop] if shop else []), *(["--hold"] if holds else [])]
    with (folder / "sandbox.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "manage.py", "run_sandbox", *options],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_open(sandbox, process, folder / "sandbox.log")
        yield sandbox
    finally:
        sandbox.client.close()
        process.terminate()
        process.wait(SECONDS)


def _wait_until_open(sandbox: Sandbox, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = monotonic() + SECONDS_TO_OPEN
    pause = Event()
    while True:
        try:
            sandbox.client.get(f"{sandbox.url}/healthz").raise_for_status()
        except httpx.HTTPError as error:
            if process.poll() is not None or monotonic() > deadline:
                raise RuntimeError(f"The sandbox did not open:\n{log.read_text(errors='replace')}") from error
            pause.wait(0.05)
        else:
            return
