"""The demo shop's files, read when somebody asks for them and never when the code is loaded.

`products.csv` is what `export_products` writes, its prices in euro. `catalogue.json` has what that format cannot say:
the categories in their order, with their words, and when each product came in. `terms.json` has the rest of the shop.
"""

import csv
import json
from collections.abc import Iterator
from functools import cache
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

FOLDER: Final = Path(__file__).resolve().parent
PRODUCTS: Final = 140
"""How many products `products.csv` has."""

Row = dict[str, str]


class DemoCategory(NamedTuple):
    """A category of the demo. `path` is how `products.csv` names it, `parent` is a slug or nothing."""

    slug: str
    name: str
    parent: str
    description: str
    path: str


def product_rows(products: int) -> list[Row]:
    """Return the rows of the first so many products of `products.csv`."""
    with (FOLDER / "products.csv").open(encoding="utf-8", newline="") as file:
        by_product = groupby(csv.DictReader(file), key=itemgetter("Handle"))
        return [row for _, rows in islice(by_product, products) for row in rows]


def categories() -> Iterator[DemoCategory]:
    """Yield the categories in their order, a parent before its children."""
    paths: dict[str, str] = {}
    for said in load("catalogue.json")["categories"]:
        above = paths.get(said["parent"])
        paths[said["slug"]] = f"{above} > {said['name']}" if above else said["name"]
        yield DemoCategory(**said, path=paths[said["slug"]])


@cache
def load(name: str) -> dict[str, Any]:
    """Return what a JSON file of the demo says: read once in a process, and not to be changed."""
    return dict(json.loads((FOLDER / name).read_text(encoding="utf-8")))
