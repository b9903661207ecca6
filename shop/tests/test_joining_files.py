"""A page of a shop in service fetches one style sheet, or two, and one script: everything is in them but comments."""

import re
from pathlib import Path

import pytest
import rcssmin
import rjsmin
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from shop import settings
from shop.staticfiles import SCRIPTS, STYLES, STYLES_OF_ORDERS, JoinedFilesStorage
from shop.tests.source import STYLES as SOURCE
from shop.tests.source import files
from shop.tests.test_layering_styles import LAYERS


@pytest.fixture
def collected(tmp_path: Path) -> JoinedFilesStorage:
    return JoinedFilesStorage(tmp_path / "collected", base_url="/static/")


def collect(source: FileSystemStorage, names: list[str], collected: JoinedFilesStorage, *, whole: str = STYLES) -> str:
    """Collect these files as `collectstatic` does, and return the `whole` one that pages link to."""
    for name in names:
        with source.open(name) as file:
            collected.save(name, file)
    for _, _, processed in collected.post_process({name: (source, name) for name in names}):
        if isinstance(processed, Exception):
            raise processed
    return Path(collected.path(collected.stored_name(whole))).read_text()


def test_all_parts_are_in_one_of_the_two_files_below_the_cascade(collected: JoinedFilesStorage) -> None:
    names = [name for name, _ in FileSystemFinder().list([]) if name.startswith("css/")]

    sheet = collect(FileSystemStorage(SOURCE.parent), names, collected)
    orders = Path(collected.path(collected.stored_name(STYLES_OF_ORDERS))).read_text()

    assert sheet.startswith(rcssmin.cssmin(LAYERS))
    assert "@import" not in sheet + orders
    for part in files(SOURCE, "*.css"):
        text = rcssmin.cssmin(re.sub(r"^@import.*\n?", "", part.read_text(), flags=re.MULTILINE))
        assert not text or (text in sheet) is not (text in orders)
    kept = {path.suffix for path in Path(collected.path("css")).rglob("*") if path.is_file()}
    assert len(list(Path(collected.path("css")).rglob("*.css"))) == 2
    assert kept == {".css", ".gz", ".br"}


def test_what_a_part_points_at_is_found_from_the_one_file(tmp_path: Path, collected: JoinedFilesStorage) -> None:
    source = FileSystemStorage(tmp_path / "source")
    for name, text in {
        STYLES: '@layer a;\n@import url("parts/tile.css");\n',
        "css/parts/tile.css": '.a { background: url("../../img/a.svg"); }\n.b { background: url("data:,b"); }\n',
        "img/a.svg": "<svg/>",
    }.items():
        path = Path(source.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    sheet = collect(source, [STYLES, "css/parts/tile.css", "img/a.svg"], collected)

    picture = collected.stored_name("img/a.svg").removeprefix("img/")
    assert sheet == f'@layer a;.a{{background:url("../img/{picture}")}}.b{{background:url("data:,b")}}'


def test_all_scripts_of_every_page_are_in_the_one_file(collected: JoinedFilesStorage) -> None:
    names = [name for name, _ in FileSystemFinder().list([]) if name.startswith("js/")]
    source = SOURCE.parent / "js"

    script = collect(FileSystemStorage(SOURCE.parent), names, collected, whole=SCRIPTS)

    assert "import " not in script
    imported = re.findall(r'^import "\./(.+)";$', (source / "app.js").read_text(), re.MULTILINE)
    assert all(rjsmin.jsmin((source / part).read_text()) in script for part in imported)
    # Beside it there are only the scripts of single pages.
    left = {path.name.split(".")[0] for path in Path(collected.path("js")).glob("*.js")} - {"app"}
    assert left == {name.removeprefix("js/").split(".")[0] for name in names} - {
        part.split(".")[0] for part in imported
    } - {"app"}


def test_a_script_of_one_page_is_minified_too_and_what_comes_with_django_is_not(
    tmp_path: Path, collected: JoinedFilesStorage
) -> None:
    source = FileSystemStorage(tmp_path)
    names = ["js/checkout.js", "admin/js/core.js"]
    for name in names:
        source.save(name, ContentFile(b"// Why.\nlet a = 1;\n"))

    ours, djangos = (collect(source, names, collected, whole=name) for name in names)

    assert (ours, djangos) == ("let a=1;", "// Why.\nlet a = 1;\n")


def test_a_shop_in_service_collects_so() -> None:
    assert settings.STORAGES["staticfiles"]["BACKEND"] == "shop.staticfiles.JoinedFilesStorage"
