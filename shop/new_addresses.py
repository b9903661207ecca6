"""Telling whoever wants to know that a page has got another address, in whatever way its slug was changed."""

from collections.abc import Iterable
from copy import copy
from typing import Any, Self, TypeVar

from django.db import models, transaction
from django.dispatch import Signal

M = TypeVar("M", bound=models.Model)
SLUG = "slug"

address_changed = Signal()
"""A page's address is another one: `former` and `address` are paths. Sent in the transaction that saves it."""


class Addressed(models.Model):
    """A page whose address has its slug in it. It tells who has another one after it is saved.

    Whoever writes slugs of many rows calls `tell_of_new_addresses`, if not by an `AddressedQuerySet`.
    """

    known_slug = ""
    """What it was when the row was read."""

    class Meta:
        abstract = True

    @transaction.atomic(savepoint=False)
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        named = kwargs.get("update_fields")
        if named is None or SLUG in named:
            tell_of_new_addresses([self])

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **options: Any) -> Self:
        """Read a row, and remember its slug."""
        made = super().from_db(db, field_names, values, **options)
        made.known_slug = vars(made).get(SLUG, "")
        return made


class AddressedQuerySet(models.QuerySet[M]):
    """Rows that tell of new addresses, where they are pages, when many are written. `bulk_update` is an `update`."""

    @transaction.atomic(savepoint=False)
    def update(self, **fields: Any) -> int:
        is_told = SLUG in fields and issubclass(self.model, Addressed)
        known = {row.pk: row for row in self.order_by()} if is_told else {}
        count = super().update(**fields)
        if known:
            rows = self.model._base_manager.filter(pk__in=known)  # noqa: SLF001 documented in spite of its name
            for pk, slug in rows.values_list("pk", SLUG):
                setattr(known[pk], SLUG, slug)
            tell_of_new_addresses(known.values())
        return count

    update.alters_data = True  # type: ignore[attr-defined]


def tell_of_new_addresses(pages: Iterable[Any]) -> None:
    """Tell of each of these pages, which are written, that has another address than when it was read."""
    for page in pages:
        known, page.known_slug = page.known_slug, page.slug
        if known and known != page.slug:
            former = copy(page)
            former.slug = known
            address_changed.send(type(page), former=former.get_absolute_url(), address=page.get_absolute_url())
