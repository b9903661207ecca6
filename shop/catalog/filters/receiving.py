"""Hears of what is written of products."""

from typing import Any

from django.db.models.signals import post_migrate

from shop.catalog.filters import storing
from shop.catalog.models import FacetShelf, Product
from shop.catalog.models.writes import products_leaving, products_written


def connect() -> None:
    products_written.connect(on_written)
    products_leaving.connect(on_leaving)
    post_migrate.connect(on_migrated, dispatch_uid="shop.catalog.filters")


def on_written(*, keys: list[int], **_: Any) -> None:
    storing.refresh(keys)


def on_leaving(*, keys: list[int], **_: Any) -> None:
    storing.forget(keys)


def on_migrated(*, app_config: Any, plan: list[Any] | None = None, **_: Any) -> None:
    """Build the bits in a shop that had products before it had bits."""
    if app_config.label != "catalog" or not any(migration.app_label == "catalog" for migration, _ in plan or ()):
        return
    if not FacetShelf.objects.exists() and Product.objects.published().exists():
        storing.rebuild()
