"""What is told of products that are written, one or many, by whatever way of the models.

Receivers take `keys`, a list of primary keys, and write within the transaction of the write. What they write is shared
by many products, so they hold it in one order: that is why writes of one transaction are told of together, at its end.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.dispatch import Signal

products_written = Signal()
# Told before the products go: their rows are still there.
products_leaving = Signal()


@dataclass(slots=True)
class Pending:
    """What is still to be told: products that were written, and those whose offers are to be refreshed before."""

    written: set[int] = field(default_factory=set)
    outdated: set[int] = field(default_factory=set)


pending: ContextVar[Pending | None] = ContextVar("pending", default=None)
"""What `written_together` tells at its end; None outside of it."""


def notify_written(sender: Any, keys: Iterable[int]) -> None:
    """Tell that these products were written: at once, or at the end of what is written together with them."""
    if later := pending.get():
        later.written.update(keys)
    else:
        products_written.send(sender, keys=sorted(keys))
