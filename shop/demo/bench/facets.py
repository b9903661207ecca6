"""How long the facets of a narrowed list take to count: `python -m shop.demo.bench.facets ADDRESS…` counts them.

It calls what the listing calls, in the surroundings of the shop that is measured, and prints in JSON for each address
how many products the category has, the seconds of each count, and its queries.
"""

import json
import sys
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

import django

TIMES = 30


def main(*addresses: str) -> None:
    django.setup()
    print(json.dumps([time(address) for address in addresses]))  # noqa: T201


def time(address: str) -> dict[str, Any]:
    from django.db import connection  # noqa: PLC0415
    from django.http import QueryDict  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from shop.catalog.filters.asked import Asked  # noqa: PLC0415
    from shop.catalog.filters.counting import count  # noqa: PLC0415
    from shop.catalog.navigation import find, load  # noqa: PLC0415

    parts = urlsplit(address)
    branch = find(load(), slug=parts.path.rstrip("/").rpartition("/")[2])
    if branch is None:
        raise ValueError(address)
    asked = Asked.read(QueryDict(parts.query))
    seconds = []
    for _ in range(TIMES):
        started = perf_counter()
        count(branch.ids, asked)
        seconds.append(perf_counter() - started)
    # Afterwards: had it been kept, there would be none.
    with CaptureQueriesContext(connection) as captured:
        count(branch.ids, asked)
    products = count(branch.ids, Asked.read(QueryDict())).total
    return {"products": products, "seconds": seconds, "queries": len(captured)}


if __name__ == "__main__":
    main(*sys.argv[1:])
