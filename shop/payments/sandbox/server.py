"""The sandbox's own HTTP server: an API for the shop, a page for the shopper, and controls for tests.

POST /v1/payments                     start            GET  /v1/payments?since=      what was captured
GET  /v1/payments/<id>                how it stands    POST /v1/payments/<id>/expire
POST /v1/payments/<id>/refunds        give back        GET  /pay/<id>                the page
POST /pay/<id>/pay|decline|cancel     the shopper      GET  /control/events          what happened
POST /pay/<id>/refund|fail-refund     the merchant     GET  /v1/reversals?since=     what went back
POST /pay/<id>/dispute|win|lose       the bank
POST /control/deliveries              send a webhook, any number of times, late, at once, signed wrongly
POST /control/payments/<id>           take another amount or currency
POST /control/settings                hold webhooks, send them elsewhere, or be out of order
POST /control/reset                   forget everything
"""

import hmac
import json
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from shop.payments.minor import to_minor
from shop.payments.sandbox.courier import Courier, content_of
from shop.payments.sandbox.ledger import CAPTURED, LOST, OPEN, WON, Attempt, Ledger, Refused
from shop.payments.sandbox.pages import draw, policy

STYLE = Path(__file__).with_name("sandbox.css")
LONGEST_BODY = 100_000


class SandboxServer(ThreadingHTTPServer):
    """A sandbox that listens on loopback. Raises OSError where the port is taken."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, *, secret: str, webhook_url: str, file: Path | None, holds: bool) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.secret = secret
        self.outage = 0
        self.ledger = Ledger(file)
        self.courier = Courier(self.ledger, webhook_url, secret, holds=holds)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """One request. What the shop asks and what tests command needs the secret; the page needs none."""

    server: SandboxServer
    protocol_version = "HTTP/1.1"
    server_version = "Sandbox"
    # An answer goes out in one piece.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""

    def _answer(self, act: Callable[[list[str], dict[str, Any]], None]) -> None:
        body = self._body()
        path = [part for part in urlsplit(self.path).path.split("/") if part]
        area = path[0] if path else ""
        try:
            if area in ("v1", "control") and not self._is_the_shop():
                self._send_json({"error": "The secret is not known."}, HTTPStatus.UNAUTHORIZED)
            elif area == "v1" and self.server.outage:
                self._send_json({"error": "Out of order."}, HTTPStatus(self.server.outage))
            else:
                act(path, body)
        except KeyError as error:
            self._send_json({"error": f"Not known: {error}"}, HTTPStatus.NOT_FOUND)
        except Refused as error:
            self._send_json({"error": str(error)}, HTTPStatus.BAD_REQUEST)

    def _get(self, path: list[str], body: dict[str, Any]) -> None:
        ledger = self.server.ledger
        match path:
            case ["v1", "payments"]:
                since = parse_qs(urlsplit(self.path).query).get("since", [""])[0]
                self._send_json([asdict(each) for each in ledger.captured(since)])
            case ["v1", "payments", reference]:
                self._send_json(asdict(ledger.attempt(reference)))
            case ["v1", "reversals"]:
                asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
                self._send_json([asdict(each) for each in ledger.reversed(**asked)])
            case ["control", "events"]:
                self._send_json([asdict(each) for each in ledger.new_notices(0)])
            case ["pay", reference]:
                self._send_page(ledger.attempt(reference))
            case ["sandbox.css"]:
                self._send(STYLE.read_bytes(), "text/css; charset=utf-8")
            case ["healthz"]:
                self._send(b"ok", "text/plain")
            case ["favicon.ico"]:
                self._send(b"", "image/x-icon", status=HTTPStatus.NO_CONTENT)
            case _:
                raise KeyError(self.path)

    def _post(self, path: list[str], body: dict[str, Any]) -> None:
        ledger = self.server.ledger
        match path:
            case ["v1", "payments"]:
                attempt = ledger.start(body)
                self._send_json({**asdict(attempt), "url": f"{self.server.url}/pay/{attempt.id}"})
            case ["v1", "payments", reference, "expire"]:
                self._send_json(asdict(ledger.expire(reference)))
            case ["v1", "payments", reference, "refunds"]:
                self._send_json(ledger.refund(reference, str(body["key"]), int(body["amount_minor"])))
            case ["pay", reference, "pay" | "decline" | "cancel" as action]:
                attempt = ledger.act(reference, action)
                self._redirect(attempt.return_url if attempt.state == CAPTURED else attempt.cancel_url)
            case ["pay", reference, *deed]:
                self._reverse(reference, deed, body)
            case ["control", *rest]:
                self._control(rest, body)
            case _:
                raise KeyError(self.path)

    def _reverse(self, reference: str, deed: list[str], body: dict[str, Any]) -> None:
        """Let money go back that was taken, and show the page again."""
        ledger = self.server.ledger
        match deed:
            case ["refund"]:
                typed = str(body.get("amount", ""))
                try:
                    ledger.merchant_refund(reference, self._amount(reference, typed))
                except Refused:
                    self._send_page(ledger.attempt(reference), refused=typed)
                    return
            case ["fail-refund"]:
                ledger.fail_refund(reference)
            case ["dispute" | "win" | "lose" as name]:
                ledger.dispute(reference, {"dispute": OPEN, "win": WON, "lose": LOST}[name])
            case _:
                raise KeyError(self.path)
        self._redirect(f"{self.server.url}/pay/{reference}")

    def _amount(self, reference: str, typed: str) -> int:
        """Return what was typed in minor units; all that is left where nothing was. Raises Refused."""
        attempt = self.server.ledger.attempt(reference)
        try:
            return to_minor(Decimal(typed), attempt.currency) if typed else attempt.left_minor
        except (ArithmeticError, ValueError) as error:
            raise Refused(f"{typed!r} is no amount of {attempt.currency}.") from error

    def _control(self, path: list[str], body: dict[str, Any]) -> None:
        courier, ledger = self.server.courier, self.server.ledger
        match path:
            case ["deliveries"]:
                content = body.pop("event")
                if isinstance(content, str):
                    content = next(content_of(each) for each in ledger.new_notices(0) if each.id == content)
                self._send_json({"statuses": courier.deliver(content, **body)})
            case ["payments", reference]:
                ledger.falsify(reference, body["amount_minor"], body["currency"])
                self._send_json({})
            case ["settings"]:
                courier.holds = body.get("holds", courier.holds)
                courier.url = body.get("webhook_url", courier.url)
                self.server.outage = body.get("outage", self.server.outage)
                self._send_json({})
            case ["reset"]:
                ledger.reset()
                courier.seen = 0
                self._send_json({})
            case _:
                raise KeyError(self.path)

    def _body(self) -> dict[str, Any]:
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(min(length, LONGEST_BODY))
        is_json = self.headers.get("Content-Type", "").startswith("application/json")
        if is_json and raw:
            return dict(json.loads(raw))
        return {name: values[0] for name, values in parse_qs(raw.decode(errors="replace")).items()}

    def _is_the_shop(self) -> bool:
        given = self.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {self.server.secret}".encode())

    def _send_page(self, attempt: Attempt, *, refused: str = "") -> None:
        page, status = draw(attempt, refused).encode(), HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
        self._send(page, "text/html; charset=utf-8", {"Content-Security-Policy": policy(attempt)}, status)

    def _send_json(self, content: Any, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(json.dumps(content).encode(), "application/json", status=status)

    def _redirect(self, url: str) -> None:
        self._send(b"", "text/plain", {"Location": url}, status=HTTPStatus.SEE_OTHER)

    def _send(
        self,
        body: bytes,
        content_type: str,
        headers: dict[str, str] | None = None,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> None:
        self.send_response(status)
        always = {
            "Content-Type": content_type,
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
        for name, value in {**always, **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
