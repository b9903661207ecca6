"""Shops of many products, which take minutes to fill: kept in `var/bench/` for the next run, and measured in copies.

A shop is made anew when the code that fills it has changed. On PostgreSQL each has a database of its own, whose name
begins with `shop_bench_`.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit
from zlib import crc32

import psycopg
from psycopg import sql

from shop.testing.server import ROOT, plan_shop
from shop.testing.services import POSTGRES_URL, find_postgres

FOLDER = ROOT / "var" / "bench"
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
RECORD = "shop.json"
# What fills a shop, or says what its tables are.
FILLED_BY = (
    "shop/*/migrations/*.py",
    "shop/demo/*.py",
    "shop/demo/assortment/*.py",
    "shop/demo/illustrations/*.py",
    "shop/demo/bench/spreading.py",
    "shop/catalog/search/indexing.py",
    "shop/catalog/search/tokens.py",
    "shop/catalog/search/spelling.py",
    "shop/catalog/search/sqlite.py",
    "shop/catalog/search/postgres.py",
    "shop/catalog/filters/facets.py",
    "shop/catalog/filters/gathering.py",
)


@dataclass(frozen=True)
class Kept:
    """A shop that is kept: how long `seed_demo` took for it in seconds, and how many bytes its database then had."""

    database: str
    products: int
    stamp: str
    seconds: float = 0
    size: int = 0

    @property
    def folder(self) -> Path:
        return FOLDER / f"{self.database.lower()}-{self.products}"

    @property
    def name(self) -> str:
        """The name of its database on PostgreSQL, where shops of several working copies may stand side by side."""
        return f"shop_bench_{crc32(str(ROOT).encode()):08x}_{self.products}"

    def variables(self, name: str) -> dict[str, str]:
        """Return what leads a shop to a database of this name; on SQLite it is in the shop's own folder."""
        return (
            {}
            if self.database == SQLITE
            else {"DATABASE_URL": urlsplit(POSTGRES_URL)._replace(path=f"/{name}").geturl()}
        )


@dataclass(frozen=True)
class Copy:
    """A shop that may be written to: its folder, and its surroundings."""

    kept: Kept
    folder: Path
    variables: Mapping[str, str] = field(default_factory=dict)


def databases() -> list[str]:
    """Return the databases that answer here."""
    return [SQLITE] if find_postgres().failure else [SQLITE, POSTGRESQL]


def keep(database: str, products: int, *, fresh: bool = False) -> Kept:
    """Return the shop of so many products; filled now, unless it is there and nothing of what fills it has changed."""
    wanted = Kept(database, products, stamp())
    record = wanted.folder / RECORD
    if record.exists() and not fresh:
        there = Kept(**json.loads(record.read_text()))
        if there.stamp == wanted.stamp:
            return there
    remove(wanted)
    wanted.folder.mkdir(parents=True)
    if database == POSTGRESQL:
        with psycopg.connect(POSTGRES_URL, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(wanted.name)))
    made = fill(wanted)
    record.write_text(json.dumps(asdict(made)))
    return made


def stamp() -> str:
    """Return what stands for all code that fills a shop."""
    files = sorted(file for pattern in FILLED_BY for file in ROOT.glob(pattern))
    said = blake2b(digest_size=12)
    for file in files:
        said.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return said.hexdigest()


def fill(kept: Kept) -> Kept:
    shop = plan_shop(kept.folder, **kept.variables(kept.name))
    shop.manage("migrate", "--verbosity=0")
    started = perf_counter()
    if kept.products:
        shop.manage("seed_demo", f"--products={kept.products}")
    seconds = perf_counter() - started
    settle(kept)
    size = size_of(kept)
    if kept.products:
        shop.run("-m", "shop.demo.bench.spreading")
        settle(kept)
    return Kept(kept.database, kept.products, kept.stamp, seconds, size)


def settle(kept: Kept) -> None:
    """Do what PostgreSQL does by itself some minutes after many rows were written."""
    if kept.database == POSTGRESQL:
        with psycopg.connect(kept.variables(kept.name)["DATABASE_URL"], autocommit=True) as connection:
            connection.execute("VACUUM (ANALYZE)")


def size_of(kept: Kept) -> int:
    """Return how many bytes the shop's database has."""
    if kept.database == SQLITE:
        return sum(file.stat().st_size for file in kept.folder.glob("db.sqlite3*"))
    with psycopg.connect(POSTGRES_URL, autocommit=True) as connection:
        row = connection.execute("SELECT pg_database_size(%s)", [kept.name]).fetchone()
    return int(row[0]) if row else 0


@contextmanager
def copied(kept: Kept) -> Iterator[Copy]:
    """Give a copy of a kept shop, and remove it at the end."""
    folder, name = FOLDER / "copies" / kept.folder.name, f"{kept.name}_copy"
    # What is left of a run that was killed.
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kept.folder, folder, symlinks=True)
    try:
        if kept.database == SQLITE:
            # While the system still writes the copy out, the shop's own writes wait for the disk.
            os.sync()
            yield Copy(kept, folder)
            return
        drop(name)
        with psycopg.connect(POSTGRES_URL, autocommit=True) as connection:
            create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
            connection.execute(create.format(sql.Identifier(name), sql.Identifier(kept.name)))
        try:
            yield Copy(kept, folder, kept.variables(name))
        finally:
            drop(name)
    finally:
        shutil.rmtree(folder)


def remove(kept: Kept) -> None:
    """Remove a kept shop, or what there is of it."""
    shutil.rmtree(kept.folder, ignore_errors=True)
    if kept.database == POSTGRESQL:
        drop(kept.name)


def remove_all() -> None:
    """Remove all shops that this working copy keeps, with their databases."""
    for record in FOLDER.glob(f"*/{RECORD}"):
        kept = Kept(**json.loads(record.read_text()))
        if kept.database == POSTGRESQL:
            drop(f"{kept.name}_copy")
        remove(kept)
    shutil.rmtree(FOLDER, ignore_errors=True)


def drop(name: str) -> None:
    with psycopg.connect(POSTGRES_URL, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
