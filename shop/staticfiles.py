"""How static files are collected: the style sheet and all that it imports become one file."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

STYLES = "css/app.css"
IMPORT = re.compile(r'^@import url\("(?P<part>[^"]+)"\);$', re.MULTILINE)
RELATIVE_URL = re.compile(r'url\("(?![a-z]+:|[/#])(?P<path>[^"]+)"\)')

Paths = dict[str, tuple[Storage, str]]


class OneStylesheetStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """WhiteNoise's storage, which joins the style sheet before it is named after its content.

    A browser finds an import only when it has read the file that imports: each level costs a page one more round trip.
    """

    def post_process(self, paths: Paths, *args: Any, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if STYLES in paths and not dry_run:
            self.join_styles(paths)
        yield from super().post_process(paths, *args, dry_run=dry_run, **options)

    def join_styles(self, paths: Paths) -> None:
        """Put each imported part in the place of its import, and collect no part by itself."""

        def inline(found: re.Match[str]) -> str:
            name = posixpath.join(posixpath.dirname(STYLES), found["part"])
            text = _read(*paths.pop(name))
            self.delete(name)
            return RELATIVE_URL.sub(lambda url: f'url("{_from_styles(found["part"], url["path"])}")', text).strip()

        joined = IMPORT.sub(inline, _read(*paths[STYLES]))
        memory = InMemoryStorage()
        memory.save(STYLES, ContentFile(joined.encode()))
        paths[STYLES] = (memory, STYLES)


def _read(storage: Storage, path: str) -> str:
    with storage.open(path) as file:
        return bytes(file.read()).decode()


def _from_styles(part: str, path: str) -> str:
    """Say where `path`, as seen from an imported part, is as seen from the style sheet."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), path))
