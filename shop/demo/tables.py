"""Writes rows with their keys straight through the database driver: a million products fit into minutes."""

from collections.abc import Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

Row = list[Any]


class Table:
    """The table of one model. Rows are lists of values as the driver takes them, in the order of the columns."""

    def __init__(self, model: type[models.Model]) -> None:
        self._model = model
        self._name = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001
        self._fields = model._meta.concrete_fields  # noqa: SLF001 documented in spite of its name
        self.place = {field.attname: index for index, field in enumerate(self._fields)}
        """Where a field's value stands in a row, by attribute name."""

    def row(self, instance: models.Model) -> Row:
        """Return an unsaved instance, key included, as a row."""
        return [field.get_db_prep_save(field.pre_save(instance, add=True), connection) for field in self._fields]

    def next_key(self) -> int:
        """Return the first free primary key. Queries once."""
        rows: models.QuerySet[models.Model] = models.QuerySet(self._model)
        last: int | None = rows.aggregate(last=Max("pk"))["last"]
        return (last or 0) + 1

    def insert(self, rows: Sequence[Row]) -> None:
        columns = ", ".join(connection.ops.quote_name(field.column or "") for field in self._fields)
        marks = ", ".join(["%s"] * len(self._fields))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {self._name} ({columns}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                cursor.executemany(f"INSERT INTO {self._name} ({columns}) VALUES ({marks})", rows)  # noqa: S608 our own names

    def settle(self) -> None:
        """Tell the database what was written here: which keys it may give out next, and what to expect of the rows.

        PostgreSQL would find out the latter by itself, but not before the transaction ends: until then it would read
        all variants to find those of some products.
        """
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [self._model]):
                cursor.execute(statement)
            if connection.vendor == "postgresql":
                cursor.execute(f"ANALYZE {self._name}")


def delete_up_to(last: int, model: type[models.Model], column: str) -> None:
    """Delete the rows whose column is not above `last`, past Django, which would read them first."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {quote(column)} <= %s", [last])  # noqa: S608 our own names
