"""Whether the database has the schema of this release."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.core.checks import CheckMessage, Error
from django.core.management import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

MOST_NAMED: Final = 3
Names = frozenset[tuple[str, str]]
"""Migrations, each by its app and its own name."""


@dataclass(frozen=True, slots=True)
class Schema:
    """What this release's migrations and the applied ones do not have in common."""

    missing: Names
    unknown: Names

    @property
    def is_current(self) -> bool:
        return not self.missing and not self.unknown

    @property
    def is_newer(self) -> bool:
        """Whether a later release has migrated it."""
        return bool(self.unknown)

    @property
    def sentence(self) -> str:
        """Say what is wrong, to an operator. Empty where nothing is."""
        if self.unknown:
            return (
                f"The database is of a newer release: this one does not know {listed(self.unknown)}. Install that "
                "release again, or restore the backup that was made before it."
            )
        if self.missing:
            return f"The database is of an older release: manage.py migrate applies {listed(self.missing)}."
        return ""


def listed(names: Names) -> str:
    """Name the first few of them, and say how many more there are."""
    first = [f"{app}.{name}" for app, name in sorted(names)[:MOST_NAMED]]
    more = len(names) - len(first)
    return ", ".join(first) + (f" and {more} more" if more else "")


def schema() -> Schema:
    """Compare the database with this release. Queries twice. Raises DatabaseError where it does not answer."""
    return compared(MigrationRecorder(connection).applied_migrations())


def compared(applied: Any) -> Schema:
    """Compare these migrations with those of this release."""
    names, former = released()
    return Schema(missing=names - applied.keys(), unknown=frozenset(applied.keys() - names - former))


@cache
def released() -> tuple[Names, Names]:
    """Return the migrations of this release, and those that they stand for."""
    migrations = MigrationLoader(None).disk_migrations
    return frozenset(migrations), frozenset(name for one in migrations.values() for name in one.replaces)


def refuse_newer() -> None:
    """Raise CommandError where a later release has migrated the database."""
    found = schema()
    if found.is_newer:
        raise CommandError(found.sentence)


def check_schema(**_: Any) -> list[CheckMessage]:
    """Let every command that checks the shop refuse a newer database: Django's own ones too."""
    try:
        found = schema()
    except DatabaseError:
        # The command will say what is wrong with it, if it asks it at all.
        return []
    return [Error(found.sentence, id="shop.E100")] if found.is_newer else []
