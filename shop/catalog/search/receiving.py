"""Hears of what is written of products."""

from typing import Any

from django.db.models.signals import post_migrate

from shop.catalog.models import Product
from shop.catalog.models.writes import products_leaving, products_written
from shop.catalog.search import indexing
from shop.catalog.search.index import index


def connect() -> None:
    products_written.connect(on_written)
    products_leaving.connect(on_leaving)
    post_migrate.connect(on_migrated, dispatch_uid="shop.catalog.search")


def on_written(*, keys: list[int], **_: Any) -> None:
    indexing.refresh(keys)


def on_leaving(*, keys: list[int], **_: Any) -> None:
    indexing.forget(keys)


def on_migrated(*, app_config: Any, plan: list[Any] | None = None, **_: Any) -> None:
    """Build the index in a shop that had products before it had an index."""
    if app_config.label != "catalog" or not any(migration.app_label == "catalog" for migration, _ in plan or ()):
        return
    if index().is_empty() and Product.objects.published().exists():
        indexing.rebuild()
