"""Real exports of real shops come in whole."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from shop.catalog.models import Category, Product, ProductImage, Variant
from shop.catalog.tests.product_files import REAL_FILES, SHARED, bring_in, needs_real_files

pytestmark = [pytest.mark.slow, pytest.mark.django_db, needs_real_files]


@pytest.mark.parametrize(
    ("name", "products", "variants", "images"),
    [
        ("apparel-variants.csv", 25, 96, 55),
        ("apparel.csv", 20, 22, 20),
        ("home-and-garden.csv", 20, 21, 21),
        ("jewelery.csv", 20, 23, 41),
    ],
)
def test_files_of_44_46_and_47_columns_come_in(name: str, products: int, variants: int, images: int) -> None:
    said = bring_in(SHARED / name)

    assert f"{products} products: {products} added, 0 changed, 0 unchanged, 0 failed" in said
    assert (Product.objects.count(), Variant.objects.count()) == (products, variants)
    assert ProductImage.objects.count() == images
    assert not Product.objects.exclude(status="active").exists()
    assert not Product.objects.filter(price_from=None).exists()
    assert f"{products} unchanged, 0 failed" in bring_in(SHARED / name)


def test_they_come_in_together() -> None:
    bring_in(*[SHARED / name for name in REAL_FILES])

    assert Product.objects.count() == 85
    assert set(Category.objects.values_list("name", flat=True)) >= {"Indoor", "Outdoor", "Necklace", "Womens"}


def test_options_images_and_prices_stand_where_the_file_has_them() -> None:
    bring_in(SHARED / "jewelery.csv")

    anchor = Product.objects.get(slug="leather-anchor")
    gold, silver = anchor.variants.all()
    assert anchor.option_names == ["Color"]
    assert (gold.options, gold.price, gold.compare_at_price) == (["Gold"], Decimal("69.99"), Decimal("85.00"))
    assert (silver.options, silver.price) == (["Silver"], Decimal("55.00"))
    assert [image.position for image in anchor.images.all()] == [1, 2, 3]
    assert gold.image == anchor.images.get(position=1)
    assert (anchor.price_from, anchor.price_varies, anchor.is_on_sale) == (Decimal("55.00"), True, True)


def test_their_markup_is_cleaned() -> None:
    bring_in(SHARED / "apparel-variants.csv")

    for product in Product.objects.all():
        assert "style=" not in product.description
        assert "<meta" not in product.description
    kit = Product.objects.get(slug="the-scout-skincare-kit")
    assert '<a href="http://unitedbyblue.com/" rel="noopener">' in kit.description
    assert "<li>" in kit.description


def test_their_pictures_are_found_by_name(tmp_path: Path) -> None:
    few = tmp_path / "few"
    few.mkdir()
    names = ("soap_grande.jpeg", "mug_grande.jpeg", "boot-2_grande.jpg")
    for name in names:
        (few / name).write_bytes((SHARED / "images" / name).read_bytes())

    said = bring_in(SHARED / "apparel-variants.csv", images=few)

    assert "55 images: 3 stored, 52 not found, 0 unusable" in said
    stored = defaultdict(list)
    for image in ProductImage.objects.exclude(photo="").select_related("product"):
        stored[image.product.slug].append(image.width)
    assert len(stored) == 3
