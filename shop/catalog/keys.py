"""Keys as one parameter of a statement, however many they are."""

import json
from collections.abc import Sequence

from django.db import connection
from django.db.models.expressions import RawSQL


def among(keys: Sequence[int]) -> RawSQL:
    """Return keys as something that a lookup can be in."""
    return among_given(parameter(keys))


def among_given(written: list[int] | str) -> RawSQL:
    """Return the same for what `parameter` has returned, or the name under which that will be given."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [written])
    return RawSQL("SELECT value FROM json_each(%s)", [written])


def parameter(keys: Sequence[int]) -> list[int] | str:
    """Return what `among` puts into its statement for these keys."""
    return list(keys) if connection.vendor == "postgresql" else json.dumps(list(keys))
