"""`manage.py backup` and `restore`: a shop comes back as it was, on either database, and from SQLite on PostgreSQL."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from shop.backups.tests.shops import closed_shop, perform
from shop.testing.filled import make_tables
from shop.testing.once import once
from shop.testing.server import ROOT, Shop, plan_shop

pytestmark = pytest.mark.served

ALL = ("rows", "pictures", "found")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop on SQLite with a bit of everything, backed up in `shop.tar`."""

    def fill(folder: Path) -> None:
        shop = plan_shop(folder, DJANGO_SETTINGS_MODULE="shop.testing.settings")
        make_tables(shop)
        perform(shop, "fill", f"backup {folder}/shop.tar")

    folder = once(tmp_path_factory, "backed-up", fill)
    return plan_shop(folder, DJANGO_SETTINGS_MODULE="shop.testing.settings")


@pytest.fixture(scope="module")
def contents(filled: Shop) -> list[object]:
    return perform(filled, *ALL)


@pytest.fixture(params=["sqlite", "postgresql"])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shop]:
    with closed_shop(tmp_path, request.param) as shop:
        yield shop


def test_an_empty_shop_gets_all_that_the_other_had(filled: Shop, contents: list[object], shop: Shop) -> None:
    said, *restored = perform(shop, f"restore {filled.folder}/shop.tar", *ALL)

    assert said.startswith("Restored 1 orders, 2 products, 1 categories, 1 accounts, as they were at 20")
    assert restored == contents
    assert restored[1:] == [{"products/mug.webp": "RIFF of a mug"}, [2, 2]]


def test_what_the_shop_held_is_kept_until_it_is_to_be_replaced_and_then_in_a_backup(
    filled: Shop, contents: list[object], shop: Shop
) -> None:
    make_tables(shop)
    restore = f"restore {filled.folder}/shop.tar"
    steps = ("sell_another", *ALL, restore, *ALL, f"{restore} --replace", *ALL, "sell_another", "found")
    _, *told = perform(shop, *steps)
    before, refused, after, replaced, last, _, more = told[:3], told[3], told[4:7], told[7], told[8:11], *told[11:]

    assert refused == "The shop holds 1 orders, 1 products. With --replace, that goes into a backup of its own first."
    assert after == before
    assert last == contents
    # What comes next has a key of its own, wherever the rows came from.
    assert more == [3, 3]
    [kept] = (shop.folder / "backups").iterdir()
    assert f"What the shop held is in {kept}." in replaced
    assert perform(shop, f"restore {kept} --replace", *ALL)[1:] == before


def test_a_shop_that_somebody_has_open_is_left_alone(filled: Shop, shop: Shop) -> None:
    make_tables(shop)
    with connected(shop):
        [refused, found] = perform(shop, f"restore {filled.folder}/shop.tar", "found")
    assert refused.startswith("The shop is running, or something else ")
    assert found == [0, 0]


@contextmanager
def connected(shop: Shop) -> Iterator[None]:
    """Have the database open, as a web process has that waits for a request."""
    url = shop.environment["DATABASE_URL"]
    is_sqlite = url.startswith("sqlite")
    with closing(sqlite3.connect(url.removeprefix("sqlite:///")) if is_sqlite else psycopg.connect(url)) as open_one:
        open_one.execute("SELECT COUNT(*) FROM orders_order").fetchall()
        open_one.rollback()
        yield


# Each dies where a part is done and the rest is not: before the database comes in, and while it does.
DEATHS = {
    "before": "uploads.restore = lambda backup, then=uploads.restore: then(backup) or die()",
    "sqlite": """
class Dying(sqlite3.Connection):
    def backup(self, target):
        super().backup(target, pages=1, progress=lambda _, left, total: die() if left * 2 < total else None)
sqlite.sqlite3 = type("Module", (), {"OperationalError": sqlite3.OperationalError,
    "connect": lambda *args, **how: sqlite3.connect(*args, factory=Dying, **how)})
""",
    "postgresql": """
def half(source, target):
    read = source.read()
    target.write(read[:len(read) * 3 // 4])
    target.flush()
    die()
postgresql.shutil.copyfileobj = half
""",
}
DYING = """
import os, signal, sqlite3, sys
def die(): os.kill(os.getpid(), signal.SIGKILL)
import django; django.setup()
from pathlib import Path
from shop.backups import making, postgresql, restoring, sqlite, uploads
"""


def run_until_death(shop: Shop, script: str) -> None:
    died = subprocess.run([sys.executable, "-c", DYING + script], cwd=ROOT, env=shop.environment, check=False)
    assert died.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("shop", "moment"), [("sqlite", "before"), ("sqlite", "sqlite"), ("postgresql", "postgresql")], indirect=["shop"]
)
def test_a_restore_that_is_killed_leaves_the_shop_as_it_was(filled: Shop, shop: Shop, moment: str) -> None:
    make_tables(shop)
    own = shop.folder / "own.tar"
    _, _, before = perform(shop, "sell_another", f"backup {own}", "rows")
    backup = own if moment == "postgresql" else filled.folder / "shop.tar"

    run_until_death(shop, f"{DEATHS[moment]}\nrestoring.restore(Path({str(backup)!r}), replaces=True, say=print)")

    after, restored = perform(shop, "rows", f"restore {own} --replace")
    assert after == before
    assert "Restored 1 orders, 1 products" in restored
    assert not list(shop.folder.glob("*unfinished*"))


def test_a_backup_that_is_killed_leaves_nothing_that_looks_like_one(filled: Shop, tmp_path: Path) -> None:
    target = tmp_path / "shop.tar"
    run_until_death(filled, f"making.finish = lambda *_: die()\nmaking.make_backup(Path({str(target)!r}))")
    assert [path.name for path in tmp_path.iterdir()] == ["shop.tar.unfinished-backup"]

    again = perform(filled, f"backup {tmp_path}/next.tar", f"backup {tmp_path}/next.tar")[1]

    assert [path.name for path in tmp_path.iterdir()] == ["next.tar"]
    assert again == f"{tmp_path}/next.tar is there already, and is left as it is. Name another file."


def test_a_backup_of_an_older_release_is_migrated(shop: Shop) -> None:
    make_tables(shop)
    backup, older = f"{shop.folder}/older.tar", ("migrate limits zero",)
    refused, restored, migrations = perform(
        shop, *older, f"backup {backup}", "sell_another", f"restore {backup}", f"restore {backup} --replace",
        "showmigrations",
    )[-3:]  # fmt: skip

    assert "With --replace" in refused
    assert "Restored nothing, as they were at" in restored
    assert "[ ]" not in migrations


def test_a_backup_without_postgresqls_tools_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with closed_shop(tmp_path, "postgresql", PATH="/nowhere") as shop:
        [said] = perform(shop, f"backup {tmp_path}/shop.tar")
    assert said.startswith("pg_dump is not on the PATH. Install PostgreSQL's client")
