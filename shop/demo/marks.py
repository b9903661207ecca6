"""What tells a product of the demo from a merchant's own: a mark, with the digest of what the demo wrote."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from hashlib import blake2b
from typing import Any, Final

from django.db import models

from shop.catalog.models import ImportedProduct, Product, ProductImage, Variant
from shop.demo.models import SeededProduct

# Neither stock nor status: an order changes the one, and who looks around the other.
TEXTS: Final = (
    *("title", "slug", "description", "vendor", "product_type", "tags", "seo_title", "seo_description"),
    *("option1_name", "option2_name", "option3_name", "gift_card"),
)
PARTS: Final[tuple[tuple[type[models.Model], tuple[str, ...]], ...]] = (
    (Variant, ("option1", "option2", "option3", "sku", "barcode", "price", "compare_at_price", "cost", "weight_grams")),
    (ProductImage, ("drawing", "photo", "alt")),
)


def mark(keys: Sequence[int]) -> None:
    """Mark products as the demo's, as they are now. Four queries for some hundreds."""
    SeededProduct.objects.bulk_create(
        (SeededProduct(product_id=key, digest=digest) for key, digest in digests(keys).items()), batch_size=1_000
    )


def untouched(keys: Sequence[int]) -> set[int]:
    """Return those of the demo's products that are as it made them: neither edited nor in a merchant's file."""
    marked = dict(SeededProduct.objects.filter(product__in=keys).values_list("product", "digest"))
    imported = set(ImportedProduct.objects.filter(product__in=keys).values_list("product", flat=True))
    return {key for key, digest in digests(keys).items() if marked.get(key) == digest} - imported


def digests(keys: Sequence[int]) -> dict[int, str]:
    """Return the digest of what these products say. Queries three times."""
    said: defaultdict[int, list[Any]] = defaultdict(list)
    for key, *texts in rows(Product, "pk", keys, ("pk",)).values_list("pk", *TEXTS):
        said[key] += map(plain, texts)
    for model, names in PARTS:
        for key, *values in rows(model, "product", keys, ("position", "pk")).values_list("product", *names):
            said[key].append([*map(plain, values)])
    return {key: blake2b(repr(values).encode(), digest_size=8).hexdigest() for key, values in said.items()}


def rows(model: type[models.Model], name: str, keys: Iterable[int], order: Sequence[str]) -> Any:
    table: models.QuerySet[models.Model] = models.QuerySet(model)
    return table.filter(**{f"{name}__in": keys}).order_by(*order)


def plain(value: Any) -> str:
    """Return a value as text, the same from either database."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
