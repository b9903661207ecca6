"""Other browsers than Chromium, driven by what they bring along: no driver has to be fetched.

`python -m e2e.engines` installs what is missing where it may, and says in a line each what is tested and what is not.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple

from e2e.engines import firefox, webkit
from e2e.engines.window import Window


class Engine(NamedTuple):
    """A browser, the packages of Debian that have it, and how it is found and opened."""

    name: str
    packages: tuple[str, ...]
    find: Callable[[], str | None]
    open_window: Callable[[str], AbstractContextManager[Window]]

    @property
    def missing(self) -> str:
        return f"{self.name} is not tested: it is not here. Install {', '.join(self.packages)} (Debian)."


ENGINES = (
    Engine("Firefox", firefox.PACKAGES, firefox.find, firefox.open_window),
    Engine("WebKit", webkit.PACKAGES, webkit.find, webkit.open_window),
)
