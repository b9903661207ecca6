"""Shops that are backed up, and what is in them. `python -m shop.backups.tests.shops STEP…` does things in one."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import django

from shop.testing.server import Shop, plan_shop
from shop.testing.services import find_postgres, skip_without, throwaway_database

# What is worked out of the rest, in whatever order, and what changes with every write.
WORKED_OUT = ("facetbits", "facetplace", "facetshelf", "spelling", "catalogueversion")


@contextmanager
def closed_shop(folder: Path, database: str, **variables: str) -> Iterator[Shop]:
    """Give a shop of which nothing is there yet, on this kind of database."""
    variables = {"DJANGO_SETTINGS_MODULE": "shop.testing.settings", **variables}
    if database == "sqlite":
        yield plan_shop(folder, **variables)
        return
    skip_without(find_postgres())
    with throwaway_database() as url:
        yield plan_shop(folder, **variables, DATABASE_URL=url)


def perform(shop: Shop, *steps: str) -> list[Any]:
    """Do these steps in one process of a shop, and return what each of them said.

    A step is a management command, or the name of a function below.
    """
    said: list[Any] = json.loads(shop.run("-m", "shop.backups.tests.shops", *steps).splitlines()[-1])
    return said


def main(steps: Sequence[str]) -> None:
    """Perform the steps, and print what each said."""
    django.setup()
    from django.core.management import CommandError, call_command

    said = []
    for step in steps:
        if own := STEPS.get(step):
            said.append(own())
            continue
        out = StringIO()
        try:
            call_command(*step.split(), stdout=out)
            said.append(out.getvalue())
        except CommandError as error:
            said.append(str(error))
    print(json.dumps(said))  # noqa: T201


def fill() -> None:
    """Make two products, a picture, an order, a cart and an account."""
    from django.contrib.auth.models import User
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from django.core.management import call_command

    from cart.cart import Cart
    from cart.sessions import SessionStore
    from shop.testing.builders import make_category, make_product
    from shop.testing.orders import make_order

    call_command("migrate", interactive=False, verbosity=0)
    linen, mug = make_product(category=make_category()), make_product(title="Tide mug", price="0.10")
    make_order(of={mug.variants.get(): 1})
    with Cart.changing(SessionStore()) as cart:
        cart.add(linen.variants.get().pk, 2, seen="20.00", limit=5)
    User.objects.create_superuser("ada", "ada@example.org", "a long password")
    default_storage.save("products/mug.webp", ContentFile(b"RIFF of a mug"))


def sell_another() -> None:
    """Make one more product, picture and order."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from django.core.management import call_command

    from shop.testing.builders import make_product
    from shop.testing.orders import make_order

    call_command("migrate", interactive=False, verbosity=0)
    make_order(of={make_product(title="Bowl").variants.get(): 1})
    default_storage.save("products/bowl.webp", ContentFile(b"RIFF of a bowl"))


def rows() -> list[dict[str, Any]]:
    """Return all rows of all models, as Django writes them."""
    from django.core.management import call_command

    out = StringIO()
    call_command("dumpdata", exclude=[f"catalog.{name}" for name in WORKED_OUT], stdout=out)
    written: list[dict[str, Any]] = json.loads(out.getvalue())
    return written


def found() -> list[int]:
    """Return how many products the search knows, and how many the filters."""
    from django.db import connection

    counts = []
    with connection.cursor() as cursor:
        for table in ("catalog_search", "catalog_facetplace"):
            cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608
            counts.append(cursor.fetchone()[0])
    return counts


def pictures() -> dict[str, str]:
    """Return what each upload holds, by its name."""
    from django.conf import settings

    media = Path(settings.MEDIA_ROOT)
    return {path.relative_to(media).as_posix(): path.read_text() for path in media.rglob("*") if path.is_file()}


STEPS: dict[str, Callable[[], Any]] = {own.__name__: own for own in (fill, sell_another, rows, found, pictures)}

if __name__ == "__main__":
    main(sys.argv[1:])
