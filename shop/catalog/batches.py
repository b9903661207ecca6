"""Many keys, some at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice


def batches(keys: Iterable[int], size: int) -> Iterator[list[int]]:
    """Yield the keys in lists of this size; the last may be shorter."""
    rest = iter(keys)
    while batch := list(islice(rest, size)):
        yield batch
