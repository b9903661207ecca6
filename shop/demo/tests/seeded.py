"""What `manage.py seed_demo` says and leaves behind."""

from io import StringIO
from typing import Any

from django.core.management import call_command

from shop.catalog.models import Category, Product, ProductImage, Variant

OFFER = (
    "price_from", "compare_at_from", "price_varies", "is_on_sale", "is_available", "sole_variant_id", "cover_id",
)  # fmt: skip


COLUMNS = (
    "pk", "title", "slug", "description", "vendor", "product_type", "category__slug", "tags", "status", "seo_title",
    "seo_description", "option1_name", "option2_name", "option3_name", "created_at", *OFFER,
)  # fmt: skip


def seed(*arguments: str) -> str:
    out = StringIO()
    call_command("seed_demo", "--no-progress", *arguments, stdout=out)
    return out.getvalue()


def contents() -> list[list[tuple[Any, ...]]]:
    """Everything that the demo wrote, but for the time of writing."""
    return [
        list(Category.objects.order_by("slug").values_list("slug", "name", "parent__slug", "position", "description")),
        list(Product.objects.order_by("slug").values_list(*COLUMNS)),
        list(ProductImage.objects.order_by("pk").values_list()),
        list(Variant.objects.order_by("pk").values_list()),
    ]


def offers() -> list[tuple[Any, ...]]:
    return list(Product.objects.order_by("pk").values_list("pk", *OFFER))
