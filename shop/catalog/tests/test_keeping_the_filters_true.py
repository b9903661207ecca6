"""Whatever is written of products and however, the bits say what a rebuilding would say."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from shop.catalog.admin.products import set_status
from shop.catalog.facets import storing
from shop.catalog.facets.definition import band_of, digits_of, number_of
from shop.catalog.facets.gathering import Gathered
from shop.catalog.models import (
    CatalogueVersion,
    Category,
    FacetBits,
    FacetPlace,
    FacetShelf,
    Product,
    ProductImage,
    Variant,
)
from shop.catalog.models.facets import PLACES
from shop.demo.seeding import seed
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it writes many rows at once, past the ORM")]


def facets() -> dict[int, set[tuple[int, str, str]]]:
    """What the bits say of each product."""
    rows = {(row.category, row.chunk, row.name, row.value): row for row in FacetBits.objects.all()}
    for row in rows.values():
        assert row.total == int.from_bytes(row.bits, "little").bit_count() > 0
    said: dict[int, set[tuple[int, str, str]]] = {}
    for place in FacetPlace.objects.all():
        chunk, bit = place.number // PLACES, 1 << place.number % PLACES
        found = {
            (category, name, value)
            for (category, of, name, value), row in rows.items()
            if category == place.category and of == chunk and int.from_bytes(row.bits, "little") & bit
        }
        if found:
            said[place.product_id] = found
    assert sum(map(len, said.values())) == sum(row.total for row in rows.values())
    return said


def shirt() -> Product:
    return Product.objects.get(title="Shirt")


def save(thing: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()


def move_to_another_category() -> None:
    save(shirt(), category=Category.objects.get(name="Kitchen"))


def sell_out() -> None:
    for variant in shirt().variants.all():
        save(variant, stock=0)


WRITES: dict[str, Callable[[], Any]] = {
    "a product is hidden": lambda: save(shirt(), status=Product.Status.DRAFT),
    "a product is published": lambda: save(Product.objects.get(title="Draft"), status=Product.Status.ACTIVE),
    "a product goes to another category": move_to_another_category,
    "a product leaves its category": lambda: save(shirt(), category=None),
    "a product gets another vendor": lambda: save(shirt(), vendor="Grove", product_type="Top"),
    "an option gets another name": lambda: save(shirt(), option1_name="Größe"),
    "products are updated": lambda: Product.objects.update(vendor="Grove"),
    "products leave the filter by which they are updated": lambda: Product.objects.filter(vendor="").update(vendor="X"),
    "products get another status": lambda: set_status(Product.objects.all(), Product.Status.ARCHIVED),
    "a variant gets another price": lambda: save(shirt().variants.latest("pk"), price=Decimal("3.50")),
    "a variant gets another size": lambda: save(shirt().variants.latest("pk"), option1="XL"),
    "a variant is sold out": sell_out,
    "a variant is deleted": lambda: shirt().variants.latest("pk").delete(),
    "all variants are deleted": lambda: [variant.delete() for variant in shirt().variants.all()],
    "offers are refreshed": lambda: (
        Variant.objects.update(price=F("price") + 90),
        Product.objects.all().refresh_list_fields(),
    ),
    "a product is deleted": lambda: shirt().delete(),
    "products are deleted": lambda: Product.objects.filter(title="Mug").delete(),
    "all products are deleted": lambda: Product.objects.all().delete(),
    "a product is added": lambda: make_product(title="Bowl", options={"Colour": ["Blue"]}, category=shirt().category),
    "an image is added": lambda: ProductImage.objects.create(product=shirt()),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_they_say_after_each_write_what_a_rebuilding_says(write: Callable[[], Any]) -> None:
    textiles, kitchen = make_category(name="Textiles"), make_category(name="Kitchen")
    make_product(title="Shirt", category=textiles, options={"Size": ["S", "L"], "Colour": ["Red"]}, price="20.00")
    make_product(title="Towel", category=textiles, vendor="Halm", compare_at_price="30.00")
    make_product(title="Mug", category=kitchen, product_type="Mug", stock=0)
    make_product(title="Draft", category=kitchen, status=Product.Status.DRAFT)

    write()

    kept = facets()
    storing.rebuild()
    assert kept == facets()
    assert set(kept) == set(Product.objects.published().values_list("pk", flat=True))


def test_a_write_that_changes_no_facet_writes_no_bits(django_assert_max_num_queries: Any) -> None:
    product = make_product()

    with django_assert_max_num_queries(6):  # variants, product, place, bits; a savepoint and its end
        storing.refresh([product.pk])


def test_seeding_writes_them_as_a_rebuilding_does() -> None:
    seed(products=300)

    kept = facets()

    assert len(kept) == Product.objects.published().count()
    storing.rebuild()
    assert kept == facets()


def test_seeding_again_leaves_nothing_of_before() -> None:
    seed(products=20)
    seed(products=10)

    assert len(facets()) == Product.objects.published().count()
    assert set(FacetShelf.objects.values_list("category", flat=True)) >= set(
        Product.objects.published().values_list("category", flat=True)
    )


def test_more_products_than_one_row_has_places_for(monkeypatch: pytest.MonkeyPatch) -> None:
    category = make_category()
    first = make_product(category=category)
    FacetShelf.objects.update(next_place=PLACES - 1)
    make_product(category=category)
    make_product(category=category)

    assert set(FacetBits.objects.filter(name="*").values_list("chunk", "total")) == {(0, 2), (1, 1)}
    assert first.pk in facets()
    assert len(facets()) == 3


def test_the_command_builds_them_anew() -> None:
    make_product()
    FacetBits.objects.all().delete()

    call_command("rebuild_filters", "--no-progress")

    assert len(facets()) == 1


def test_the_command_puts_right_what_was_written_past_the_shop(capsys: pytest.CaptureFixture[str]) -> None:
    make_product(title="Shirt")
    mug = make_product(title="Mug")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalog_variant SET price = 7, stock = 0 WHERE product_id = %s", [mug.pk])
    version = CatalogueVersion.current()

    call_command("rebuild_filters", "--no-progress")

    assert "Put right what lists show of 1 product.\nBuilt the filters of 2 products." in capsys.readouterr().out
    changed = Product.objects.get(pk=mug.pk)
    assert (changed.price_from, changed.is_available) == (7, False)
    assert changed.updated_at > mug.updated_at
    assert facets()[mug.pk] >= {(0, "price", "5-10")}
    assert CatalogueVersion.current() != version


def test_the_command_leaves_right_what_is_right() -> None:
    product = make_product()

    call_command("rebuild_filters", "--no-progress")

    assert Product.objects.get().updated_at == product.updated_at


def test_the_command_that_is_stopped_says_so_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    make_product()
    before = facets()

    def stop(self: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Gathered, "write", stop)
    with pytest.raises(CommandError, match=r"^Stopped: nothing of the filters was changed\.$"):
        call_command("rebuild_filters", "--no-progress")

    assert facets() == before


@pytest.mark.parametrize(
    ("price", "band"),
    [
        *(("0", "0-1"), ("0.99", "0-1"), ("1", "1-2"), ("2", "2-5"), ("4.99", "2-5"), ("5", "5-10"), ("10", "10-20")),
        *(("99.99", "50-100"), ("100", "100-200"), ("20000", "20000-50000")),
    ],
)
def test_a_price_is_in_one_band(price: str, band: str) -> None:
    assert band_of(Decimal(price)) == band


def test_the_digits_of_a_price_are_the_price() -> None:
    price = Decimal("1234.567")

    assert sum(1 << digit for digit in digits_of(price)) == number_of(price) == 1234567
