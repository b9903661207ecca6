"""A list of ids as one parameter of a statement, however many they are."""

import json
from collections.abc import Sequence

from django.db import connection
from django.db.models.expressions import RawSQL


def in_ids(keys: Sequence[int]) -> RawSQL:
    """Return these ids for the lookup `__in`: one parameter, however many they are."""
    return in_id_list(id_list(keys))


def in_id_list(written: list[int] | str) -> RawSQL:
    """Return the same for what `id_list` has returned, or the name under which that will be given."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [written])
    return RawSQL("SELECT value FROM json_each(%s)", [written])


def id_list(keys: Sequence[int]) -> list[int] | str:
    """Return what `in_ids` puts into its statement for these keys."""
    return list(keys) if connection.vendor == "postgresql" else json.dumps(list(keys))
