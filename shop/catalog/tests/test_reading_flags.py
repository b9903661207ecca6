"""An import reads yes and no in the words of many spreadsheets, and plain texts without entities."""

from pathlib import Path

import pytest

from shop.catalog.models import Category, Product, Variant
from shop.catalog.shopify_csv.columns import COLUMNS
from shop.catalog.tests.product_files import bring_in, export, product_row, read_csv, write_csv

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("word", ["WAHR", "ja", "VRAI", "VERDADERO", "Sí", "VERO", "WAAR", "DOĞRU", "ИСТИНА", "TRUE"])
def test_it_reads_yes(file: Path, word: str) -> None:
    write_csv(file, [product_row(Published=word, Variant_Taxable=word, Variant_Inventory_Policy=word)])

    bring_in(file)

    variant = Variant.objects.get()
    assert (variant.product.status, variant.taxable, variant.allow_backorder) == ("active", True, True)


@pytest.mark.parametrize("word", ["FALSCH", "nein", "FAUX", "FALSO", "ONWAAR", "YANLIŞ", "ЛОЖЬ", "FALSE"])
def test_it_reads_no(file: Path, word: str) -> None:
    write_csv(file, [product_row(Status="active", Published=word, Variant_Taxable=word, Variant_Inventory_Policy=word)])

    bring_in(file)

    variant = Variant.objects.get()
    assert (variant.product.status, variant.taxable, variant.allow_backorder) == ("hidden", False, False)


def test_it_refuses_what_is_neither(file: Path) -> None:
    write_csv(file, [product_row(Published="maybe", Variant_Inventory_Policy="perhaps")])

    said = bring_in(file, succeeds=False)

    assert "Published is “maybe”, but may be true or false." in said
    assert "Variant Inventory Policy is “perhaps”, but may be deny, continue." in said


def test_a_report_says_a_status_as_files_do(file: Path) -> None:
    bring_in(write_csv(file, [product_row(Status="active")]))

    said = bring_in(write_csv(file, [product_row(Status="active", Published="false")]))

    assert "status “active” -> “active, not published”" in said


def test_a_quantity_has_a_lower_and_an_upper_bound(file: Path) -> None:
    write_csv(file, [product_row(Variant_Inventory_Qty="99999999999")])

    assert "may be from -2147483647 to 2147483647." in bring_in(file, succeeds=False)


def test_entities_in_plain_texts_are_read_once_and_told_of(file: Path, tmp_path: Path) -> None:
    write_csv(
        file,
        [
            product_row(
                Title="Salt &amp; &quot;pepper&quot; &amp;lt; &foo; R&D",
                Vendor="A &amp; B",
                Type="Salt &#38; Co",
                Option1_Name="Size",
                Option1_Value="5 &quot;",
                **{"Body (HTML)": "<p>a &amp; b</p>"},
            )
        ],
        columns=COLUMNS,
    )

    said = bring_in(file)

    product = Product.objects.get()
    assert product.title == 'Salt & "pepper" &lt; &foo; R&D'
    assert (product.vendor, product.product_type, Category.objects.get().name) == ("A & B", "Salt & Co", "Salt & Co")
    assert product.variants.get().option1 == '5 "'
    assert product.description == "<p>a &amp; b</p>"
    assert "note: entities of HTML in plain texts of 1 product were read as the signs that they stand for" in said
    assert read_csv(export(tmp_path / "again.csv"))[0]["Vendor"] == "A & B"
