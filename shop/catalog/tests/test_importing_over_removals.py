"""What a merchant removed or renamed in the shop is told by the next import, and does not come back."""

from pathlib import Path

import pytest

from shop.catalog.models import Category, ImportedProduct, Product, Variant
from shop.catalog.tests.mugs_and_shirts import mug, shirt, sizes
from shop.catalog.tests.product_files import bring_in, export, write_csv

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it writes many rows at once, past the ORM")]


def test_a_variant_that_was_deleted_in_the_shop_stays_away(file: Path) -> None:
    bring_in(write_csv(file, shirt("S", "M", "L")))
    Variant.objects.filter(option1="M").delete()

    for _ in range(2):
        assert "shirt: kept, as edited in the shop: variant “M” stays removed." in bring_in(file)
        assert sizes() == ["S", "L"]

    bring_in(file, overwrite=True)
    assert sizes() == ["S", "M", "L"]


def test_a_product_that_was_deleted_in_the_shop_stays_removed_and_is_named(file: Path) -> None:
    bring_in(write_csv(file, [mug(), *shirt("S")]))
    Product.objects.filter(slug="mug").delete()

    for options in ({"dry_run": True}, {}, {}):
        said = bring_in(file, **options)

        assert not Product.objects.filter(slug="mug").exists()
        assert "mug: kept, as edited in the shop: the product stays removed." in said
        assert "0 added, 0 changed, 1 unchanged, 0 failed, 1 not in the shop and left out" in said

    assert "1 added" in bring_in(file, overwrite=True)
    assert "2 unchanged" in bring_in(file)


def test_a_shop_that_was_emptied_starts_anew(file: Path) -> None:
    bring_in(write_csv(file, [mug(), *shirt("S")]))

    Product.objects.all().delete()

    assert not ImportedProduct.objects.exists()
    assert "2 added" in bring_in(file, dry_run=True)
    assert "1 added" in bring_in(write_csv(file, [mug()]))
    assert "1 added" in bring_in(write_csv(file, shirt("S")))
    assert Category.objects.count() == 1


def rename(slug: str) -> None:
    product = Product.objects.get()
    product.slug = slug
    product.save()


def test_a_product_whose_handle_was_edited_is_still_the_same(file: Path) -> None:
    bring_in(write_csv(file, [mug()]))
    rename("new-mug")

    for price in ("13", "14"):
        said = bring_in(write_csv(file, [mug(Variant_Price=price)]))

        assert Product.objects.get().slug == "new-mug"
        assert Product.objects.get().price_from == int(price)
        assert "new-mug: kept, as edited in the shop: handle “new-mug” (the file has “mug”)." in said
        assert "1 changed" in said

    said = bring_in(file, overwrite=True)

    assert Product.objects.get().slug == "mug"
    assert "handle “new-mug” -> “mug”" in said


def test_an_edited_handle_comes_back_from_an_export_and_the_old_one_still_finds_it(file: Path) -> None:
    bring_in(write_csv(file, [mug()]))
    rename("new-mug")
    export(file)

    assert "1 unchanged" in bring_in(file)
    rename("newer-mug")
    bring_in(file)
    bring_in(write_csv(file, [mug()]))
    bring_in(write_csv(file, [{"Handle": "mug", "Variant Price": "20"}], columns=["Handle", "Variant Price"]))

    product = Product.objects.get()
    assert (product.slug, product.price_from) == ("newer-mug", 20)


def test_another_product_with_a_former_handle_in_the_file_is_another(file: Path) -> None:
    bring_in(write_csv(file, [mug()]))
    rename("new-mug")

    bring_in(write_csv(file, [mug(), {**mug(), "Handle": "new-mug"}]))

    assert {*Product.objects.values_list("slug", flat=True)} == {"mug", "new-mug"}
