"""What a merchant edited in the shop since the last import is not undone by the next one."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from shop.catalog.models import ImportedProduct, Product, ProductImage, Variant
from shop.catalog.tests.admin_pages import form_fields
from shop.catalog.tests.mugs_and_shirts import PICTURE, mug, shirt, sizes
from shop.catalog.tests.product_files import bring_in, product_row, write_csv
from shop.testing.builders import make_category, make_product, make_variant

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it writes many rows at once, past the ORM")]

CHANGED = ("Option1 Value", "Variant Price")


EDITS: list[tuple[Callable[[], Any], dict[str, str], Callable[[], Any], str]] = [
    (
        lambda: Product.objects.update(title="My mug"),
        {"Title": "Big mug"},
        lambda: Product.objects.get().title,
        "title “My mug” (the file has “Big mug”)",
    ),
    (
        lambda: Product.objects.update(status="draft"),
        {},
        lambda: Product.objects.get().status,
        "status “draft” (the file has “active”)",
    ),
    (
        lambda: Product.objects.update(description="<p>Mine</p>"),
        {"Body (HTML)": "<p>" + "Theirs " * 50 + "</p>"},
        lambda: Product.objects.get().description,
        "description “<p>Mine</p>” (the file has “<p>Theirs Theirs",
    ),
    (
        lambda: Product.objects.update(tags=""),
        {},
        lambda: Product.objects.get().tags,
        "tags nothing (the file has “blue”)",
    ),
    (
        lambda: Variant.objects.update(price=15),
        {"Variant_Price": "13"},
        lambda: Variant.objects.get().price,
        "price 15.00 (the file has 13.00)",
    ),
    (
        lambda: Variant.objects.update(compare_at_price=20),
        {},
        lambda: Variant.objects.get().compare_at_price,
        "compare-at price 20.00 (the file has nothing)",
    ),
    (
        lambda: Variant.objects.update(stock=9),
        {"Variant_Inventory_Qty": "7"},
        lambda: Variant.objects.get().stock,
        "stock 9 (the file has 7)",
    ),
    (
        lambda: Variant.objects.update(stock=2),
        {},
        lambda: Variant.objects.get().stock,
        "stock 2 (the file has 5)",
    ),
    (
        lambda: Variant.objects.update(weight_grams=Decimal("12.5")),
        {"Variant_Grams": "10"},
        lambda: Variant.objects.get().weight_grams,
        "weight in grams 12.5 (the file has 10)",
    ),
    (
        lambda: ProductImage.objects.update(alt="Mine"),
        {"Image_Alt_Text": "Theirs"},
        lambda: ProductImage.objects.get().alt,
        f"image {PICTURE}: alternative text “Mine” (the file has “Theirs”)",
    ),
    (
        lambda: Product.objects.update(category=make_category(name="Kitchen")),
        {"Type": "Cups"},
        lambda: str(Product.objects.get().category),
        "category “Kitchen” (the file has “Cups”)",
    ),
    (
        lambda: ProductImage.objects.all().delete(),
        {},
        ProductImage.objects.count,
        f"image {PICTURE} stays removed",
    ),
]


@pytest.mark.parametrize(("edit", "cells", "read", "said"), EDITS, ids=[said for *_, said in EDITS])
def test_an_edited_field_is_kept_and_named_and_overwritten_on_demand(
    file: Path, edit: Callable[[], Any], cells: dict[str, str], read: Callable[[], Any], said: str
) -> None:
    bring_in(write_csv(file, [mug()]))
    edit()
    mine = read()
    write_csv(file, [mug(**cells)])

    for _ in range(2):
        told = bring_in(file)

        assert read() == mine
        assert f"products.csv, mug: kept, as edited in the shop: {said}" in told
        assert "1 product keeps what was edited in the shop since the last import" in told

    told = bring_in(file, overwrite=True)

    assert read() != mine
    assert "1 changed" in told
    assert "kept" not in told
    assert "1 unchanged" in bring_in(file)


def test_what_was_not_edited_follows_the_file_beside_what_was(file: Path) -> None:
    bring_in(write_csv(file, [mug()]))
    Product.objects.update(title="My mug")
    write_csv(file, [mug(Title="Big mug", Vendor="Other", Variant_Price="13")])

    said = bring_in(file)

    product = Product.objects.get()
    assert (product.title, product.vendor, product.price_from) == ("My mug", "Other", 13)
    assert "products.csv, mug: vendor “Baguni” -> “Other”; price 12.50 -> 13.00." in said


def test_an_edit_that_was_taken_back_follows_the_file_again(file: Path) -> None:
    bring_in(write_csv(file, [mug()]))
    Product.objects.update(title="My mug")
    bring_in(write_csv(file, [mug(Title="Big mug")]))
    Product.objects.update(title="Mug")

    bring_in(file)

    assert Product.objects.get().title == "Big mug"


def test_an_edit_that_the_file_has_too_is_none(file: Path) -> None:
    bring_in(write_csv(file, [mug()]))
    Product.objects.update(title="Big mug")

    assert "1 unchanged" in bring_in(write_csv(file, [mug(Title="Big mug")]))
    bring_in(write_csv(file, [mug(Title="Bigger mug")]))

    assert Product.objects.get().title == "Bigger mug"


def test_an_edit_in_the_admin_counts(admin_client: Client, file: Path) -> None:
    bring_in(write_csv(file, [mug()]))
    page = reverse("admin:catalog_product_change", args=[Product.objects.get().pk])
    fields = form_fields(admin_client.get(page).content.decode(), form="product_form")
    assert admin_client.post(page, fields | {"title": "My mug", "variants-0-price": "14"}).status_code == 302
    write_csv(file, [mug(Title="Big mug", Variant_Price="13", Vendor="Other")])

    said = bring_in(file)

    product = Product.objects.get()
    assert (product.title, product.price_from, product.vendor) == ("My mug", 14, "Other")
    assert "title “My mug” (the file has “Big mug”); price 14.00 (the file has 13.00)." in said


def test_a_shop_that_remembers_no_import_follows_the_file_but_keeps_its_categories(file: Path) -> None:
    product = make_product(title="Old", slug="mug", category=make_category(name="Kitchen"))
    assert not ImportedProduct.objects.exists()

    said = bring_in(write_csv(file, [mug()]))

    product.refresh_from_db()
    assert (product.title, str(product.category)) == ("Mug", "Kitchen")
    assert "kept, as edited in the shop: category “Kitchen” (the file has “Mugs”)" in said


def test_a_variant_that_was_made_in_the_shop_stays(file: Path) -> None:
    bring_in(write_csv(file, shirt("S", "M")))
    make_variant(product=Product.objects.get(), option1="XL", position=9)

    said = bring_in(write_csv(file, shirt("S", "L")))

    assert sizes() == ["S", "XL", "L"]
    assert "variant “XL”, which was made in the shop, stays" in said
    bring_in(file, overwrite=True)
    assert sizes() == ["S", "L"]


def test_a_variant_whose_option_was_renamed_in_the_shop_is_still_the_same(file: Path) -> None:
    bring_in(write_csv(file, shirt("S", "M")))
    Variant.objects.filter(option1="S").update(option1="Small")
    key = Variant.objects.get(option1="Small").pk

    said = bring_in(write_csv(file, shirt("S", "M", Variant_SKU="S1")))

    assert sizes() == ["Small", "M"]
    assert Variant.objects.get(sku="S1").pk == key
    assert "Small: first option" not in said
    assert "Small: option1 “Small” (the file has “S”)" in said


def test_variants_that_were_put_into_another_order_stay_in_it(file: Path) -> None:
    bring_in(write_csv(file, shirt("S", "M", "L")))
    for position, size in enumerate(["L", "M", "S"]):
        Variant.objects.filter(option1=size).update(position=position)

    said = bring_in(write_csv(file, shirt("S", "M", "L", "XL")))

    assert sizes() == ["L", "M", "S", "XL"]
    assert "kept, as edited in the shop: the order of its variants." in said


def test_what_is_remembered_is_small(file: Path) -> None:
    text = {"Body (HTML)": "<p>long</p>" * 1000, "SEO Description": "long " * 1000}
    bring_in(write_csv(file, [{**row, **text} for row in shirt("S", "M", "L")[:1]] + shirt("S", "M", "L")[1:]))

    assert len(str(ImportedProduct.objects.get().values)) < 1_500


def test_a_file_of_changes_makes_nothing_that_it_leaves_out_the_shops_own(file: Path) -> None:
    bring_in(write_csv(file, shirt("S", "M", Image_Src=PICTURE)))
    ImportedProduct.objects.all().delete()
    bring_in(
        write_csv(
            file, [{"Handle": "shirt", "Option1 Value": "S", "Variant Price": "20"}], columns=["Handle", *CHANGED]
        )
    )

    said = bring_in(write_csv(file, shirt("S", "L")))

    assert sizes() == ["S", "L"]
    assert not ProductImage.objects.exists()
    assert "kept" not in said


def test_a_price_that_was_edited_is_kept_from_a_file_of_changes_too(file: Path) -> None:
    bring_in(write_csv(file, shirt("S", "M")))
    Variant.objects.filter(option1="S").update(price=30)

    said = bring_in(
        write_csv(
            file, [{"Handle": "shirt", "Option1 Value": "S", "Variant Price": "20"}], columns=["Handle", *CHANGED]
        )
    )

    assert Variant.objects.get(option1="S").price == 30
    assert "kept, as edited in the shop: S: price 30.00 (the file has 20.00)." in said


def test_an_sku_that_several_variants_have_tells_no_renamed_option(file: Path) -> None:
    bring_in(write_csv(file, shirt("S", "M", Variant_SKU="P")))
    Variant.objects.update(sku="P")

    said = bring_in(write_csv(file, shirt("Small", "Medium", Variant_SKU="P")))

    assert "variant “Small” added; variant “Medium” added; variant “S” removed; variant “M” removed" in said


def test_a_change_of_category_is_told_once(file: Path) -> None:
    bring_in(write_csv(file, [product_row(Variant_SKU="M1")]))

    said = bring_in(write_csv(file, [product_row(Variant_SKU="M1", Product_Category="Home & Garden > Mugs")]))

    assert "mug: category nothing -> “" in said
    assert "other columns" not in said
