"""SKUs and barcodes: products by what their codes begin with, however these are punctuated.

They are many, and most are one product's alone. So they stand in an ordinary table, whose index is read from what was
typed on and costs the same in any shop.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from django.db import connection
from django.db.models import Exists, OuterRef

from shop.catalog.models import Code, Product

BATCH = 5_000
INSERT = "INSERT INTO catalog_code (code, product_id) {} ON CONFLICT DO NOTHING"
ONE_BY_ONE, AT_ONCE = "VALUES (%s, %s)", "SELECT * FROM unnest(%s::text[], %s::bigint[])"
# In the order of the index: else a planner that expects many would rather walk through the table until it has enough.
BEGINNING = "SELECT product_id FROM catalog_code WHERE code {} %s AND code {} %s ORDER BY code {} LIMIT %s"
LAST = "\U0010ffff"


def beginning(text: str, limit: int) -> list[int]:
    """Return the keys of products that have a code that begins so: of so many codes at most. Queries once."""
    # These compare byte by byte, as the index does, whatever the order of the database's language.
    operators = ("~>=~", "~<~", "USING ~<~") if connection.vendor == "postgresql" else (">=", "<", "")
    with connection.cursor() as cursor:
        cursor.execute(BEGINNING.format(*operators), [text, text + LAST, limit])
        return [key for (key,) in cursor.fetchall()]


def write(codes: Mapping[int, frozenset[str]]) -> None:
    """Let these products have these codes alone. Queries once, and again to write what differs."""
    wanted = {(code, key) for key, own in codes.items() for code in own}
    rows = Code.objects.filter(product__in=codes).values_list("pk", "code", "product")
    stored = {(code, key): pk for pk, code, key in rows}
    if gone := [pk for entry, pk in stored.items() if entry not in wanted]:
        Code.objects.filter(pk__in=gone).delete()
    add(entry for entry in wanted if entry not in stored)


def add(entries: Iterable[tuple[str, int]]) -> None:
    """Write pairs of a code and a product's key."""
    rest = iter(sorted(entries))
    while batch := list(islice(rest, BATCH)):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(INSERT.format(AT_ONCE), list(map(list, zip(*batch, strict=True))))
            else:
                cursor.executemany(INSERT.format(ONE_BY_ONE), batch)


def forget(keys: Sequence[int]) -> None:
    """Take these products' codes out."""
    Code.objects.filter(product__in=keys).delete()


def forget_unpublished() -> None:
    """Take out the codes of all products that are not published or not there."""
    published = Product.objects.published().filter(pk=OuterRef("product"))
    Code.objects.filter(~Exists(published)).delete()
