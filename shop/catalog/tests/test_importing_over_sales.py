"""What was sold since the last import stays sold, and what was counted stays counted."""

from pathlib import Path

import pytest

from shop.catalog import stock
from shop.catalog.models import Product, Variant
from shop.catalog.tests.mugs_and_shirts import mug, shirt
from shop.catalog.tests.product_files import bring_in, write_csv

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it writes many rows at once, past the ORM")]


def sell(quantity: int, holder: str = "order") -> None:
    stock.take(holder, {Variant.objects.get().pk: quantity})
    stock.keep_sold(holder)


def test_what_was_sold_stays_sold_while_the_file_repeats_its_quantity(file: Path) -> None:
    bring_in(write_csv(file, [mug(Variant_Inventory_Qty="10")]))
    sell(3)

    for _ in range(2):
        said = bring_in(write_csv(file, [mug(Variant_Inventory_Qty="10", Title="Big mug")]))

        assert Variant.objects.get().stock == 7
        assert "mug: stock stays 7, with 3 sold since the last import: the file still says 10." in said
        assert "kept" not in said
    assert "of 1 product something was sold since the last import" in said
    assert Product.objects.get().title == "Big mug"


def test_another_quantity_is_a_new_count(file: Path) -> None:
    bring_in(write_csv(file, [mug(Variant_Inventory_Qty="10")]))
    sell(3)

    said = bring_in(write_csv(file, [mug(Variant_Inventory_Qty="12")]))

    assert Variant.objects.get().stock == 12
    assert "stock becomes 12, the file's new count, with 3 sold since the last import before it." in said
    sell(1, "another")
    bring_in(file)
    assert Variant.objects.get().stock == 11


def test_a_count_that_was_corrected_after_a_sale_is_an_edit(file: Path) -> None:
    bring_in(write_csv(file, [mug(Variant_Inventory_Qty="10")]))
    sell(3)
    Variant.objects.update(stock=20)

    said = bring_in(write_csv(file, [mug(Variant_Inventory_Qty="12")]))

    assert Variant.objects.get().stock == 20
    assert "kept, as edited in the shop: stock 20 (the file has 12)." in said


def test_a_cancelled_order_is_neither_a_sale_nor_an_edit(file: Path) -> None:
    bring_in(write_csv(file, [mug(Variant_Inventory_Qty="10")]))
    stock.take("order", {Variant.objects.get().pk: 3})
    stock.give_back("order")

    assert "1 unchanged" in bring_in(file)
    bring_in(write_csv(file, [mug(Variant_Inventory_Qty="4")]))

    assert Variant.objects.get().stock == 4


@pytest.mark.parametrize("only", [None, "stock,price"])
def test_overwriting_leaves_sold_what_was_sold_and_says_so(file: Path, only: str | None) -> None:
    bring_in(write_csv(file, [mug(Variant_Inventory_Qty="10")]))
    sell(3)

    for _ in range(2):
        said = bring_in(file, overwrite=True, only=only)

        assert Variant.objects.get().stock == 7
        assert "mug: stock stays 7, with 3 sold since the last import: the file still says 10." in said
        assert "1 unchanged" in said


def test_overwriting_an_edited_count_leaves_sold_what_was_sold(file: Path) -> None:
    bring_in(write_csv(file, [mug(Variant_Inventory_Qty="10")]))
    sell(3)
    Variant.objects.update(stock=20)

    said = bring_in(file, overwrite=True)

    assert Variant.objects.get().stock == 7
    assert "stock 20 -> 7" in said
    assert "stock becomes 7, with 3 sold since the last import: the file still says 10." in said


def test_a_recount_takes_the_files_quantity_whatever_was_sold(file: Path) -> None:
    bring_in(write_csv(file, [mug(Variant_Inventory_Qty="10")]))
    sell(3)

    said = bring_in(file, recount=True)

    assert Variant.objects.get().stock == 10
    assert "stock becomes 10, the file's count, with 3 sold since the last import before it." in said
    sell(1, "another")
    bring_in(file)
    assert Variant.objects.get().stock == 9


def test_the_quantity_that_the_shop_itself_exported_changes_nothing(file: Path) -> None:
    bring_in(write_csv(file, [mug(Variant_Inventory_Qty="10")]))
    sell(3)

    assert "1 unchanged" in bring_in(write_csv(file, [mug(Variant_Inventory_Qty="7")]))
    sell(1, "another")
    bring_in(write_csv(file, [mug(Variant_Inventory_Qty="10")]))

    assert Variant.objects.get().stock == 10


def test_a_stock_below_zero_becomes_zero_where_it_may_no_longer_be(file: Path) -> None:
    bring_in(write_csv(file, [mug(Variant_Inventory_Policy="continue", Variant_Inventory_Qty="1")]))
    sell(3)

    bring_in(write_csv(file, [mug(Variant_Inventory_Policy="deny", Variant_Inventory_Qty="1")]))

    assert (Variant.objects.get().stock, Variant.objects.get().allow_backorder) == (0, False)


def test_a_renamed_option_of_the_same_sku_is_the_same_variant_and_keeps_its_sale(file: Path) -> None:
    bring_in(write_csv(file, shirt("M", Variant_SKU="P-M")))
    key = Variant.objects.get().pk
    sell(2)

    said = bring_in(write_csv(file, shirt("Medium", Variant_SKU="P-M")))

    variant = Variant.objects.get()
    assert (variant.pk, variant.option1, variant.stock) == (key, "Medium", 3)
    assert "option1 “M” -> “Medium”" in said
    assert "stock stays 3, with 2 sold since the last import: the file still says 5." in said
    assert "added;" not in said
