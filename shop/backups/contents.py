"""What a database holds, as far as an operator counts it."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

Ask = Callable[[str], list[tuple[Any, ...]]]
"""Asks a database, whatever it is reached by."""

COUNTED: Final = {
    "orders": "orders_order",
    "products": "catalog_product",
    "categories": "catalog_category",
    "accounts": "auth_user",
    "coupons": "coupons_coupon",
    "delivery methods": "delivery_deliverymethod",
    "tax rates": "taxes_taxrate",
}
MIGRATIONS: Final = "django_migrations"


@dataclass(frozen=True, slots=True)
class Contents:
    """How many there are of what matters, and the migrations that were applied."""

    counts: Mapping[str, int]
    migrations: frozenset[tuple[str, str]]

    @property
    def is_nothing(self) -> bool:
        return not any(self.counts.values())

    def __str__(self) -> str:
        return ", ".join(f"{count:,} {what}" for what, count in self.counts.items() if count) or "nothing"


def contents(ask: Ask, tables: Container[str]) -> Contents:
    """Count what is in these tables: a database of another release may have others."""
    counts = {
        what: int(ask(f"SELECT COUNT(*) FROM {table}")[0][0]) if table in tables else 0  # noqa: S608 our own names
        for what, table in COUNTED.items()
    }
    rows = ask(f"SELECT app, name FROM {MIGRATIONS}") if MIGRATIONS in tables else []  # noqa: S608
    return Contents(counts, frozenset((str(app), str(name)) for app, name in rows))


def contents_of_the_shop() -> Contents:
    """Count what this shop's database holds now."""
    return contents(ask, connection.introspection.table_names())


def ask(query: str) -> list[tuple[Any, ...]]:
    """Return the rows that a statement finds. Queries once."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())
