"""Whatever is written of products and however, the index says what a rebuilding would say."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from shop.catalog.admin.products import set_status
from shop.catalog.models import Code, Product, ProductImage, Spelling, Variant
from shop.catalog.search import find, indexing
from shop.testing.builders import make_product, make_variant

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it writes many rows at once, past the ORM")]


@pytest.fixture(autouse=True)
def index(db: None) -> None:
    """The index of an empty shop: Django empties the tables of its models alone after a test that commits."""
    indexing.rebuild()


def entries() -> dict[int, frozenset[str]]:
    """What the index says of each product."""
    is_sqlite = connection.vendor == "sqlite"
    columns = "rowid, tokens" if is_sqlite else "product_id, array_to_string(tsvector_to_array(tokens), ' ')"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM catalog_search")  # noqa: S608 our own names
        tokens = {key: set(tokens.split()) for key, tokens in cursor.fetchall()}
    for code, key in Code.objects.values_list("code", "product"):
        tokens.setdefault(key, set()).add(f"code {code}")
    return {key: frozenset(own) for key, own in tokens.items()}


def mug() -> Product:
    return Product.objects.get(title="Tide mug")


def save(thing: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()


WRITES: dict[str, Callable[[], Any]] = {
    "a product gets another title": lambda: save(mug(), title="Ebb mug"),
    "a product gets another text": lambda: save(mug(), description="<p>Turned &amp; glazed</p>", tags="new"),
    "a product is hidden": lambda: save(mug(), status=Product.Status.DRAFT),
    "a product is published": lambda: save(Product.objects.get(title="Draft"), status=Product.Status.ACTIVE),
    "products are updated": lambda: Product.objects.update(vendor="Grove"),
    "products leave the filter by which they are updated": lambda: Product.objects.filter(vendor="").update(vendor="X"),
    "products get another status": lambda: set_status(Product.objects.all(), Product.Status.ARCHIVED),
    "a variant gets another SKU": lambda: save(mug().variants.latest("pk"), sku="NEW-1"),
    "a variant gets a barcode": lambda: save(mug().variants.latest("pk"), barcode="4006381333931"),
    "a variant's SKU gets another order": lambda: save(Variant.objects.get(sku="FJ-1"), sku="1-FJ"),
    "a variant gets another size": lambda: save(mug().variants.latest("pk"), option1="Huge"),
    "a variant is added": lambda: make_variant(product=mug(), option1="Tiny", sku="TINY-1"),
    "a variant is deleted": lambda: mug().variants.latest("pk").delete(),
    "variants are written in bulk": lambda: (
        Variant.objects.update(sku="ALL"),
        Product.objects.all().refresh_list_fields(),
    ),
    "an image is added": lambda: ProductImage.objects.create(product=mug(), alt="Seen from above"),
    "a product is deleted": lambda: mug().delete(),
    "products are deleted": lambda: Product.objects.filter(title__contains="mug").delete(),
    "a product is made": lambda: make_product(title="Oak board"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_after_a_write_it_is_what_a_rebuilding_makes(write: Callable[[], Any]) -> None:
    make_product(title="Tide mug", options={"Size": ["Small", "Large"]}, vendor="Halm", description="Dipped twice")
    make_product(title="Draft", status="draft", tags="hidden")
    make_product(title="Fjell mug", variant={"sku": "FJ-1"})

    write()
    kept = entries()
    indexing.rebuild()

    assert entries() == kept
    assert set(kept) == set(Product.objects.published().values_list("pk", flat=True))


def test_a_write_that_is_taken_back_leaves_it_as_it_was() -> None:
    make_product(title="Tide mug")
    before = entries()

    with transaction.atomic():
        save(mug(), title="Ebb mug")
        assert not find("tide")
        transaction.set_rollback(True)

    assert entries() == before
    assert find("tide") == [mug().pk]


def test_a_write_that_changes_no_word_writes_nothing(django_assert_max_num_queries: Any) -> None:
    made = make_product(title="Tide mug")

    with django_assert_max_num_queries(4):  # variants, product, codes, the index
        indexing.refresh([made.pk])


def test_an_imported_file_is_found(tmp_path: Any) -> None:
    file = tmp_path / "products.csv"
    file.write_text(
        "Handle,Title,Vendor,Option1 Name,Option1 Value,Variant Price,Variant SKU,Status\n"
        "tide,Tide mug,Halm,Title,Default Title,12.00,TM-7,active\n"
    )

    call_command("import_products", str(file))

    assert find("halm TM-7") == [Product.objects.get(title="Tide mug").pk]


def test_the_command_builds_it_anew(capsys: pytest.CaptureFixture[str]) -> None:
    make_product(title="Tide mug")
    make_product(title="Fjell mug")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalog_search")
    Spelling.objects.all().delete()
    assert not find("tide")

    for _again in range(2):
        call_command("rebuild_search", "--no-progress")

    assert "Built the search index of 2 products" in capsys.readouterr().out
    assert find("tide") == [mug().pk]
    assert {row.word: row.products for row in Spelling.objects.all()} == {"tide": 1, "fjell": 1, "mug": 2}


def test_a_rebuilding_puts_right_what_was_written_past_the_shop() -> None:
    made = make_product(title="Tide mug", variant={"sku": "TM-77"})
    Code.objects.all().delete()
    Code.objects.create(code="old1", product=made)
    Code.objects.create(code="gone1", product_id=made.pk + 1_000)
    Code.objects.create(code="draft1", product=make_product(status="draft"))

    indexing.rebuild()

    assert list(Code.objects.values_list("code", "product")) == [("tm77", made.pk)]


def test_words_are_known_from_the_first_product_that_has_them() -> None:
    make_product(title="Tide mug", vendor="Halm", description="Dipped", variant={"sku": "TM-7"})

    assert set(Spelling.objects.values_list("word", flat=True)) == {"tide", "mug", "halm"}
