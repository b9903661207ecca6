"""Development only: a changed template is on the next request of every page, kept pages and fragments included."""

from collections.abc import Callable, Iterable
from typing import Any

from django.template.autoreload import get_template_directories, reset_loaders

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Files = frozenset[tuple[str, int]]


class FreshTemplates:
    """A WSGI application that is built again, without what it kept, when a template file has changed.

    Django's autoreload looks once a second, which is later than a developer's next click.
    """

    def __init__(self, build: Callable[[], Application]) -> None:
        self._build = build
        self._application = build()
        self._files = template_files()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        files = template_files()
        if files != self._files:
            reset_loaders()
            self._application, self._files = self._build(), files
        return self._application(environ, start_response)


def template_files() -> Files:
    """Return the shop's template files with their times of change, in nanoseconds. Reads the folders' entries."""
    found = (path for folder in get_template_directories() for path in folder.rglob("*.*"))
    return frozenset((str(path), path.stat().st_mtime_ns) for path in found)
