"""How static files are collected: a style sheet and all that it imports become one file, and so do the scripts.

A script keeps its own scope in that file, and gives others what it exports: they import it whole, by the name of its
file (`import * as placing from "./placing.js"`). What is written for who reads it, comments and white space, stays
behind.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import rcssmin
import rjsmin
from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

STYLES, SCRIPTS = "css/app.css", "js/app.js"
# What only the checkout and orders draw: the pages on which shoppers browse are lighter without it.
STYLES_OF_ORDERS = "css/orders.css"
# What only the sections of the front page draw.
STYLES_OF_FRONT_PAGE = "css/front-page.css"
# What opens over a page, the cart above all: nothing of it is painted first, and this stands at the end of the page.
STYLES_OF_OVERLAYS = "css/overlays.css"
# What only the page of a product draws.
STYLES_OF_PRODUCT = "css/product.css"
SHEETS = (STYLES, STYLES_OF_OVERLAYS, STYLES_OF_PRODUCT, STYLES_OF_ORDERS, STYLES_OF_FRONT_PAGE)
# The files that pages ask for, and how they import their parts.
JOINED = {*SHEETS, SCRIPTS}
IMPORT = re.compile(r'^(?:@import url\("|import "\./)(?P<part>[^"]+)"\)?;$', re.MULTILINE)
# What is the shop's own, by folder; what comes with Django is sent as it is.
MINIFIED: dict[str, Callable[[str], str]] = {"css": rcssmin.cssmin, "js": rjsmin.jsmin}
IMPORT_OF_SCRIPT = re.compile(r'^import \* as (?P<name>\w+) from "\./(?P=name)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class) (?P<name>\w+))", re.MULTILINE)
RELATIVE_URL = re.compile(r'url\("(?![a-z]+:|[/#])(?P<path>[^"]+)"\)')

Paths = dict[str, tuple[Storage, str]]


class StaticFiles(StaticFilesConfig):
    """What is written for who works on static files is not one of them."""

    ignore_patterns = (*StaticFilesConfig.ignore_patterns, "*.md")


class JoinedFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """WhiteNoise's storage, which joins and minifies what is written here before it is named after its content.

    A browser finds an import only when it has read the file that imports: each level costs a page one more round trip.
    What stands under which name is kept beside the folder that is public, not in it.
    """

    def __init__(self, location: str | Path | None = None, *args: Any, **options: Any) -> None:
        beside = FileSystemStorage(Path(location or settings.STATIC_ROOT).resolve().parent)
        super().__init__(location, *args, manifest_storage=beside, **options)

    def save_manifest(self) -> None:
        super().save_manifest()
        # Former releases have left it there.
        self.delete(self.manifest_name)

    def post_process(self, paths: Paths, *args: Any, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        for name in JOINED & paths.keys() if not dry_run else ():
            self.join(name, paths)
        for name in [path for path in paths if _folder(path) in MINIFIED] if not dry_run else ():
            _replace(name, paths, MINIFIED[_folder(name)](_read(*paths[name])))
        yield from super().post_process(paths, *args, dry_run=dry_run, **options)

    def join(self, name: str, paths: Paths) -> None:
        """Put each imported part in the place of its import, and collect no part by itself."""

        def inline(found: re.Match[str]) -> str:
            part = posixpath.join(posixpath.dirname(name), found["part"])
            text = _read(*paths.pop(part))
            self.delete(part)
            if _folder(name) == "js":
                return in_own_scope(text, posixpath.splitext(found["part"])[0])
            return RELATIVE_URL.sub(lambda url: f'url("{_from_whole(found["part"], url["path"])}")', text).strip()

        _replace(name, paths, IMPORT.sub(inline, _read(*paths[name])))


def in_own_scope(script: str, name: str) -> str:
    """Wrap one of several scripts that become one module, where `name` is then what it exports."""
    exported = [found["name"] for found in EXPORT.finditer(script)]
    body = EXPORT.sub("", IMPORT_OF_SCRIPT.sub("", script)).strip()
    if not exported:
        return f"{{\n{body}\n}}"
    return f"const {name} = (() => {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}})();"


def _read(storage: Storage, path: str) -> str:
    with storage.open(path) as file:
        return bytes(file.read()).decode()


def _replace(name: str, paths: Paths, text: str) -> None:
    """Collect this text under a name, in place of the file that is there."""
    memory = InMemoryStorage()
    memory.save(name, ContentFile(text.encode()))
    paths[name] = (memory, name)


def _folder(path: str) -> str:
    return path.partition("/")[0]


def _from_whole(part: str, path: str) -> str:
    """Say where `path`, as seen from an imported part, is as seen from the file that imports it."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), path))
