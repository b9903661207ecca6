"""Each request is one line with an id, a status and its milliseconds, and nothing that a person typed."""

import json
import logging
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings as shop_settings
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from shop import wsgi
from shop.access_log import AccessLog
from shop.logs import DiscreetFormatter, DiscreetJsonFormatter, RequestId
from shop.orders.models.orders import new_token

Answer = dict[str, str]


@pytest.fixture
def written() -> Iterator[StringIO]:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(DiscreetFormatter("{levelname} {name} [{request_id}]: {message}", style="{"))
    handler.addFilter(RequestId())
    logger = logging.getLogger("shop")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


def ask(path: str, status: str = "200 OK", **headers: str) -> Answer:
    """Let a request pass through the log to an application that answers so; return the answer's headers."""
    answer: Answer = {}

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not status:
            raise RuntimeError("it fails")
        logging.getLogger("shop.somewhere").warning("something is odd")
        start_response(status, [("Content-Type", "text/plain")])
        return [b"done"]

    environ = RequestFactory().get(path, headers=headers).environ
    AccessLog(application)(environ, lambda _status, headers, *_: answer.update(headers))
    return answer


def test_a_request_is_one_line_with_what_was_logged_during_it_under_its_id(written: StringIO) -> None:
    own_id = ask("/products/mug/")["X-Request-ID"]

    odd, line = written.getvalue().splitlines()
    assert odd == f"WARNING shop.somewhere [{own_id}]: something is odd"
    assert re.fullmatch(rf"INFO shop\.access \[{own_id}\]: GET /products/mug/ 200 \d+\.\d ms", line)


def test_what_a_person_typed_is_not_logged(written: StringIO) -> None:
    ask("/search/?q=ada@example.org&page=2")
    ask(f"/orders/{(token := new_token())}/?email=ada@example.org")

    said = written.getvalue()
    assert "GET /search/ 200" in said
    assert "GET /orders/[token]/ 200" in said
    assert "ada" not in said
    assert token not in said


def test_an_address_ends_no_line(written: StringIO) -> None:
    ask("/a%0A2026-11-29 INFO shop.access: GET /forged 200 1 ms")

    assert len(written.getvalue().splitlines()) == 2
    assert "GET /a%0A2026-11-29%20INFO" in written.getvalue()


def test_an_endless_address_is_cut(written: StringIO) -> None:
    ask("/" + "a" * 5_000)

    assert max(map(len, written.getvalue().splitlines())) < 300


@pytest.mark.parametrize("path", ["/static/css/app.css", "/healthz", "/readyz", "/metrics"])
def test_what_comes_by_the_dozen_is_logged_where_it_fails(path: str, written: StringIO) -> None:
    ask(path)
    assert "shop.access" not in written.getvalue()

    ask(path, status="503 Service Unavailable")
    assert f"GET {path} 503" in written.getvalue()


def test_what_breaks_off_is_logged_as_a_failure(written: StringIO) -> None:
    with pytest.raises(RuntimeError):
        ask("/", status="")

    assert "GET / 500" in written.getvalue()


@pytest.mark.parametrize(
    ("proxies", "said", "is_taken"),
    [
        (1, "7f3a-from-the-proxy", True),
        (1, "short", False),
        (1, "with blanks and\tmore", False),
        (1, "a" * 65, False),
        (0, "7f3a-from-the-proxy", False),
    ],
)
def test_an_id_is_the_proxys_where_one_is_trusted_and_it_is_well_formed(
    proxies: int, said: str, is_taken: bool, settings: Settings
) -> None:
    settings.TRUST_PROXY = proxies

    assert (ask("/", **{"X-Request-ID": said})["X-Request-ID"] == said) is is_taken


def test_a_merchant_may_do_without_the_lines(written: StringIO, settings: Settings) -> None:
    settings.ACCESS_LOG = False

    own_id = ask("/")["X-Request-ID"]

    assert written.getvalue() == f"WARNING shop.somewhere [{own_id}]: something is odd\n"


def test_a_line_may_be_an_object(written: StringIO) -> None:
    formatter: Any = shop_settings.LOGGING["formatters"]
    options = {name: value for name, value in formatter["json"].items() if name != "()"}
    [handler] = [each for each in logging.getLogger("shop").handlers if getattr(each, "stream", None) is written]
    handler.setFormatter(DiscreetJsonFormatter(**options))

    ask(f"/orders/{new_token()}/")

    facts = json.loads(written.getvalue().splitlines()[-1])
    assert facts.keys() == {"time", "level", "logger", "request_id", "message", "method", "path", "status", "ms"}
    assert (facts["method"], facts["path"], facts["status"]) == ("GET", "/orders/[token]/", 200)


def test_the_shop_is_served_with_it() -> None:
    assert isinstance(wsgi.application, AccessLog)
