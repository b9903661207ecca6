"""Which sizes of a photograph are stored, and what a page says of them."""

import io
from importlib import import_module
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from shop.catalog.models import ProductImage
from shop.testing.builders import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MIGRATION = import_module("shop.catalog.migrations.0003_smaller_pictures").Migration


def photograph(width: int, height: int) -> ProductImage:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, "WEBP")
    return ProductImage.objects.create(product=make_product(), photo=ContentFile(buffer.getvalue(), name="mug.webp"))


def stored(image: ProductImage, media_root: Path) -> set[int]:
    return {int(path.stem.rstrip("w")) for path in (media_root / image.photo.name).with_suffix("").iterdir()}


def make_missing_sizes() -> None:
    MIGRATION.operations[0].update_pictures(ProductImage.photo.field, ProductImage)


def test_a_square_photograph_is_offered_in_each_width_and_as_it_is(media_root: Path) -> None:
    image = photograph(1000, 1000)

    folder = "/media/products/mug"
    assert image.picture.srcset == (
        f"{folder}/150w.webp 150w, {folder}/300w.webp 300w, {folder}/450w.webp 450w, {folder}/600w.webp 600w, "
        f"{folder}/900w.webp 900w, {folder}.webp 1000w"
    )
    assert stored(image, media_root) == {150, 300, 450, 600, 900}


def test_of_a_landscape_only_what_a_square_shows_counts(media_root: Path) -> None:
    image = photograph(600, 400)
    assert [size.split()[1] for size in image.picture.srcset.split(", ")] == ["100w", "200w", "300w", "400w"]


def test_a_small_photograph_is_offered_as_it_is(media_root: Path) -> None:
    assert photograph(90, 120).picture.srcset == "/media/products/mug.webp 90w"


def test_a_stored_photograph_gets_the_sizes_that_it_lacks_and_keeps_the_others(media_root: Path) -> None:
    image = photograph(1000, 1000)
    folder = media_root / "products" / "mug"
    (folder / "150w.webp").unlink()
    (folder / "450w.webp").unlink()
    (folder / "300w.webp").write_bytes(b"as it was")

    make_missing_sizes()

    assert stored(image, media_root) == {150, 300, 450, 600, 900}
    with Image.open(folder / "150w.webp") as made:
        assert made.size == (150, 150)
    assert (folder / "300w.webp").read_bytes() == b"as it was"


def test_a_photograph_whose_file_is_gone_stops_nobody(media_root: Path) -> None:
    image = photograph(300, 300)
    (media_root / image.photo.name).unlink()
    (media_root / "products" / "mug" / "150w.webp").unlink()

    make_missing_sizes()

    assert stored(image, media_root) == {300}
