"""What a product costs and whether it can be bought stands in its own row."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from shop.catalog.models import Product, ProductImage, Variant
from shop.testing.builders import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


def test_it_costs_from_its_cheapest_variant() -> None:
    product = make_product(price="20.00", options={"Size": ["S", "L"]})
    small = product.variants.get(option1="S")
    small.price, small.compare_at_price = Decimal("15.00"), Decimal("18.00")

    small.save()

    product.refresh_from_db()
    assert (product.price_from, product.compare_at_from) == (Decimal("15.00"), Decimal("18.00"))
    assert product.price_varies
    assert product.is_on_sale


def test_a_compare_at_price_below_the_price_is_no_sale() -> None:
    product = make_product(price="20.00", compare_at_price="19.00")

    assert not product.is_on_sale
    assert product.compare_at_from is None


def test_it_is_available_while_one_variant_is() -> None:
    product = make_product(stock=0, options={"Size": ["S", "L"]})
    assert not product.is_available

    last = product.variants.get(option1="L")
    last.stock = 1
    last.save()

    product.refresh_from_db()
    assert product.is_available


def test_it_needs_no_choice_while_it_has_one_variant() -> None:
    product = make_product()
    only = product.variants.get()
    assert product.sole_variant == only

    second = Variant.objects.create(product=product, option1="L", price="20.00")
    product.refresh_from_db()
    assert product.sole_variant is None

    second.delete()
    product.refresh_from_db()
    assert product.sole_variant == only


def test_its_cover_is_its_first_image() -> None:
    product = make_product()
    second = ProductImage.objects.create(product=product, position=2)
    first = ProductImage.objects.create(product=product, position=1)

    product.refresh_from_db()
    assert product.cover == first

    first.delete()
    product.refresh_from_db()
    assert product.cover == second


def test_a_product_without_variants_cannot_be_bought() -> None:
    product = make_product()

    product.variants.get().delete()

    product.refresh_from_db()
    assert not product.is_available
    assert product.price_from is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"price": "-1.00"},
        {"compare_at_price": "-1.00"},
        {"stock": -1},
        {"option1": "", "option2": "L"},
    ],
)
def test_the_database_refuses_what_must_not_be(wrong: dict[str, object]) -> None:
    product = make_product(options={"Size": ["S"]})

    with pytest.raises(IntegrityError), transaction.atomic():
        Variant.objects.filter(product=product).update(**wrong)


def test_the_database_refuses_the_same_options_twice() -> None:
    product = make_product(options={"Size": ["S"]})

    with pytest.raises(IntegrityError), transaction.atomic():
        Variant.objects.create(product=product, option1="S", price="1.00")


def test_stock_may_be_below_zero_only_on_backorder() -> None:
    product = make_product(variant={"allow_backorder": True})

    Variant.objects.filter(product=product).update(stock=-3)

    assert product.variants.get().max_quantity > 0


def test_options_leave_no_gap() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.create(title="Shirt", slug="shirt", option2_name="Size")
