"""Keys as one parameter of a statement, however many they are."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL


def among(keys: Sequence[int]) -> RawSQL:
    """Return keys as something that a lookup can be in."""
    return among_those_of(parameter(keys))


def among_those_of(own: Any) -> RawSQL:
    """Return the same for what `parameter` returns, or will."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [own])
    return RawSQL("SELECT value FROM json_each(%s)", [own])


def parameter(keys: Sequence[int]) -> list[int] | str:
    """Return what `among` puts into its statement for these keys."""
    return list(keys) if connection.vendor == "postgresql" else json.dumps(list(keys))
