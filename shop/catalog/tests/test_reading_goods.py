"""What is read past the ORM of a cart's goods is what the ORM reads."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from shop.catalog.cart_variants import PRODUCTS, VARIANTS, read_cart_variants
from shop.catalog.models import ProductImage, Variant
from shop.display import Picture
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


def test_each_has_all_its_own_fields_and_what_a_cart_shows_of_its_product(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    shirt = make_product(
        title="리넨 shirt",
        category=make_category(),
        price="20.50",
        compare_at_price="25",
        options={"Colour": ["Sage", "Ink"]},
    )
    make_product(title="Mug", status="draft", stock=0)
    asked = list(Variant.objects.values_list("pk", flat=True))

    with django_assert_num_queries(1):
        goods = read_cart_variants(asked)
        shown = {pk: (str(found), found.get_absolute_url(), found.picture) for pk, found in goods.items()}

    assert set(goods) == set(asked)
    for variant in Variant.objects.select_related("product"):
        found = goods[variant.pk]
        assert [getattr(found, name) for name in VARIANTS.columns] == [
            getattr(variant, name) for name in VARIANTS.columns
        ]
        product = found.product
        assert [getattr(product, name) for name in PRODUCTS.columns] == [
            getattr(variant.product, name) for name in PRODUCTS.columns
        ]
        assert shown[variant.pk] == (str(variant), variant.get_absolute_url(), Picture())
    assert goods[shirt.variants.first().pk].price == shirt.variants.first().price  # type: ignore[union-attr]


def test_its_picture_is_its_own_or_else_the_first_of_its_product() -> None:
    product = make_product(options={"Colour": ["Sage", "Ink"]})
    cover, own = (ProductImage.objects.create(product=product, drawing=f"drawings/{name}.svg") for name in "ab")
    sage, ink = product.variants.all()
    sage.image = own
    sage.save()

    goods = read_cart_variants([sage.pk, ink.pk])

    assert goods[sage.pk].picture == own.picture
    assert goods[ink.pk].picture == cover.picture


def test_what_is_not_there_is_left_out() -> None:
    assert read_cart_variants([]) == {}
    assert read_cart_variants([2**62]) == {}


@pytest.mark.parametrize("grams", ["0", "250", "453.59237", "28.349523125", "1000000.5"])
def test_weights_are_whole_to_their_last_place(grams: str) -> None:
    pk = make_product(variant={"weight_grams": Decimal(grams)}).variants.get().pk

    read = read_cart_variants([pk])[pk].weight_grams

    assert f"{read:f}" == f"{Variant.objects.get(pk=pk).weight_grams:f}" == grams
