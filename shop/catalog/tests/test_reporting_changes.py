"""The report of an import says of each product what changed, from what to what."""

from pathlib import Path

import pytest
from tqdm import tqdm

from shop.catalog.models import Product
from shop.catalog.shopify_csv.importing import import_products
from shop.catalog.shopify_csv.pictures import Pictures
from shop.catalog.shopify_csv.report import Outcome, Report, Settled
from shop.catalog.tests.product_files import bring_in, further_row, product_row, write_csv

pytestmark = pytest.mark.django_db


def shirt(price: str, *sizes: str) -> list[dict[str, str]]:
    return [
        product_row("shirt", Option1_Name="Size", Option1_Value=sizes[0]),
        *[further_row("shirt", Option1_Value=size, Variant_Price=price) for size in sizes[1:]],
    ]


def test_a_dry_run_says_what_would_change_and_the_import_says_the_same(file: Path) -> None:
    bring_in(write_csv(file, [product_row("mug", Type="Mugs"), product_row("cup")]))
    write_csv(file, [product_row("mug", Title="Big mug", Type="Cups", Variant_Price="13"), product_row("cup")])

    foreseen = bring_in(file, dry_run=True)
    assert Product.objects.get(slug="mug").title == "Mug"
    said = bring_in(file)

    line = "products.csv, mug: title “Mug” -> “Big mug”; type “Mugs” -> “Cups”; category “Mugs” -> “Cups”;"
    assert f"{line} price 12.50 -> 13.00.\n" in said
    assert foreseen == f"{said}Dry run: nothing was written.\n"
    assert "cup" not in said


def test_variants_are_named_where_there_are_several(file: Path) -> None:
    bring_in(write_csv(file, shirt("12.50", "S", "M", "L")))

    said = bring_in(write_csv(file, shirt("13", "S", "L", "XL")))

    assert "products.csv, shirt: L: price 12.50 -> 13.00; variant “XL” added; variant “M” removed.\n" in said


def test_another_order_of_variants_is_one_change(file: Path) -> None:
    bring_in(write_csv(file, shirt("12.50", "S", "M", "L")))

    said = bring_in(write_csv(file, shirt("12.50", "L", "S", "M")), only="options")

    assert "products.csv, shirt: its variants stand in another order.\n" in said


def test_long_texts_are_shortened_to_where_they_differ(file: Path) -> None:
    text = "Made slowly and by hand. " * 20
    bring_in(write_csv(file, [product_row(**{"Body (HTML)": f"<p>{text}Of clay.</p>{text}"})]))

    said = bring_in(write_csv(file, [product_row(**{"Body (HTML)": f"<p>{text}Of glass.</p>{text}"})]))

    [line] = [line for line in said.splitlines() if line.startswith("products.csv, mug")]
    assert "Of clay." in line
    assert "Of glass." in line
    assert len(line) < 220


def test_images_are_told_by_their_address(file: Path) -> None:
    old, new = (f"https://cdn.example.com/{name}.jpg" for name in ("old", "new"))
    bring_in(write_csv(file, [product_row(Image_Src=old, Variant_Image=old)]))

    said = bring_in(write_csv(file, [product_row(Image_Src=new, Variant_Image=new)]))

    assert f"mug: image {new} added; image {old} removed; image “{old}” -> “{new}”.\n" in said


def test_what_comes_in_for_the_first_time_is_only_counted(file: Path) -> None:
    said = bring_in(write_csv(file, [product_row(f"mug-{number}") for number in range(3)]))

    assert len(said.splitlines()) == 1


def test_a_product_that_is_stored_is_not_counted_twice_where_telling_of_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tell(_report: Report, settled: Settled) -> None:
        if settled.handle == "jar":
            raise RuntimeError(settled.handle)

    monkeypatch.setattr(Report, "tell", tell)
    report = Report("products.csv", say=lambda _text: None)
    file = write_csv(tmp_path / "products.csv", [product_row("mug"), product_row("jar")])

    with Pictures(None) as pictures, pytest.raises(RuntimeError):
        import_products(file, report, pictures=pictures, progress=tqdm(disable=True))

    assert report.products == {Outcome.ADDED: 2}
    assert Product.objects.count() == 2
