"""A merchant brings pictures in with the products: from a folder, or from where the file says they are."""

import re
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError
from pictures.models import PillowPicture
from PIL import Image
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks

from shop.catalog.models import Product, ProductImage
from shop.catalog.shopify_csv.matching import Folder
from shop.catalog.shopify_csv.pictures import Attempt, Pictures
from shop.catalog.shopify_csv.report import Report
from shop.catalog.tests.product_files import CASES, bring_in, needs_cases, picture, product_row, write_csv

CASE = CASES / "16-pictures"

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("mug.jpg", "https://cdn.example.com/a/mug.jpg?v=123"),
        ("mug_grande.jpeg", "https://cdn.example.com/mug.jpg"),
        ("mug.jpg", "https://cdn.example.com/mug_925x.jpeg"),
        ("mug_925x@2x.jpg", "https://cdn.example.com/mug_1024x1024.jpg"),
        ("mug_x300_crop_center.jpg", "https://cdn.example.com/Mug.JPG"),
        ("Große Tasse.png", "https://cdn.example.com/gro%C3%9Fe%20tasse_small.png"),
        ("below/mug.jpg", "/media/mug.jpg"),
    ],
)
def test_a_picture_in_the_folder_is_found_by_name_whatever_its_size(folder: Path, name: str, address: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.touch()

    assert Folder(folder).find(address) == path


@pytest.mark.parametrize("address", ["https://cdn.example.com/cup.jpg", "https://cdn.example.com/mug.png", "", "//["])
def test_another_picture_is_not_found(folder: Path, address: str) -> None:
    (folder / "mug.jpg").touch()

    assert Folder(folder).find(address) is None


def test_the_exact_name_goes_before_another_size_and_the_larger_file_before_the_smaller(folder: Path) -> None:
    (folder / "sofa.jpg").write_bytes(b"1")
    (folder / "sofa_large.jpg").write_bytes(b"12")
    (folder / "sofa_small.jpg").write_bytes(b"")

    assert Folder(folder).find("https://cdn.example.com/sofa.jpg") == folder / "sofa.jpg"
    assert Folder(folder).find("https://cdn.example.com/sofa_900x.jpg") == folder / "sofa_large.jpg"


def test_an_import_that_was_stopped_leaves_no_file_that_belongs_to_nothing(
    file: Path, folder: Path, media_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        (folder / f"mug-{number}.jpg").write_bytes(picture((200, 200)))
    write_csv(file, [product_row(f"mug-{number}", Image_Src=f"mug-{number}.jpg") for number in range(30)])
    record, stops = Pictures.record, iter([KeyboardInterrupt])

    def record_and_stop_once(self: Pictures, attempt: Attempt, report: Report) -> None:
        record(self, attempt, report)
        for stop in stops:
            raise stop

    monkeypatch.setattr(Pictures, "record", record_and_stop_once)
    with pytest.raises(CommandError, match=r"^Stopped: what .* stays"):
        bring_in(file, images=folder)

    stored = {image.photo.name for image in ProductImage.objects.exclude(photo="")}
    assert stored
    sizes = set(media_root.rglob("*w.webp"))
    assert {str(path.relative_to(media_root)) for path in set(media_root.rglob("*.webp")) - sizes} == stored
    bring_in(file, images=folder)
    assert ProductImage.objects.exclude(photo="").count() == 30


def test_a_picture_of_the_folder_is_stored_anew_with_its_sizes(file: Path, folder: Path, media_root: Path) -> None:
    (folder / "mug_grande.jpg").write_bytes(picture((640, 480)))
    write_csv(file, [product_row(Image_Src="https://cdn.example.com/mug.jpg?v=1")])

    said = bring_in(file, images=folder)

    image = ProductImage.objects.get()
    assert "1 image: 1 stored, 0 not found, 0 unusable" in said
    assert (image.width, image.height) == (640, 480)
    assert image.source == "https://cdn.example.com/mug.jpg?v=1"
    with Image.open(media_root / image.photo.name) as stored:
        assert (stored.format, stored.size) == ("WEBP", (640, 480))
    sizes = {path.name for path in media_root.rglob("*w.webp")}
    assert sizes == {"150w.webp", "300w.webp", "450w.webp", "600w.webp"}


def test_a_second_import_stores_no_picture_again(file: Path, folder: Path, media_root: Path) -> None:
    (folder / "mug.jpg").write_bytes(picture())
    write_csv(file, [product_row(Image_Src="https://cdn.example.com/mug.jpg")])
    bring_in(file, images=folder)
    before = {path: path.stat().st_mtime_ns for path in media_root.rglob("*")}

    said = bring_in(file, images=folder)

    assert "1 unchanged" in said
    assert "0 stored" in said
    assert {path: path.stat().st_mtime_ns for path in media_root.rglob("*")} == before


def test_another_text_or_place_of_an_image_keeps_its_file(file: Path, folder: Path, media_root: Path) -> None:
    (folder / "mug.jpg").write_bytes(picture())
    source = "https://cdn.example.com/mug.jpg"
    write_csv(file, [product_row(Image_Src=source, Image_Alt_Text="A mug")])
    bring_in(file, images=folder)
    before = ProductImage.objects.get()
    write_csv(file, [product_row(Image_Src=source, Image_Alt_Text="A blue mug", Image_Position="4")])

    assert "1 changed" in bring_in(file, images=folder)

    after = ProductImage.objects.get()
    assert (after.pk, after.photo.name, after.width) == (before.pk, before.photo.name, 640)
    assert (after.alt, after.position) == ("A blue mug", 4)


def test_the_files_of_an_image_that_goes_are_removed(
    file: Path,
    folder: Path,
    media_root: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    (folder / "mug.jpg").write_bytes(picture())
    write_csv(file, [product_row(Image_Src="https://cdn.example.com/mug.jpg")])
    bring_in(file, images=folder)
    assert any(path.is_file() for path in media_root.rglob("*"))
    write_csv(file, [product_row()])

    with django_capture_on_commit_callbacks(execute=True):
        bring_in(file)

    assert [path for path in media_root.rglob("*") if path.is_file()] == []


def test_a_file_that_is_no_picture_is_a_warning_and_the_product_goes_in(file: Path, folder: Path) -> None:
    (folder / "mug.jpg").write_text("no picture")
    write_csv(file, [product_row(Image_Src="https://cdn.example.com/mug.jpg")])

    said = bring_in(file, images=folder)

    assert "mug: warning: the picture https://cdn.example.com/mug.jpg cannot be used: The file is no picture" in said
    assert "0 stored, 0 not found, 1 unusable" in said
    assert Product.objects.get().images.get().photo.name == ""


def test_a_dry_run_says_the_same_of_the_folder_and_writes_nothing(file: Path, folder: Path, media_root: Path) -> None:
    (folder / "mug.jpg").write_bytes(picture())
    (folder / "cup.jpg").write_bytes(picture()[:200])
    (folder / "pot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    write_csv(file, [product_row(name, Image_Src=name) for name in ("mug.jpg", "cup.jpg", "pot.svg", "jug.jpg")])

    foreseen = bring_in(file, images=folder, dry_run=True)

    assert "4 images: 1 stored, 1 not found, 2 unusable" in foreseen
    assert [path for path in media_root.rglob("*") if path.is_file()] == []
    said = bring_in(file, images=folder)
    assert sorted(foreseen.splitlines()) == sorted([*said.splitlines(), "Dry run: nothing was written."])


def test_an_error_that_nobody_foresaw_is_that_picture_s_line_and_the_rest_goes_in(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("cup.jpg", "mug.jpg", "pot.jpg"):
        (folder / name).write_bytes(picture())
    write_csv(
        file, [product_row(name, Image_Src=f"https://cdn.example.com/{name}.jpg") for name in ("cup", "mug", "pot")]
    )
    save = PillowPicture.save

    def fail_at_the_mug(self: PillowPicture, image: Image.Image) -> None:
        if "mug" in self.name:
            raise ZeroDivisionError("nobody foresaw this")
        save(self, image)

    monkeypatch.setattr(PillowPicture, "save", fail_at_the_mug)

    said = bring_in(file, images=folder)

    assert "mug.jpg cannot be used: ZeroDivisionError: nobody foresaw this." in said
    assert "3 added" in said
    assert "2 stored, 0 not found, 1 unusable" in said
    assert {image.product.slug for image in ProductImage.objects.exclude(photo="")} == {"cup", "pot"}
    assert {name.partition("-")[0] for name in default_storage.listdir("products")[1]} == {"cup", "pot"}


@needs_cases
def test_every_kind_of_picture_goes_in_or_is_refused_by_name(file: Path) -> None:
    said = bring_in(CASE / "products.csv", images=CASE / "files")

    refused = dict(re.findall(r"cdn.example/(\S+) cannot be used: (.*)", said))
    assert "41 products: 41 added, 0 changed, 0 unchanged, 0 failed" in said
    assert refused.keys() == {
        *("bomb81.png", "bomb900.png", "empty.jpg", "html.jpg", "icon.ico", "logo.svg", "rgb.bmp", "rgb.tif"),
        *("strip.png", "svg-as.png", "truncated-end.jpg", "truncated.jpg"),
    }
    for name, kind in {"html": "HTML", "icon": "ICO", "logo": "SVG", "rgb.bmp": "BMP", "rgb.tif": "TIFF"}.items():
        assert [kind in reason for file_name, reason in refused.items() if file_name.startswith(name)] == [True]


def test_a_picture_that_is_in_no_folder_is_reported(file: Path, folder: Path) -> None:
    write_csv(file, [product_row(Image_Src="https://cdn.example.com/mug.jpg")])

    said = bring_in(file, images=folder)

    assert "mug: warning: no picture was found for https://cdn.example.com/mug.jpg" in said
    assert "0 stored, 1 not found" in said


def test_a_picture_that_moves_is_told_of(file: Path, folder: Path) -> None:
    frames = [Image.new("RGB", (9, 9), color) for color in ("red", "blue")]
    frames[0].save(folder / "mug.gif", save_all=True, append_images=frames[1:])
    (folder / "cup.jpg").write_bytes(picture())
    names = {"mug": "mug.gif", "cup": "cup.jpg"}
    write_csv(file, [product_row(slug, Image_Src=f"https://cdn.example.com/{name}") for slug, name in names.items()])

    said = bring_in(file, images=folder)

    assert "note: animated pictures of 1 product are shown by their first frame." in said
    assert "2 stored" in said
