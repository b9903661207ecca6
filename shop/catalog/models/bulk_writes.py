"""Bulk writes: many products in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from shop.catalog.batches import batches
from shop.catalog.models.products import Product
from shop.catalog.models.write_signals import Pending, notify_written, pending

BATCH = 500


@contextmanager
def bulk_write() -> Iterator[Pending]:
    """Let products, their variants and images be written in one transaction, and what lists need of them at its end.

    Rows, offers, filters and search are true from the commit on; inside the block the last three are as they were, but
    for products that are deleted, which leave them at once.

    On PostgreSQL a transaction of one's own that writes several products should be one of these, and should write them
    by ascending key: what they share is then held last, and in the order in which everybody holds it. One that saves
    them in any other order may be ended by the database to break a deadlock; an order that is ended so is placed again.
    """
    with transaction.atomic():
        if outer := pending.get():
            yield outer
            return
        later = Pending()
        token = pending.set(later)
        try:
            yield later
        finally:
            pending.reset(token)
        if transaction.get_rollback():
            return
        for batch in batches(sorted(later.outdated), BATCH):
            Product.objects.filter(pk__in=batch).write_list_fields(updated_at=timezone.now())
        if keys := later.outdated | later.written:
            notify_written(Product, keys)
