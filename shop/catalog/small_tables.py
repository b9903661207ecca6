"""Small tables that every page needs: all their rows are read by one query for each version of the catalogue."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import CharField, QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONObject

from shop.catalog.version import PerVersion

Rows = list[dict[str, Any]]


class SmallTable(NamedTuple):
    """Which rows are read, and which of their fields. JSON has to have these: texts, numbers and nothing."""

    rows: "Callable[[], QuerySet[Any]]"
    fields: tuple[str, ...]


_tables: dict[str, SmallTable] = {}


def read_with_others(name: str, rows: "Callable[[], QuerySet[Any]]", *fields: str) -> None:
    """Let rows be read with those of the others under a name. A room says so before the first page is asked for."""
    _tables[name] = SmallTable(rows, fields)


def rows_of(name: str, version: str) -> Rows:
    """Return the rows of a table as they are in a version. Queries once for all tables, where that is another one."""
    return read.at(version)[name]


def read_all(_version: str) -> dict[str, Rows]:
    each = [
        table.rows()
        .order_by()
        .annotate(
            table=Value(name, CharField()),
            said=Cast(JSONObject(**{field: field for field in table.fields}), TextField()),
        )
        .values_list("table", "said")
        for name, table in _tables.items()
    ]
    found: dict[str, Rows] = {name: [] for name in _tables}
    # From Django 6.1 on a union has the order of the first model's Meta again.
    for name, said in each[0].union(*each[1:], all=True).order_by():
        found[name].append(json.loads(said))
    return found


read = PerVersion(read_all)
