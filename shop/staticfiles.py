"""How static files are collected: the style sheet and all that it imports become one file, and so do the scripts."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

STYLES, SCRIPTS = "css/app.css", "js/app.js"
# The files that pages ask for, each with how it imports its parts.
JOINED = {
    STYLES: re.compile(r'^@import url\("(?P<part>[^"]+)"\);$', re.MULTILINE),
    SCRIPTS: re.compile(r'^import "\./(?P<part>[^"]+)";$', re.MULTILINE),
}
RELATIVE_URL = re.compile(r'url\("(?![a-z]+:|[/#])(?P<path>[^"]+)"\)')

Paths = dict[str, tuple[Storage, str]]


class JoinedFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """WhiteNoise's storage, which joins the style sheet, and the scripts, before they are named after their content.

    A browser finds an import only when it has read the file that imports: each level costs a page one more round trip.
    """

    def post_process(self, paths: Paths, *args: Any, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        for name in JOINED.keys() & paths.keys() if not dry_run else ():
            self.join(name, paths)
        yield from super().post_process(paths, *args, dry_run=dry_run, **options)

    def join(self, name: str, paths: Paths) -> None:
        """Put each imported part in the place of its import, and collect no part by itself."""

        def inline(found: re.Match[str]) -> str:
            part = posixpath.join(posixpath.dirname(name), found["part"])
            text = _read(*paths.pop(part))
            self.delete(part)
            return RELATIVE_URL.sub(lambda url: f'url("{_from_whole(found["part"], url["path"])}")', text).strip()

        joined = JOINED[name].sub(inline, _read(*paths[name]))
        memory = InMemoryStorage()
        memory.save(name, ContentFile(joined.encode()))
        paths[name] = (memory, name)


def _read(storage: Storage, path: str) -> str:
    with storage.open(path) as file:
        return bytes(file.read()).decode()


def _from_whole(part: str, path: str) -> str:
    """Say where `path`, as seen from an imported part, is as seen from the file that imports it."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), path))
