"""Shops of many products, which take minutes to fill: kept in `var/bench/` of their working copy for the next run.

A shop is made anew when the code that fills it has changed. On PostgreSQL each has a database of its own, whose name
begins with `shop_bench_`.
"""

import shutil
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit
from zlib import crc32

import psycopg
from psycopg import sql

from shop.testing.server import ROOT, Shop, plan_shop
from shop.testing.services import POSTGRES_URL, find_postgres

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
# What fills a shop, or says what its tables are.
FILLED_BY = (
    "shop/**/migrations/*.py",
    "shop/demo/*.*",
    "shop/catalog/search/*.py",
    "shop/catalog/facets/*.py",
)


@dataclass(frozen=True)
class Kept:
    """A shop that is kept, of so many products, and the working copy that it belongs to."""

    database: str
    products: int
    root: Path = ROOT

    @property
    def folder(self) -> Path:
        return folder_of(self.root) / f"{self.database.lower()}-{self.products}"

    @property
    def name(self) -> str:
        """The name of its database on PostgreSQL, where shops of several working copies may stand side by side."""
        return f"{prefix_of(self.root)}{self.products}"

    @property
    def url(self) -> str:
        if self.database == SQLITE:
            return f"sqlite:///{self.folder / 'db.sqlite3'}"
        return urlsplit(POSTGRES_URL)._replace(path=f"/{self.name}").geturl()

    def plan(self, workers: int) -> Shop:
        """Return the shop, which may be served."""
        shop = plan_shop(self.folder, DATABASE_URL=self.url, WEB_WORKERS=str(workers))
        return replace(shop, root=self.root)

    def keep(self, *, fresh: bool = False) -> None:
        """Fill it, unless it is there and nothing of what fills it has changed. Raises RuntimeError."""
        record, wanted = self.folder / "stamp", stamp(self.root)
        if not fresh and record.exists() and record.read_text() == wanted:
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        if self.database == POSTGRESQL:
            drop(self.name)
            command(POSTGRES_URL, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.name)))
        shop = self.plan(workers=1)
        shop.manage("migrate", "--verbosity=0")
        shop.manage("seed_demo", f"--products={self.products}")
        if self.database == POSTGRESQL:
            # What it does by itself some minutes after many rows were written.
            command(self.url, sql.SQL("VACUUM (ANALYZE)"))
        record.write_text(wanted)


def databases() -> list[str]:
    """Return the databases that answer here."""
    return [SQLITE] if find_postgres().failure else [SQLITE, POSTGRESQL]


def remove_all(root: Path = ROOT) -> None:
    """Remove all shops that a working copy keeps, with their databases."""
    if POSTGRESQL in databases():
        with psycopg.connect(POSTGRES_URL, autocommit=True) as connection:
            names = connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix_of(root)]
            ).fetchall()
        for (name,) in names:
            drop(name)
    shutil.rmtree(folder_of(root), ignore_errors=True)


def folder_of(root: Path) -> Path:
    return root / "var" / "bench"


def prefix_of(root: Path) -> str:
    return f"shop_bench_{crc32(str(root).encode()):08x}_"


def stamp(root: Path) -> str:
    """Return what stands for all code that fills a shop."""
    digest = blake2b(digest_size=12)
    for file in sorted(file for pattern in FILLED_BY for file in root.glob(pattern)):
        digest.update(f"{file.relative_to(root)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def drop(name: str) -> None:
    command(POSTGRES_URL, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def command(url: str, statement: sql.SQL | sql.Composed) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
