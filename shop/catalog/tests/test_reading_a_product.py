"""What is read past the ORM of a product for its page is what the ORM reads."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shop.catalog.models import Product, ProductImage
from shop.catalog.product_query import PRODUCTS, VARIANTS, read_product
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


@pytest.fixture
def shirt(db: None) -> Product:
    """A shirt in two colours, with two pictures; beside it a mug of the same category."""
    category = make_category()
    shirt = make_product(
        title="리넨 “shirt”",
        category=category,
        description="<p>Soft</p>",
        price="20.50",
        compare_at_price="25",
        options={"Colour": ["Sage", "Ink"]},
    )
    for position, alt in ((1, "Ink"), (0, "")):
        ProductImage.objects.create(product=shirt, position=position, alt=alt, drawing=f"drawings/{position}.svg")
    ProductImage.objects.create(product=make_product(title="Mug", category=category), drawing="drawings/mug.svg")
    shirt.refresh_from_db()
    return shirt


def test_it_comes_with_its_variants_and_images_in_their_order(
    shirt: Product, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        found, variants, images = read_product(shirt.slug)
        shown = [(variant.product is found, variant.max_quantity, str(variant)) for variant in variants]
        texts = (found.meta_description, found.shown_price, found.option_names, found.get_absolute_url())

    assert found == shirt
    assert [getattr(found, name) for name in PRODUCTS.columns] == [getattr(shirt, name) for name in PRODUCTS.columns]
    stored = list(shirt.variants.all())
    assert [[getattr(own, name) for name in VARIANTS.columns] for own in variants] == [
        [getattr(own, name) for name in VARIANTS.columns] for own in stored
    ]
    assert shown == [(True, own.max_quantity, str(own)) for own in stored]
    assert [tuple(image) for image in images] == [(own.pk, own.alt, own.picture) for own in shirt.images.all()]
    assert texts == (shirt.meta_description, shirt.shown_price, shirt.option_names, shirt.get_absolute_url())


def test_what_its_page_does_not_show_is_looked_up_when_it_is_asked_for(shirt: Product) -> None:
    assert read_product(shirt.slug).product.tags == shirt.tags


@pytest.mark.parametrize("status", [Product.Status.DRAFT, Product.Status.ARCHIVED])
def test_one_that_is_not_published_is_not_there(shirt: Product, status: str) -> None:
    Product.objects.filter(pk=shirt.pk).update(status=status)

    with pytest.raises(Product.DoesNotExist):
        read_product(shirt.slug)
    with pytest.raises(Product.DoesNotExist):
        read_product("nothing-of-the-kind")


def test_one_without_variants_or_images_is_there_too() -> None:
    bare = Product.objects.create(title="Bare", slug="bare", status=Product.Status.ACTIVE)

    assert read_product("bare") == (bare, (), ())
