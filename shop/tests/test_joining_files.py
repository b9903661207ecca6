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
from shop.staticfiles import (
    IMPORT_OF_SCRIPT,
    SCRIPTS,
    SHEETS,
    STYLES,
    JoinedFilesStorage,
    StaticFiles,
)
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


def test_all_parts_are_in_one_of_the_files_below_the_cascade(collected: JoinedFilesStorage) -> None:
    names = [
        name for name, _ in FileSystemFinder().list(StaticFiles.ignore_patterns) if name.startswith(("css/", "fonts/"))
    ]

    sheet = collect(FileSystemStorage(SOURCE.parent), names, collected)
    others = [Path(collected.path(collected.stored_name(name))).read_text() for name in SHEETS[1:]]

    assert sheet.startswith(rcssmin.cssmin(LAYERS))
    assert "@import" not in "".join([sheet, *others])
    for part in files(SOURCE, "*.css"):
        text = rcssmin.cssmin(re.sub(r"^@import.*\n?", "", part.read_text(), flags=re.MULTILINE))
        text = re.sub(r'"\.\./(fonts/.+?)"', lambda font: f'"../{collected.stored_name(font[1])}"', text)
        assert not text or sum(text in each for each in (sheet, *others)) == 1
    kept = {path.suffix for path in Path(collected.path("css")).rglob("*") if path.is_file()}
    assert len(list(Path(collected.path("css")).rglob("*.css"))) == len(SHEETS)
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
    assert "export " not in script
    imported = re.findall(r'^import "\./(.+)";$', (source / "app.js").read_text(), re.MULTILINE)
    for part in imported:
        text = re.sub(r"^import .*\n|^export ", "", (source / part).read_text(), flags=re.MULTILINE)
        assert rjsmin.jsmin(text) in script
    # Beside it there are only the scripts of single pages.
    left = {path.name.split(".")[0] for path in Path(collected.path("js")).glob("*.js")} - {"app"}
    assert left == {name.removeprefix("js/").split(".")[0] for name in names} - {
        part.split(".")[0] for part in imported
    } - {"app"}


def test_two_scripts_may_have_a_function_of_the_same_name(tmp_path: Path, collected: JoinedFilesStorage) -> None:
    source = FileSystemStorage(tmp_path / "source")
    for name, text in {
        SCRIPTS: 'import "./shelf.js";\nimport "./card.js";\n',
        "js/shelf.js": "// Why.\n\nexport const most = 8;\nexport function draw() {}\nfunction place() {}\n",
        "js/card.js": 'import * as shelf from "./shelf.js";\n\nfunction draw() {}\nfunction place() {}\nshelf.draw()\n',
    }.items():
        source.save(name, ContentFile(text.encode()))

    script = collect(source, [SCRIPTS, "js/shelf.js", "js/card.js"], collected, whole=SCRIPTS)

    assert script.split("\n") == [
        "const shelf=(()=>{const most=8;function draw(){}",
        "function place(){}",
        "return{most,draw};})();{function draw(){}",
        "function place(){}",
        "shelf.draw()}",
    ]


def test_a_script_comes_after_those_that_it_imports() -> None:
    source = SOURCE.parent / "js"
    parts = re.findall(r'^import "\./(.+)";$', (source / "app.js").read_text(), re.MULTILINE)

    for at, part in enumerate(parts):
        text = (source / part).read_text()
        assert set(IMPORT_OF_SCRIPT.findall(text)) <= {before.removesuffix(".js") for before in parts[:at]}
        # What stays in the joined file would be a second module's.
        assert len(re.findall(r"\bimport\b", text)) == len(IMPORT_OF_SCRIPT.findall(text))


def test_a_script_of_one_page_is_minified_too_and_what_comes_with_django_is_not(
    tmp_path: Path, collected: JoinedFilesStorage
) -> None:
    source = FileSystemStorage(tmp_path)
    names = ["js/checkout.js", "admin/js/core.js"]
    for name in names:
        source.save(name, ContentFile(b"// Why.\nlet a = 1;\n"))

    ours, djangos = (collect(source, names, collected, whole=name) for name in names)

    assert (ours, djangos) == ("let a=1;", "// Why.\nlet a = 1;\n")


def test_what_stands_under_which_name_is_not_public(tmp_path: Path, collected: JoinedFilesStorage) -> None:
    source = FileSystemStorage(tmp_path)
    source.save("js/checkout.js", ContentFile(b"let a = 1;\n"))
    # Former releases have left theirs among what is public.
    collected.save("staticfiles.json", ContentFile(b"{}"))

    collect(source, ["js/checkout.js"], collected, whole="js/checkout.js")

    assert not list(Path(collected.location).glob("*.json*"))
    again = JoinedFilesStorage(collected.location, base_url="/static/")
    assert again.stored_name("js/checkout.js") == collected.stored_name("js/checkout.js") != "js/checkout.js"


def test_a_public_folder_may_be_a_link_to_the_one_that_was_collected(
    tmp_path: Path, collected: JoinedFilesStorage
) -> None:
    source = FileSystemStorage(tmp_path)
    source.save("js/checkout.js", ContentFile(b"let a = 1;\n"))
    collect(source, ["js/checkout.js"], collected, whole="js/checkout.js")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "static").symlink_to(collected.location)

    linked = JoinedFilesStorage(tmp_path / "other" / "static", base_url="/static/")

    assert linked.stored_name("js/checkout.js") == collected.stored_name("js/checkout.js")


def test_a_shop_in_service_collects_so() -> None:
    assert settings.STORAGES["staticfiles"]["BACKEND"] == "shop.staticfiles.JoinedFilesStorage"
