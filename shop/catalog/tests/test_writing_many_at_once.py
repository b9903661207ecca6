"""Variants and images are written many at once, or given to another product: all that repeats them is true with it."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from shop.catalog.facets import storing
from shop.catalog.models import CatalogueVersion, FacetBits, Product, ProductImage, Variant, bulk_write
from shop.catalog.search import find, indexing
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it writes many rows at once, past the ORM")]
OFFER = (
    *("price_from", "compare_at_from", "saving", "price_varies", "is_on_sale", "is_available", "sole_variant", "cover"),
)


def shirt() -> Product:
    return Product.objects.get(slug="shirt")


def towel() -> Product:
    return Product.objects.get(slug="towel")


def changed(**fields: Any) -> list[Variant]:
    variants = list(shirt().variants.all())
    for variant in variants:
        for name, value in fields.items():
            setattr(variant, name, value)
    return variants


def inserted_over_themselves() -> None:
    Variant.objects.bulk_create(
        changed(product=towel(), option1="X")[:1],
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["product", "option1"],
    )


def delete(part: Variant) -> None:
    part.delete()


def move(part: Variant | ProductImage | None) -> None:
    assert part is not None
    part.product = towel()
    part.save()


WRITES: dict[str, Callable[[], Any]] = {
    "prices are set": lambda: Variant.objects.filter(pk=shirt().variants.latest("pk").pk).update(price=777),
    "prices are raised": lambda: Variant.objects.update(price=F("price") + 90),
    "prices are set one by one": lambda: Variant.objects.bulk_update(changed(price=Decimal(3)), ["price"]),
    "a product's prices are set": lambda: shirt().variants.update(price=777, compare_at_price=800),
    "a product is sold out": lambda: shirt().variants.update(stock=0),
    "SKUs are set": lambda: Variant.objects.update(sku="ALL-7"),
    "sizes are set": lambda: shirt().variants.filter(option1="S").update(option1="XL"),
    "a product's variants are deleted": lambda: shirt().variants.all().delete(),
    "the cheap ones are deleted": lambda: Variant.objects.filter(price__lt=25).delete(),
    "variants are inserted": lambda: Variant.objects.bulk_create([Variant(product=shirt(), option1="L", price=1)]),
    "variants are inserted over themselves": inserted_over_themselves,
    "variants go to another product": lambda: shirt().variants.update(product=towel()),
    "variants go to another product by its key": lambda: shirt().variants.update(product_id=towel().pk),
    "variants go there one by one": lambda: Variant.objects.bulk_update(changed(product=towel()), ["product"]),
    "a variant goes to another product": lambda: move(shirt().variants.latest("pk")),
    "a variant that shall go to another product is deleted": lambda: delete(changed(product=towel())[0]),
    "an image goes to another product": lambda: move(shirt().cover),
    "images are inserted": lambda: ProductImage.objects.bulk_create([ProductImage(product=towel())]),
    "images get another order": lambda: shirt().images.filter(position=0).update(position=9),
    "images go to another product": lambda: shirt().images.update(product=towel()),
    "images are deleted": lambda: shirt().images.all().delete(),
}


def state() -> list[Any]:
    bits = FacetBits.objects.order_by("category", "chunk", "name", "value")
    return [
        list(Product.objects.order_by("pk").values_list("pk", *OFFER)),
        [(row.category, row.chunk, row.name, row.value, row.total) for row in bits],
        [sorted(find(word)) for word in ("all-7", "xl", "shirt", "towel")],
    ]


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_all_that_repeats_them_is_what_it_would_be_made_anew(write: Callable[[], Any]) -> None:
    product = make_product(title="Shirt", slug="shirt", options={"Size": ["S", "M"]}, category=make_category())
    make_product(title="Towel", slug="towel", price="30", options={"Size": ["One"]})
    for position in range(2):
        ProductImage.objects.create(product=product, position=position)
    version = CatalogueVersion.current()

    write()

    kept = state()
    Product.objects.all().refresh_list_fields()
    storing.rebuild()
    indexing.rebuild()
    assert state() == kept
    assert CatalogueVersion.current() != version


def test_a_price_is_right_on_the_next_request_of_every_page(client: Client) -> None:
    category = make_category(slug="textiles")
    product = make_product(title="Shirt", slug="shirt", category=category)
    pages = ("/", "/category/textiles/", "/search/?q=shirt", "/products/shirt/")
    for page in pages:
        client.get(page)

    Variant.objects.filter(product=product).update(price=Decimal("777.31"))

    for page in pages:
        assert "777.31" in client.get(page).content.decode(), page


def test_a_write_that_is_taken_back_leaves_all_as_it_was() -> None:
    make_product(title="Shirt", slug="shirt")
    before = state()

    with bulk_write():
        shirt().variants.update(price=1)
        Product.objects.update(title="Blouse")
        transaction.set_rollback(True)

    assert state() == before


def test_what_is_written_together_is_refreshed_once(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    variants = list(make_product(options={"Size": list("12345")}).variants.all())

    with django_assert_max_num_queries(5 * 5 + 22), bulk_write():  # product, its lock, the row, savepoint and end
        for variant in variants:
            variant.save()


WAYS: dict[str, Callable[[], Any]] = {
    "a variant is saved": lambda: shirt().variants.get().save(),
    "variants are updated": lambda: shirt().variants.update(price=7),
    "products are updated": lambda: Product.objects.update(title="Blouse"),
    "a field is saved": lambda: shirt().save(update_fields=["title"]),
    "writes are done together": WRITES["prices are set one by one"],
}


@pytest.mark.parametrize("write", WAYS.values(), ids=WAYS)
def test_the_product_says_when_it_changed(write: Callable[[], Any]) -> None:
    product = make_product(title="Shirt", slug="shirt")
    long_ago = product.updated_at - timedelta(days=9)
    Product.objects.update(updated_at=long_ago)

    write()

    product.refresh_from_db()
    assert product.updated_at > long_ago
