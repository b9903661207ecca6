"""A file of changes names variants by some of their options, or by none."""

from pathlib import Path

import pytest

from shop.catalog.models import Product
from shop.catalog.tests.product_files import bring_in, everything, further_row, product_row, write_csv

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it writes many rows at once, past the ORM")]


@pytest.fixture
def tee(file: Path) -> Product:
    write_csv(
        file,
        [
            product_row(
                "tee",
                Option1_Name="Color",
                Option1_Value="Red",
                Option2_Name="Size",
                Option2_Value="S",
                Variant_SKU="TEE-RS",
            ),
            further_row("tee", Option1_Value="Red", Option2_Value="M", Variant_Price="13", Variant_SKU="TEE-RM"),
            further_row("tee", Option1_Value="Blue", Option2_Value="M", Variant_Price="14", Variant_SKU="TEE-BM"),
        ],
    )
    bring_in(file)
    return Product.objects.get(slug="tee")


def test_a_file_without_all_options_of_a_product_removes_no_variant(file: Path, tee: Product) -> None:
    before = everything()
    file.write_text("URL handle,Title,Option1 name,Option1 value,Price,Status\ntee,Tee X,Color,Red,5,Active\n")

    said = bring_in(file, succeeds=False)

    assert "line 2, tee: the variant “Red” may be each of 2 variants of the product" in said
    assert everything() == before


@pytest.mark.parametrize(
    "text",
    [
        "URL handle,Title,Option1 name,Option1 value,Price,Status\ntee,Tee X,Color,Blue,5,Active\n",
        "URL handle,Title,Option1 name,Option1 value,SKU,Price,Status\ntee,Tee X,Color,Blue,TEE-BM,5,Active\n",
        "URL handle,Title,Option1 name,Option1 value,Option2 value,Price\ntee,Tee X,Color,Blue,,5\n",
    ],
)
def test_such_a_file_changes_the_variant_that_it_names(file: Path, tee: Product, text: str) -> None:
    file.write_text(text)

    said = bring_in(file)

    assert "warning: the file has no columns for all the options of 1 product" in said
    assert [float(price) for price in tee.variants.values_list("price", flat=True)] == [12.5, 13, 5]
    tee.refresh_from_db()
    assert (tee.title, tee.option1_name, tee.option2_name) == ("Tee X", "Color", "Size")


def test_the_sku_tells_apart_what_the_options_do_not(file: Path, tee: Product) -> None:
    file.write_text("Handle,Option1 Value,SKU,Price\ntee,Red,TEE-RM,5\n")

    bring_in(file)

    assert [float(price) for price in tee.variants.values_list("price", flat=True)] == [12.5, 5, 14]
