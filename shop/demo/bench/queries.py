"""How many queries each step of every scenario makes: `python -m shop.demo.bench.queries GOODS` counts them.

It runs in the surroundings of the shop that is measured, through all that the server calls, the page cache included,
and prints them in JSON. What begins and ends transactions is not counted.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from shop.demo.bench.goods import Goods
from shop.demo.bench.scenarios import SCENARIOS, Scenario, fill_cart
from shop.demo.bench.visits import Answer, Cookies, Step, Visit

TRANSACTION = re.compile(r"(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b")
STEPS, STEPS_BEFORE = 24, 4
"""How many steps of a visit without end are counted, and how many are taken before: by then, what is kept is there."""
LEAST_OF_A_NEW_PAGE = 2
"""A page that was drawn asks for more than for the catalogue's version."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def main(goods: str) -> None:
    """Print the counts of each step, the most that any request of its name made."""
    from shop.wsgi import application  # noqa: PLC0415  it sets Django up

    given = Goods(**json.loads(goods))
    counts: dict[str, int] = {}
    for scenario in SCENARIOS:
        if scenario.fits(given) and not scenario.needs_checkouts:
            counts |= count(application, scenario, given)
    print(json.dumps(counts))  # noqa: T201


def count(application: Application, scenario: Scenario, goods: Goods) -> dict[str, int]:
    """Go two visits, and return how many queries each step of the second made, by name.

    Raises ValueError for a page that is to be new and was not drawn.
    """
    if scenario.needs_carts:
        carts = [Visit(fill_cart(goods)) for _ in range(2)]
        for visit in carts:
            go(application, visit)
        goods = Goods(**vars(goods) | {"carts": [visit.cookies for visit in carts]})
    visits = scenario.visits(goods)
    go(application, next(visits), steps=STEPS_BEFORE if scenario.is_new else None)
    counted = go(application, next(visits))
    if scenario.is_new and any(min(counts) < LEAST_OF_A_NEW_PAGE for counts in counted.values()):
        raise ValueError(f"{scenario.name} was kept: {counted}")
    return {name: max(counts) for name, counts in counted.items()}


def go(application: Application, visit: Visit, *, steps: int | None = None) -> dict[str, list[int]]:
    """Take all steps of a visit, or the first ones of one without end; return how many queries each made, by name."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    counts: dict[str, list[int]] = {}
    step = next(visit.steps)
    for _ in range(steps or STEPS):
        with CaptureQueriesContext(connection) as captured:
            answer = ask(application, step, visit.cookies)
        counts.setdefault(step.name, []).append(count_of(captured))
        visit.keep(answer)
        try:
            step = visit.steps.send(answer)
        except StopIteration:
            break
    return counts


def count_of(captured: Any) -> int:
    """Return how many queries were captured, without what begins and ends transactions."""
    return sum(not TRANSACTION.match(query["sql"]) for query in captured.captured_queries)


def ask(application: Application, step: Step, cookies: Cookies) -> Answer:
    """Ask a WSGI application, as the server does, for what the load generator would send."""
    head, _, body = step.encode(cookies).partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, address, protocol = first.split()
    path, _, query = address.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": protocol,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
    }
    for line in lines:
        name, _, value = line.partition(": ")
        key = name.upper().replace("-", "_")
        environ[key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"] = value
    said: list[str] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        said[:] = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]

    chunks = application(environ, start)
    content = b"".join(chunks)
    if close := getattr(chunks, "close", None):
        close()
    return Answer(int(said[0].split()[1]), "\r\n".join(said).encode("latin-1"), content, len(content))


if __name__ == "__main__":
    main(*sys.argv[1:])
