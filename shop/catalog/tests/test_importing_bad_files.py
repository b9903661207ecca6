"""A merchant brings in a file that is wrong: in one product, or as a whole."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from shop.catalog.models import Category, Product, ProductImage, Variant
from shop.catalog.shopify_csv import changing
from shop.catalog.shopify_csv.parsing import ParsedProduct
from shop.catalog.shopify_csv.storing import Batch
from shop.catalog.tests.product_files import bring_in, further_row, product_row, write_csv

pytestmark = pytest.mark.django_db

HEADER = b"Handle,Title,Option1 Name,Option1 Value,Variant Price\n"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Variant_Price": ""}, "Variant Price is empty"),
        ({"Variant_Price": "12,500"}, "Variant Price is “12,500”, which may mean 12.500 or 12500"),
        ({"Variant_Price": "$12.50"}, "Variant Price is “$12.50”, but prices are in EUR"),
        ({"Variant_Price": "1e3"}, "Variant Price is “1e3”, but may be a number like 12.50"),
        ({"Variant_Inventory_Qty": "1,000"}, "Variant Inventory Qty is “1,000”, which may mean 1.000 or 1000"),
        ({"Variant_Inventory_Qty": "2.5"}, "Variant Inventory Qty is “2.5”, but may be a whole number"),
        ({"Variant_Price": "NaN"}, "Variant Price is “NaN”"),
        ({"Variant_Price": "-1"}, "Variant Price is -1, but may not be negative"),
        ({"Variant_Price": "12.505"}, "Variant Price is 12.505, but EUR has 2 decimal places"),
        ({"Variant_Price": "100000000000"}, "which is too much"),
        ({"Variant_Compare_At_Price": "cheap"}, "Variant Compare At Price is “cheap”"),
        ({"Cost_per_item": "-2"}, "Cost per item is -2"),
        ({"Variant_Inventory_Qty": "some"}, "Variant Inventory Qty is “some”, but may be a whole number"),
        ({"Variant_Inventory_Qty": "99999999999"}, "Variant Inventory Qty is 99999999999"),
        ({"Variant_Inventory_Policy": "maybe"}, "Variant Inventory Policy is “maybe”, but may be deny, continue"),
        ({"Variant_Weight_Unit": "stone"}, "Variant Weight Unit is “stone”"),
        ({"Variant_Grams": "-5"}, "Variant Grams is “-5”"),
        ({"Variant_Taxable": "jein"}, "Variant Taxable is “jein”, but may be true or false"),
        ({"Published": "soon"}, "Published is “soon”"),
        ({"Status": "sold"}, "Status is “sold”, but may be draft, active, unlisted, archived"),
        ({"Title": ""}, "Title is empty"),
        ({"Title": "x" * 256}, "Title has 256 characters; 255 is the most"),
        ({"Type": "x" * 256}, "Type has 256 characters"),
        ({"Image_Src": "https://cdn.example.com/" + "x" * 2048}, "Image Src has 2072 characters"),
        ({"Image_Src": "https://cdn.example.com/a.jpg", "Image_Position": "first"}, "Image Position is “first”"),
        ({"Title": "a\0b"}, "the row holds a NUL byte"),
        ({"Option1_Name": "Size"}, "Option1 Value is empty, but the product has the option Size"),
        ({"Option1_Value": "S"}, "Option1 Value is “S”, but Option1 Name is empty"),
        ({"Option2_Name": "Size", "Option2_Value": "S"}, "its option names leave a gap"),
    ],
)
def test_it_says_where_and_why_a_product_is_bad_and_brings_the_rest_in(
    file: Path, cells: dict[str, str], reason: str
) -> None:
    bad = product_row("bad", **{"Type": "Broken", **cells})
    write_csv(file, [product_row("mug"), bad, product_row("cup")])

    said = bring_in(file, succeeds=False)

    assert "products.csv, line 3, bad: " in said
    assert reason in said
    assert "3 products: 2 added, 0 changed, 0 unchanged, 1 failed" in said
    assert set(Product.objects.values_list("slug", flat=True)) == {"mug", "cup"}
    assert not Category.objects.exists()


def test_it_gives_the_line_of_the_row_that_is_wrong_below_a_text_of_many_lines(file: Path) -> None:
    write_csv(
        file,
        [
            product_row("mug", Option1_Name="Size", Option1_Value="S", **{"Body (HTML)": "<p>\n\n\n</p>"}),
            further_row("mug", Option1_Value="L", Variant_Price="dear"),
        ],
    )

    assert "line 6, mug: Variant Price is “dear”" in bring_in(file, succeeds=False)


def test_it_names_every_problem_of_a_product_at_once(file: Path) -> None:
    write_csv(file, [product_row(Variant_Price="x", Published="y", Variant_Grams="z")])

    said = bring_in(file, succeeds=False)

    assert all(column in said for column in ("Variant Price is", "Published is", "Variant Grams is"))


def test_a_bad_product_that_the_shop_has_stays_as_it_was(file: Path) -> None:
    write_csv(file, [product_row(Title="Good", Image_Src="https://cdn.example.com/a.jpg")])
    bring_in(file)
    write_csv(file, [product_row(Title="Bad", Variant_Price="x", Image_Src="https://cdn.example.com/b.jpg")])

    bring_in(file, succeeds=False)

    assert Product.objects.get().title == "Good"
    assert ProductImage.objects.get().source == "https://cdn.example.com/a.jpg"


def test_two_variants_with_the_same_options_are_refused(file: Path) -> None:
    write_csv(
        file,
        [
            product_row("shirt", Option1_Name="Size", Option1_Value="S"),
            further_row("shirt", Option1_Value="S", Variant_Price="3"),
        ],
    )

    assert "line 3, shirt: its variant “S” stands in line 2 already" in bring_in(file, succeeds=False)
    assert not Product.objects.exists()


def test_a_row_without_a_handle_is_reported_and_no_part_of_another_product(file: Path) -> None:
    write_csv(file, [product_row("mug"), product_row(""), product_row("")])

    said = bring_in(file, succeeds=False)

    assert "line 3, no handle: Handle is empty" in said
    assert "line 4, no handle: Handle is empty" in said
    assert "1 added, 0 changed, 0 unchanged, 2 failed" in said


def test_a_handle_that_is_no_address_is_refused(file: Path) -> None:
    write_csv(file, [product_row("a/b"), product_row("찻잔-1")])

    assert "line 2, a/b: Handle may hold letters" in bring_in(file, succeeds=False)
    assert Product.objects.get().slug == "찻잔-1"


def test_cells_beyond_the_header_are_refused_and_missing_ones_are_empty(file: Path) -> None:
    file.write_text(
        "Handle,Title,Option1 Name,Option1 Value,Variant Price,Vendor\nmug,Mug,,,3,Baguni,what?\ncup,Cup,,,4\n\n,,,\n"
    )

    said = bring_in(file, succeeds=False)

    assert "line 2, mug: the row has 7 cells, but the header has 6" in said
    assert Product.objects.get().slug == "cup"


def test_a_product_without_a_variant_is_warned_of(file: Path) -> None:
    file.write_text("Handle,Title,Option1 Name,Option1 Value,Variant Price\nmug,Mug\n")

    assert "line 2, mug: warning: it has no variant, so it cannot be bought" in bring_in(file)
    assert not Variant.objects.exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty."),
        (b"\xef\xbb\xbf", "is empty."),
        (b"PK\x03\x04 and so on", "is an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", "is an old Excel workbook"),
        (b"<html><table>", "is HTML or XML"),
        ("Handle,Title\n".encode("utf-16")[:-1], "is not UTF-16 text"),
        (HEADER + b"caf\xe9,Caf\xe9,,,3\n", "is not UTF-8 text"),
        (b"Name,Cost\nMug,3\n", "its first line lacks Handle, Title, Option1 Name, Option1 Value, Variant Price."),
        (b"Title,Price\nMug,3\n", "its first line lacks Handle, Option1 Name, Option1 Value."),
        (b"Title," + HEADER, "has the column Title twice."),
        (HEADER + b'mug,Mug,,,3\ncup,"Cup,,,4\n', "breaks off in the record that starts at line 3"),
        (HEADER + b'mug,"Mug" x,,,3\n', "breaks off in the record that starts at line 2"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "is not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_product_csv_is_refused_with_a_sentence(file: Path, content: bytes, reason: str) -> None:
    file.write_bytes(content)

    said = bring_in(file, succeeds=False)

    assert f"products.csv {reason}" in said or reason in said
    assert "products.csv: refused, nothing was imported." in said
    assert not Product.objects.exists()


def test_a_file_that_is_not_there_is_refused_and_the_others_come_in(file: Path, tmp_path: Path) -> None:
    write_csv(file, [product_row()])

    said = bring_in(tmp_path / "gone.csv", file, succeeds=False)

    assert "gone.csv cannot be read: No such file or directory." in said
    assert Product.objects.get().slug == "mug"


def test_a_header_alone_is_a_file_without_products(file: Path) -> None:
    write_csv(file, [])

    assert "0 products: 0 added" in bring_in(file)


def test_a_product_that_the_database_refuses_is_reported_and_the_rest_go_in(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_variants = Batch.plan_variants

    def plan_too_low_a_price(batch: Batch, parsed: ParsedProduct, *args: Any) -> None:
        if parsed.handle == "bad":
            parsed.variants[0].fields["price"] = -1
        plan_variants(batch, parsed, *args)

    monkeypatch.setattr(Batch, "plan_variants", plan_too_low_a_price)
    write_csv(file, [product_row("mug"), product_row("bad", Type="Broken"), product_row("cup", Type="Kitchen")])

    said = bring_in(file, succeeds=False)

    assert "line 3, bad: the database refused it" in said
    assert "2 added, 0 changed, 0 unchanged, 1 failed" in said
    assert set(Product.objects.values_list("slug", flat=True)) == {"mug", "cup"}
    assert Category.objects.get().name == "Kitchen"


def fail_at_bad(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, error: Exception) -> None:
    """Let a function of the import fail for the product "bad" in a way that nobody foresaw."""
    original = getattr(owner, name)

    def fail(*args: Any, **kwargs: Any) -> Any:
        if "bad" in args or any(getattr(arg, "handle", "") == "bad" for arg in args):
            raise error
        return original(*args, **kwargs)

    monkeypatch.setattr(owner, name, fail)


@pytest.mark.parametrize("where", [(changing, "parse"), (Batch, "plan_variants"), (Batch, "plan_images")], ids=str)
@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (KeyError("odd"), "it could not be imported: KeyError: 'odd'."),
        (RecursionError(), "it could not be imported: RecursionError."),
        (OverflowError("Python int\ntoo large"), "it could not be imported: OverflowError: Python int too large."),
        (OperationalError("index row too large"), "the database refused it: index row too large."),
    ],
    ids=repr,
)
def test_an_exception_that_nobody_foresaw_is_that_products_line_and_the_rest_go_in(
    file: Path, monkeypatch: pytest.MonkeyPatch, where: tuple[Any, str], error: Exception, reason: str
) -> None:
    fail_at_bad(monkeypatch, *where, error)
    write_csv(file, [product_row("mug"), product_row("bad", Type="Broken"), product_row("cup")])

    said = bring_in(file, succeeds=False)

    assert f"products.csv, line 3, bad: {reason}\n" in said
    assert "2 added, 0 changed, 0 unchanged, 1 failed" in said
    assert set(Product.objects.values_list("slug", flat=True)) == {"mug", "cup"}
    assert not Category.objects.exists()


def test_a_database_that_is_gone_is_no_fault_of_a_product(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at_bad(monkeypatch, Batch, "plan_variants", OperationalError("server closed the connection"))
    monkeypatch.setattr(connection, "is_usable", lambda: False)
    write_csv(file, [product_row("bad")])

    with pytest.raises(OperationalError):
        call_command("import_products", file)


def test_a_folder_of_images_that_is_not_there_is_refused_before_anything_happens(file: Path, tmp_path: Path) -> None:
    write_csv(file, [product_row()])

    with pytest.raises(CommandError, match="is not a folder"):
        call_command("import_products", str(file), "--images", str(tmp_path / "gone"))

    assert not Product.objects.exists()
