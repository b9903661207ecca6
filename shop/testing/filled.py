"""Databases with a small catalogue: made once in a run of the tests, and copied for each shop that is opened.

To migrate an empty database takes three seconds of a processor, to copy one that is migrated a tenth of a second.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

from shop.testing.server import Shop, plan_shop, serve
from shop.testing.services import POSTGRES_URL, database_url

# Names the folder that the processes of a run share.
FOLDER = "SHOP_TESTS_FOLDER"
SETTINGS = {"DJANGO_SETTINGS_MODULE": "shop.testing.settings"}


@contextmanager
def open_small_shop(folder: Path, *, products: int, **variables: str) -> Iterator[tuple[Shop, list[int]]]:
    """Open a shop with a few products on the tests' settings, and give it with the ids of its variants.

    `variables` are set in its environment: DATABASE_URL names an empty database.
    """
    shop = plan_shop(folder, **{**SETTINGS, **variables})
    variants = fill(shop, products=products)
    with serve(shop):
        yield shop, variants


def fill(shop: Shop, *, products: int) -> list[int]:
    """Put products into the empty database of a shop that nobody serves yet, and return the ids of their variants."""
    url = shop.environment["DATABASE_URL"]
    if url.startswith("sqlite:///"):
        made, variants = _made(products, "sqlite")
        shutil.copyfile(made / "db.sqlite3", url.removeprefix("sqlite:///"))
        return variants
    made, variants = _made(products, "postgresql")
    _copy((made / "url").read_text(), url)
    return variants


def make_tables(shop: Shop) -> None:
    """Bring the empty database of a shop that nobody serves yet up to date, without a product in it."""
    fill(shop, products=0)


@contextmanager
def shared_folder() -> Iterator[None]:
    """Let the processes that begin in this block share what is made, and remove it at the end."""
    with TemporaryDirectory(prefix="shop-tests-") as folder:
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER]
            for made in Path(folder).glob("postgresql-*/url"):
                _drop(made.read_text())


def _made(products: int, kind: str) -> tuple[Path, list[int]]:
    """Return the folder of a filled database, and the ids of its variants. Makes it where nobody has."""
    folder = Path(os.environ[FOLDER], f"{kind}-{products}")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "variants").exists():
            folder.mkdir(exist_ok=True)
            variables = {"DATABASE_URL": _new_database(folder)} if kind == "postgresql" else {}
            shop = plan_shop(folder, **SETTINGS, **variables)
            if products:
                make_tables(shop)
            (folder / "variants").write_text(shop.run("-m", "shop.testing.small_shop", str(products)))
    return folder, [int(variant) for variant in (folder / "variants").read_text().split()]


def _new_database(folder: Path) -> str:
    url = database_url()
    (folder / "url").write_text(url)
    _execute(SQL("CREATE DATABASE {}").format(_name(url)))
    return url


def _copy(filled: str, url: str) -> None:
    _execute(SQL("DROP DATABASE {}").format(_name(url)))
    _execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(_name(url), _name(filled)))


def _drop(url: str) -> None:
    _execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(_name(url)))


def _name(url: str) -> Identifier:
    return Identifier(urlsplit(url).path[1:])


def _execute(statement: "psycopg.sql.Composed") -> None:
    with psycopg.connect(POSTGRES_URL, autocommit=True) as connection:
        connection.execute(statement)
