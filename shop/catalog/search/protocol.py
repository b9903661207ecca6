"""What every search index can do, and what it is asked."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol


class Token(NamedTuple):
    """What a document must have: this token, or with `is_prefix` any that begins with it."""

    text: str
    is_prefix: bool = False


Query = Sequence[Sequence[Token]]
"""All groups must match, each by any of its tokens."""
Entry = tuple[int, tuple[str, ...]]
"""A product's key and its tokens, sorted."""


class Index(Protocol):
    """The published products by their tokens. All but `search` and `count` write, in the transaction they are in."""

    def search(self, queries: Sequence[Query], limit: int, *, until_enough: bool = False) -> list[tuple[int, int]]:
        """Return pairs of a query's place and a product's key: for each of the queries, of which there must be one, the
        highest keys. Queries once.

        `until_enough`: what comes after a query that has found as many as the limit is not looked for.
        """

    def write(self, entries: Sequence[Entry]) -> set[int]:
        """Write what differs from what is there, and return the keys of that. Queries once, and again to write."""

    def forget(self, keys: Sequence[int]) -> None:
        """Take these products out."""

    def begin(self) -> None:
        """Begin a new index beside the old one. Other writers wait from here on, readers do not."""

    def fill(self, entries: Iterable[Entry]) -> None:
        """Write products into the new index."""

    def finish(self) -> None:
        """Put the new index in the place of the old one."""

    def is_empty(self) -> bool:
        """Tell whether no product is in it."""
