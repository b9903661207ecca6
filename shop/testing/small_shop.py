"""A small catalogue for a shop that is served: `python -m shop.testing.small_shop N` makes it, in one process.

Prints the ids of the N variants, each of a product of its own and in ample stock.
"""

import sys

import django
from django.core.management import call_command

PLENTY = 1000


def main(count: int) -> None:
    """Make the tables and put `count` products into them."""
    django.setup()
    from django.db import connections  # noqa: PLC0415

    from shop.catalog.models import Variant  # noqa: PLC0415
    from shop.testing.builders import make_category, make_product  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    category = make_category() if count else None
    for number in range(1, count + 1):
        make_product(title=f"Shirt {number}", slug=f"shirt-{number}", stock=PLENTY, category=category)
    print(*Variant.objects.order_by("pk").values_list("pk", flat=True))  # noqa: T201
    # SQLite leaves one file when nobody has it open.
    connections.close_all()


if __name__ == "__main__":
    main(int(sys.argv[1]))
