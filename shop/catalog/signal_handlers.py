"""Signal handlers: filters and the search index follow the products when they are written."""

from typing import Any

from django.db.models.signals import post_migrate

from shop.catalog.facets import storing
from shop.catalog.models import Product
from shop.catalog.models.write_signals import products_leaving, products_written
from shop.catalog.search import indexing
from shop.catalog.search.index import index


def connect() -> None:
    products_written.connect(on_written)
    products_leaving.connect(on_leaving)
    post_migrate.connect(on_migrated, dispatch_uid="shop.catalog")


def on_written(*, keys: list[int], **_: Any) -> None:
    storing.refresh(keys)
    indexing.refresh(keys)


def on_leaving(*, keys: list[int], **_: Any) -> None:
    storing.forget(keys)
    indexing.forget(keys)


def on_migrated(*, app_config: Any, plan: list[Any] | None = None, **_: Any) -> None:
    """Build the bits anew where the catalogue was migrated, for they may be of other fields, and a missing index."""
    if app_config.label != "catalog" or not any(migration.app_label == "catalog" for migration, _ in plan or ()):
        return
    if Product.objects.published().exists():
        storing.rebuild()
        if index().is_empty():
            indexing.rebuild()
