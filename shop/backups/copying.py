"""A shop's SQLite database into its PostgreSQL database, row by row."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import DatabaseError, connection, connections, models, transaction

from shop.backups.refusals import RestoreRefused
from shop.catalog.facets import storing
from shop.catalog.search import indexing
from shop.database.sqlite.base import DatabaseWrapper

SOURCE = "copied"
ROWS_AT_ONCE = 2_000


def copy(file: Path) -> None:
    """Put all rows of a SQLite database of this schema in the place of those that are here, in one transaction.

    Raises RestoreRefused where PostgreSQL refuses a row, and nothing is changed then.
    """
    described = connections.configure_settings({"default": {"ENGINE": "shop.database.sqlite", "NAME": str(file)}})
    connections[SOURCE] = DatabaseWrapper(described["default"], SOURCE)
    copied = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]  # noqa: SLF001
    copied = [model for model in copied if not model._meta.proxy]  # noqa: SLF001
    try:
        with transaction.atomic():
            tables = [model._meta.db_table for model in copied]  # noqa: SLF001
            with connection.cursor() as cursor:
                for statement in connection.ops.sql_flush(no_style(), tables):
                    cursor.execute(statement)
            for model in copied:
                copy_rows(model)
            with connection.cursor() as cursor:
                for statement in connection.ops.sequence_reset_sql(no_style(), copied):
                    cursor.execute(statement)
            connection.check_constraints()
            indexing.rebuild()
            storing.rebuild()
    except DatabaseError as error:
        raise RestoreRefused(f"PostgreSQL refused what SQLite had, and nothing was changed: {error}") from error
    finally:
        connections[SOURCE].close()
        del connections[SOURCE]


def copy_rows(model: type[models.Model]) -> None:
    """Write a table's rows, their keys included, past the models: nothing is worked out anew."""
    quote = connection.ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not field.generated]  # noqa: SLF001
    columns = ", ".join(quote(field.column or "") for field in fields)
    with connection.cursor() as cursor, cursor.copy(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN") as to:  # noqa: SLF001
        for row in rows(model, fields):
            to.write_row(row)


def rows(model: type[models.Model], fields: "list[models.Field[Any, Any]]") -> Iterator[list[Any]]:
    """Give a table's rows of the source as PostgreSQL's driver takes them."""
    stored: models.QuerySet[models.Model] = models.QuerySet(model, using=SOURCE)
    names = [field.attname for field in fields]
    for row in stored.order_by("pk").values_list(*names).iterator(chunk_size=ROWS_AT_ONCE):
        yield [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
