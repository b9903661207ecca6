"""A merchant brings the same or a newer file in again."""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.catalog.models import Product, ProductImage, Variant
from shop.catalog.shopify_csv import importing
from shop.catalog.shopify_csv.merging import Merge
from shop.catalog.shopify_csv.storing import Batch
from shop.catalog.tests.product_files import bring_in, further_row, product_row, write_csv
from shop.stopping import STOPPED

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it writes many rows at once, past the ORM")]


def shirt(**cells: str) -> list[dict[str, str]]:
    return [
        product_row("shirt", Option1_Name="Size", Option1_Value="S", Type="Shirts", **cells),
        further_row("shirt", Option1_Value="M", Variant_Price="13"),
        further_row("shirt", Option1_Value="L", Variant_Price="14", Image_Src="https://cdn.example.com/l.jpg"),
    ]


def everything() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (Product, Variant, ProductImage)]


def test_the_same_file_changes_nothing_and_says_so(file: Path) -> None:
    write_csv(file, [*shirt(Image_Src="https://cdn.example.com/s.jpg"), product_row("mug")])
    bring_in(file)
    before = everything()

    said = bring_in(file)

    assert "2 products: 0 added, 0 changed, 2 unchanged, 0 failed" in said
    assert everything() == before


def stop_in_the_second_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Batch.store

    def store_or_stop(batch: Batch) -> list[Merge]:
        outcomes = store(batch)
        if batch.parsed[0].handle == "mug-3":
            raise KeyboardInterrupt
        return outcomes

    monkeypatch.setattr(importing, "BATCH_SIZE", 2)
    monkeypatch.setattr(Batch, "store", store_or_stop)


def test_an_import_that_was_stopped_is_done_again_with_the_rest(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_csv(file, [product_row(f"mug-{number}") for number in range(1, 5)])
    with monkeypatch.context() as stopping:
        stop_in_the_second_batch(stopping)
        with pytest.raises(CommandError, match=r"^Stopped: what .* stays, .* brings in the rest\.$") as stopped:
            bring_in(file)
    assert stopped.value.returncode == STOPPED
    assert [*Product.objects.order_by("pk").values_list("slug", flat=True)] == ["mug-1", "mug-2"]

    assert "4 products: 2 added, 0 changed, 2 unchanged" in bring_in(file)


def test_of_several_files_those_that_are_done_are_reported_before_it_is_stopped(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_csv(file, [product_row("cup")])
    write_csv(tmp_path / "mugs.csv", [product_row(f"mug-{number}") for number in range(1, 5)])
    stop_in_the_second_batch(monkeypatch)
    said = io.StringIO()

    with pytest.raises(CommandError, match=r"^Stopped"):
        call_command("import_products", file, tmp_path / "mugs.csv", stdout=said)

    assert said.getvalue().startswith("products.csv: 1 product: 1 added")


def test_a_dry_run_that_was_stopped_has_written_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_csv(file, [product_row(f"mug-{number}") for number in range(1, 5)])
    stop_in_the_second_batch(monkeypatch)

    with pytest.raises(CommandError, match=r"^Stopped: nothing was written\.$"):
        bring_in(file, dry_run=True)

    assert not Product.objects.exists()


def test_a_variant_that_stays_keeps_its_id(file: Path) -> None:
    write_csv(file, shirt())
    bring_in(file)
    ids = dict(Variant.objects.values_list("option1", "pk"))
    small, _, large = shirt(Variant_Price="20")
    write_csv(file, [small, further_row("shirt", Option1_Value="XL", Variant_Price="15"), large])

    said = bring_in(file)

    assert "1 changed" in said
    assert list(Variant.objects.values_list("option1", "price")) == [
        ("S", Decimal(20)),
        ("XL", Decimal(15)),
        ("L", Decimal(14)),
    ]
    assert ids["S"] == Variant.objects.get(option1="S").pk
    assert ids["L"] == Variant.objects.get(option1="L").pk
    assert not Variant.objects.filter(pk=ids["M"]).exists()


def test_variants_take_the_order_of_the_file(file: Path) -> None:
    write_csv(file, shirt())
    bring_in(file)
    small, medium, large = shirt()
    write_csv(file, [small, large, medium])

    bring_in(file)

    assert list(Variant.objects.values_list("option1", flat=True)) == ["S", "L", "M"]


def test_it_refreshes_what_lists_show(file: Path) -> None:
    write_csv(file, [product_row(Variant_Inventory_Qty="0")])
    bring_in(file)
    write_csv(file, [product_row(Variant_Price="8", Variant_Compare_At_Price="10")])

    bring_in(file)

    product = Product.objects.get()
    assert (product.price_from, product.compare_at_from, product.is_available) == (8, 10, True)


def test_it_tells_when_a_product_changed(file: Path) -> None:
    write_csv(file, shirt())
    bring_in(file)
    before = Product.objects.get()
    write_csv(file, shirt(Variant_Price="99"))

    bring_in(file)

    after = Product.objects.get()
    assert after.updated_at > before.updated_at
    assert after.created_at == before.created_at


def test_an_image_that_the_file_no_longer_names_goes(file: Path) -> None:
    write_csv(file, shirt(Image_Src="https://cdn.example.com/s.jpg"))
    bring_in(file)
    write_csv(file, shirt(Image_Src="https://cdn.example.com/new.jpg"))

    bring_in(file)

    assert sorted(ProductImage.objects.values_list("source", flat=True)) == [
        "https://cdn.example.com/l.jpg",
        "https://cdn.example.com/new.jpg",
    ]


def test_an_image_that_was_uploaded_to_the_shop_stays(file: Path) -> None:
    write_csv(file, [product_row()])
    bring_in(file)
    own = {"photo": "products/own.webp", "width": 8, "height": 8}
    uploaded = ProductImage.objects.create(product=Product.objects.get(), **own)

    assert "1 unchanged" in bring_in(file)

    assert list(ProductImage.objects.all()) == [uploaded]


def test_what_the_shop_has_beyond_the_file_stays(file: Path) -> None:
    write_csv(file, [product_row("mug"), product_row("cup")])
    bring_in(file)
    write_csv(file, [product_row("mug", Variant_Price="3")])

    bring_in(file)

    assert set(Product.objects.values_list("slug", flat=True)) == {"mug", "cup"}


def test_it_asks_the_database_no_more_for_fifty_products_than_for_one(file: Path) -> None:
    counts = []
    for size in (1, 50):
        write_csv(file, [product_row(f"mug-{number}") for number in range(size)])
        bring_in(file)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            bring_in(file)
        counts.append(len(queries))

    assert counts[0] == counts[1]
