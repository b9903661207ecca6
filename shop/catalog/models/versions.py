"""Which state the catalogue is in, so that what is remembered of it can be told from what it is now."""

import secrets
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, TypeVar

from django.db import connection, models, transaction

from shop.catalog.leases import wait_out
from shop.new_addresses import AddressedQuerySet

M = TypeVar("M", bound=models.Model)
TOKENS = "SELECT token FROM catalog_catalogueversion ORDER BY id"
"""Reads the version, past the ORM, since every page asks for it."""


class CatalogueVersion(models.Model):
    """A row for each of the writers that wrote at the same time, with what the last one left in it.

    All tokens together are the version. A writer takes any row that no other holds, so that writers neither wait for
    each other nor deadlock. A token is random and never comes back, not even when the transaction is taken back.
    """

    token = models.CharField(max_length=16)

    def __str__(self) -> str:
        return self.token

    @classmethod
    def current(cls) -> str:
        """Return the version. Ask before reading the catalogue, and what was read is never newer.

        Queries once.
        """
        with connection.cursor() as cursor:
            cursor.execute(TOKENS)
            return version_of(cursor.fetchall())

    @classmethod
    @transaction.atomic
    def bump(cls) -> None:
        """Make the version another one, in the transaction of the write that is the reason. Two queries.

        On SQLite readers are told of a commit; elsewhere it waits until none of them holds the version before.
        """
        free = cls.objects.order_by("pk").select_for_update(skip_locked=True).first() or cls()
        free.token = secrets.token_hex(8)
        free.save()
        if connection.vendor != "sqlite" and not any(hook[1] is wait_out for hook in connection.run_on_commit):
            transaction.on_commit(wait_out)


class VersionedQuerySet(AddressedQuerySet[M]):
    """Rows of the catalogue: whatever writes many of them makes the version another one."""

    @transaction.atomic
    def update(self, **fields: Any) -> int:
        count = super().update(**fields)
        CatalogueVersion.bump()
        return count

    update.alters_data = True  # type: ignore[attr-defined]

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        deleted = super().delete()
        CatalogueVersion.bump()
        return deleted

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    @transaction.atomic
    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        made = super().bulk_create(objs, *args, **kwargs)
        CatalogueVersion.bump()
        return made


class Versioned(models.Model):
    """A row of the catalogue: saving or deleting it makes the version another one."""

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        CatalogueVersion.bump()

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        CatalogueVersion.bump()
        return deleted


def version_of(rows: Iterable[tuple[str]]) -> str:
    """Return the version that these tokens are together."""
    return blake2b("".join(token for (token,) in rows).encode(), digest_size=16).hexdigest()
