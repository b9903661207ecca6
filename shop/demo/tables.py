"""Writes rows with their keys straight through the database driver: a million products fit into minutes."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

from shop.catalog.facets.definition import Facet
from shop.catalog.facets.gathering import Gathered
from shop.catalog.models import FacetPlace, Product, ProductImage, Variant

Row = list[Any]


class Table:
    """The table of one model. Rows are lists of values as the driver takes them, in the order of the columns."""

    def __init__(self, model: type[models.Model]) -> None:
        """Query once, for the first free key."""
        self.model = model
        self.name = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001
        self.fields = model._meta.concrete_fields  # noqa: SLF001 documented in spite of its name
        self.place = {field.attname: index for index, field in enumerate(self.fields)}
        last = models.QuerySet(model).aggregate(last=Max("pk"))["last"]
        self.keys = count((last or 0) + 1)
        self.waiting: list[Row] = []

    def row(self, instance: models.Model) -> Row:
        """Return an unsaved instance as a row."""
        return [field.get_db_prep_save(field.pre_save(instance, add=True), connection) for field in self.fields]

    def add(self, template: Row, key: int, **values: Any) -> int:
        """Let a copy of a row with this key and these values wait to be written, and return the key."""
        row = template.copy()
        row[self.place["id"]] = key
        for name, value in values.items():
            row[self.place[name]] = value
        self.waiting.append(row)
        return key

    def write(self) -> None:
        """Insert what waits."""
        columns = ", ".join(connection.ops.quote_name(field.column or "") for field in self.fields)
        marks = ", ".join(["%s"] * len(self.fields))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {self.name} ({columns}) FROM STDIN") as copy:
                    for row in self.waiting:
                        copy.write_row(row)
            else:
                cursor.executemany(f"INSERT INTO {self.name} ({columns}) VALUES ({marks})", self.waiting)  # noqa: S608 our own names
        self.waiting.clear()


class Tables:
    """The tables that a product is written to, and what lists are filtered by."""

    def __init__(self) -> None:
        self.products, self.images, self.variants = Table(Product), Table(ProductImage), Table(Variant)
        self.places, self.gathered = Table(FacetPlace), Gathered()

    def place(self, product: int, category: int, facets: Iterable[Facet]) -> None:
        """Note by what a published product is found."""
        self.places.waiting.append([product, category, self.gathered.add(category, facets)])

    def write(self) -> None:
        """Insert what waits, in four rounds; the database checks foreign keys when the transaction ends."""
        for table in (self.products, self.images, self.variants, self.places):
            table.write()


def delete_up_to(last: int, model: type[models.Model], column: str) -> None:
    """Delete the rows whose column is not above `last`, past Django, which would read them first."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {quote(column)} <= %s", [last])  # noqa: S608 our own names


def begin_keys_anew(model: type[models.Model]) -> None:
    """Let the keys of an empty table begin with 1 again; a transaction that is taken back takes this back too."""
    table = model._meta.db_table  # noqa: SLF001
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
            cursor.execute(f"ALTER SEQUENCE {cursor.fetchone()[0]} RESTART")
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])


def settle(model: type[models.Model]) -> None:
    """Tell the database what was written to a table: which keys it may give out next, and what to expect of the rows.

    PostgreSQL would find out the latter by itself, but not before the transaction ends: until then it would read all
    variants to find those of some products.
    """
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")  # noqa: SLF001
