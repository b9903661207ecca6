"""How long a category's first page takes after a write: `python -m shop.demo.bench.written ADDRESS…` asks for it.

A new address shares with others what was made of the catalogue since it was last written: its categories and facets.
Here all of that is made for each page. It runs in the surroundings of the shop that is measured, through all that the
server calls, and prints the seconds of each page in JSON, and the most queries of any.
"""

import json
import sys
from collections.abc import Sequence
from time import perf_counter
from typing import Any

from shop.demo.bench.queries import Application, ask, count_of
from shop.demo.bench.scenarios import BROWSER
from shop.demo.bench.visits import Step

TIMES = 60


def main(*addresses: str) -> None:
    from shop.wsgi import application  # noqa: PLC0415  it sets Django up

    print(json.dumps(time(application, addresses)))  # noqa: T201


def time(application: Application, addresses: Sequence[str], times: int = TIMES) -> dict[str, Any]:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from shop.catalog.models import CatalogueVersion  # noqa: PLC0415

    seconds, queries = [], []
    for number in range(2 * times):
        step = Step("page", addresses[number % len(addresses)], headers=BROWSER)
        CatalogueVersion.bump()
        if number % 2:
            started = perf_counter()
            ask(application, step, {})
            seconds.append(perf_counter() - started)
        else:
            with CaptureQueriesContext(connection) as captured:
                ask(application, step, {})
            queries.append(count_of(captured))
    return {"seconds": seconds, "queries": max(queries)}


if __name__ == "__main__":
    main(*sys.argv[1:])
