"""Things of the shop with everything defaulted: a test states only what matters to it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import count, product
from typing import Any

from django.utils.text import slugify

from shop.catalog.models import Category, Product, Variant, bulk_write

_numbers = count(1)


def make_category(*, name: str = "Textiles", parent: Category | None = None, **fields: Any) -> Category:
    """Create a category, with a slug that is free."""
    fields.setdefault("slug", _free_slug(name))
    return Category.objects.create(name=name, parent=parent, **fields)


def make_product(
    *,
    title: str = "Linen shirt",
    price: str | Decimal = "20.00",
    compare_at_price: str | Decimal | None = None,
    stock: int = 5,
    options: Mapping[str, Sequence[str]] | None = None,
    category: Category | None = None,
    variant: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Product:
    """Create a published product with a variant for each combination of `options`: {"Size": ["S", "M"]}.

    `variant` holds further fields of every variant, `fields` further fields of the product.
    """
    fields.setdefault("slug", _free_slug(title))
    fields.setdefault("status", Product.Status.ACTIVE)
    names = {f"option{number}_name": name for number, name in enumerate(options or {}, start=1)}
    with bulk_write():
        made = Product.objects.create(title=title, category=category, **names, **fields)
        Variant.objects.bulk_create(
            Variant(
                product=made,
                position=position,
                price=Decimal(price),
                compare_at_price=None if compare_at_price is None else Decimal(compare_at_price),
                stock=stock,
                **{f"option{number}": value for number, value in enumerate(values, start=1)},
                **(variant or {}),
            )
            for position, values in enumerate(product(*(options or {}).values()))
        )
    made.refresh_from_db()
    return made


def make_variant(*, product: Product | None = None, **fields: Any) -> Variant:
    """Create one more variant of `product`; without one, a product that has this variant alone."""
    fields["price"] = Decimal(fields.get("price", "20.00"))
    if fields.get("compare_at_price") is not None:
        fields["compare_at_price"] = Decimal(fields["compare_at_price"])
    product = product or Product.objects.create(
        title="Linen shirt", slug=_free_slug("Linen shirt"), status=Product.Status.ACTIVE
    )
    made = Variant.objects.create(product=product, **{"stock": 5, **fields})
    product.refresh_from_db()
    return made


def _free_slug(name: str) -> str:
    return f"{slugify(name, allow_unicode=True)}-{next(_numbers)}"
