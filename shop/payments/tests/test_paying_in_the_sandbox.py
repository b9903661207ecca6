"""The provider that moves no money: its page, its books and its webhooks."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import httpx
import pytest

from shop import payments
from shop.payments import Charge, Kind, ProviderRefused, ProviderUnavailable
from shop.payments.sandbox.ledger import Ledger
from shop.payments.sandbox.provider import SandboxProvider
from shop.payments.sandbox.signing import HEADER, objection
from shop.testing.linting import lint
from shop.testing.sandbox import Sandbox

pytestmark = pytest.mark.slow

NOON = datetime(2099, 1, 1, tzinfo=UTC)


def charge(**fields: Any) -> Charge:
    defaults: dict[str, Any] = {
        "key": "k1",
        "amount_minor": 2000,
        "currency": "EUR",
        "description": "Baguni #1001",
        "email": "ada@example.com",
        "order_number": "1001",
        "language": "en",
        "return_url": "https://shop.example/return/",
        "cancel_url": "https://shop.example/cancel/",
        "expires_at": NOON,
    }
    return Charge(**(defaults | fields))


@pytest.fixture
def provider(sandbox: Sandbox) -> payments.Provider:
    return payments.get("sandbox")


def test_the_same_charge_is_the_same_attempt(provider: payments.Provider) -> None:
    assert provider.start(charge()) == provider.start(charge())
    with pytest.raises(ProviderRefused):
        provider.start(charge(amount_minor=1))


@pytest.mark.parametrize(
    ("deeds", "kind", "leads_to"),
    [
        (["pay"], Kind.CAPTURED, "return"),
        (["pay", "pay"], Kind.CAPTURED, "return"),
        (["pay", "decline"], Kind.CAPTURED, "return"),
        (["decline"], Kind.FAILED, "cancel"),
        (["decline", "pay"], Kind.CAPTURED, "return"),
        (["cancel"], Kind.OPEN, "cancel"),
    ],
)
def test_what_the_shopper_does_is_what_the_shop_is_told(
    deeds: list[str], kind: Kind, leads_to: str, provider: payments.Provider, sandbox: Sandbox
) -> None:
    reference = provider.start(charge()).reference
    where = [sandbox.choose(reference, deed) for deed in deeds]
    assert where[-1] == f"https://shop.example/{leads_to}/"
    assert provider.fetch(reference).kind is kind
    assert len(sandbox.captured()) == (kind is Kind.CAPTURED)


def test_fifty_clicks_on_pay_take_the_money_once(provider: payments.Provider, sandbox: Sandbox) -> None:
    reference = provider.start(charge()).reference
    with ThreadPoolExecutor(10) as threads:
        list(threads.map(lambda _: sandbox.choose(reference, "pay"), range(50)))
    assert len(sandbox.captured()) == 1
    assert [event["kind"] for event in sandbox.events()] == ["payment.captured"]


@pytest.mark.parametrize("deeds", [[], ["decline"], ["pay"], ["expire"]], ids=str)
def test_the_page_says_what_it_is_and_needs_nothing_from_elsewhere(
    deeds: list[str], provider: payments.Provider, sandbox: Sandbox
) -> None:
    reference = provider.start(charge(description="<b>Tom & Jerry</b>")).reference
    for deed in deeds:
        provider.expire(reference) if deed == "expire" else sandbox.choose(reference, deed)
    page = sandbox.page(reference)
    assert lint(page.text) == ()
    assert "€20.00" in page.text
    assert "no money moves" in page.text
    assert "&lt;b&gt;Tom &amp; Jerry" in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "form-action 'self' https://shop.example;" in policy
    assert page.text.count("://") == page.text.count("https://shop.example/")


@pytest.mark.parametrize("typed", ["2,50", "20.01", "much", "-1", "0", "NaN", "0.001"])
def test_an_amount_that_cannot_go_back_is_told_on_the_page(
    typed: str, provider: payments.Provider, sandbox: Sandbox
) -> None:
    reference = provider.start(charge()).reference
    sandbox.choose(reference, "pay")
    answer = sandbox.client.post(f"{sandbox.url}/pay/{reference}/refund", data={"amount": typed})
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "text/html; charset=utf-8")
    assert f"“{typed}” cannot go back. Please give an amount of at most €20.00, such as 2.50." in answer.text
    assert lint(answer.text) == ()


def test_a_page_that_is_not_known_is_not_found(sandbox: Sandbox) -> None:
    assert sandbox.page("sbx_unknown").status_code == 404


def test_an_attempt_that_is_over_cannot_be_paid(provider: payments.Provider, sandbox: Sandbox) -> None:
    closed = provider.start(charge()).reference
    late = provider.start(charge(key="k2", expires_at=datetime.now(tz=UTC) - timedelta(seconds=1))).reference
    assert provider.expire(closed).kind is Kind.EXPIRED
    for reference in (closed, late):
        sandbox.choose(reference, "pay")
        assert provider.fetch(reference).kind is Kind.EXPIRED
    assert not sandbox.captured()


@pytest.mark.parametrize("path", ["/v1/payments", "/control/events"])
@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer guessed"}])
def test_nobody_else_asks_or_commands_it(path: str, header: dict[str, str], sandbox: Sandbox) -> None:
    assert httpx.get(sandbox.url + path, headers=header, trust_env=False).status_code == 401


def test_a_sandbox_that_does_not_run_is_away() -> None:
    with pytest.raises(ProviderUnavailable):
        SandboxProvider("http://127.0.0.1:9", "secret").start(charge())


def test_its_books_outlive_it(tmp_path: Path) -> None:
    file = tmp_path / "sandbox.json"
    ledger = Ledger(file)
    fields = {name: getattr(charge(), name) for name in Charge.__slots__} | {"expires_at": NOON.isoformat()}
    reference = ledger.start(fields).id
    ledger.act(reference, "pay")
    ledger.refund(reference, "r1", 500)

    again = Ledger(file)
    assert again.captured() == ledger.captured()
    assert again.new_notices(0) == ledger.new_notices(0)
    assert again.attempt(reference).refunded_minor == 500


@contextmanager
def listening(answers: Callable[[int], int]) -> Iterator[tuple[str, "Queue[tuple[bytes, str]]"]]:
    """Listen where the shop would, and note what comes."""
    heard: Queue[tuple[bytes, str]] = Queue()

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.put((body, self.headers[HEADER]))
            self.send_response(answers(heard.qsize()))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", heard
        server.shutdown()


def test_it_tells_the_shop_by_itself_and_again_until_the_shop_has_understood(
    provider: payments.Provider, sandbox: Sandbox
) -> None:
    with listening(lambda turn: 503 if turn == 1 else 200) as (url, heard):
        sandbox.set(webhook_url=url, holds=False)
        reference = provider.start(charge()).reference
        sandbox.choose(reference, "pay")
        first, second = heard.get(timeout=20), heard.get(timeout=20)
        sandbox.set(holds=True)
    assert first[0] == second[0]
    assert objection(*second, sandbox.secret) == ""
    event = provider.read_webhook(second[0], {HEADER: second[1]})
    assert event
    assert (event.reference, event.key, event.kind) == (reference, "k1", "payment.captured")


def test_it_tells_on_command_as_often_and_as_late_as_a_test_likes(
    provider: payments.Provider, sandbox: Sandbox
) -> None:
    with listening(lambda _: 200) as (url, heard):
        sandbox.set(webhook_url=url)
        sandbox.choose(provider.start(charge()).reference, "pay")
        (event,) = sandbox.events()
        assert sandbox.deliver(event["id"], times=3) == [200] * 3
        assert sandbox.deliver(event["id"], times=5, at_once=True) == [200] * 5
        sandbox.deliver(event["id"], age=3600)
        sandbox.deliver(event["id"], secret="guessed")
    said = [objection(*heard.get(), sandbox.secret) for _ in range(10)]
    assert said[:8] == [""] * 8
    assert ["too old" in said[8], "secret" in said[9]] == [True, True]
