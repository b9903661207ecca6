"""No provider is asked inside a database transaction: it may take seconds, and no rollback undoes what it did."""

from django.db import connections


def refuse_in_transaction() -> None:
    """Raise RuntimeError inside a transaction, unless it is the one that a test case wraps around itself."""
    for connection in connections.all(initialized_only=True):
        # Django's own `durable` makes the same exception in the same way.
        is_real = [not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks]
        if any(is_real):
            raise RuntimeError("A payment provider is asked inside a database transaction.")
