"""The pages that one web process keeps, the ones asked for last, within a limit of memory."""

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from shop.pagecache.page import CachedPage


class Key(NamedTuple):
    """What a page depends on: the catalogue as it is, the address, and whether htmx asks for it."""

    version: str
    origin: str
    address: str
    htmx: str


class Store:
    """Pages by key, forgotten from the one that was asked for longest ago. Safe to use from several threads."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.size = 0
        self._pages: OrderedDict[Key, CachedPage] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key) -> CachedPage | None:
        page = self._pages.get(key)
        if page is not None:
            with self._lock:
                # Another thread may have forgotten it meanwhile.
                if key in self._pages:
                    self._pages.move_to_end(key)
        return page

    def put(self, key: Key, page: CachedPage) -> None:
        with self._lock:
            replaced = self._pages.pop(key, None)
            self._pages[key] = page
            self.size += page.size - (replaced.size if replaced else 0)
            while self.size > self.max_bytes:
                _, oldest = self._pages.popitem(last=False)
                self.size -= oldest.size
