"""The builders of the tests."""

from decimal import Decimal

import pytest

from shop.testing.builders import make_category, make_product, make_variant

pytestmark = pytest.mark.django_db


def test_a_product_can_be_bought_as_it_comes() -> None:
    product = make_product()
    assert product.is_available
    assert product.price_from == Decimal("20.00")
    assert product.sole_variant is not None
    assert product.sole_variant.max_quantity == 5


def test_a_product_has_a_variant_for_each_combination_of_its_options() -> None:
    product = make_product(options={"Size": ["S", "M"], "Colour": ["Red", "Blue"]}, price="9.50")
    assert product.option_names == ["Size", "Colour"]
    assert [variant.title for variant in product.variants.all()] == ["S / Red", "S / Blue", "M / Red", "M / Blue"]
    assert product.sole_variant is None


def test_products_and_categories_of_one_name_stand_beside_each_other() -> None:
    textiles = make_category()
    towels = make_category(name="Towels", parent=textiles)
    assert make_product(category=towels).slug != make_product(category=towels).slug
    assert towels.parent == textiles


def test_a_variant_joins_the_product_it_is_made_for() -> None:
    product = make_product(options={"Size": ["S"]})
    large = make_variant(product=product, option1="L", price="30.00", compare_at_price="35.00")
    assert large.is_on_sale
    assert product.price_varies
    assert make_variant(stock=0).max_quantity == 0
