"""The one-machine shop removes expired sessions by itself."""

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from shop.testing.filled import fill
from shop.testing.server import plan_shop, serve

pytestmark = pytest.mark.served

INSERT = "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (?, '', ?)"
SESSIONS = [("expired", "2020-01-01 00:00:00"), ("living", "2999-01-01 00:00:00")]
SHORT_DAYS = "from shop import serve; serve.SECONDS_OF_A_DAY = 0.1; serve.main()"
SECONDS = 60


def test_opening_the_shop_removes_expired_sessions_and_no_others(tmp_path: Path) -> None:
    shop = plan_shop(tmp_path, DJANGO_SETTINGS_MODULE="shop.testing.settings")
    fill(shop, products=1)
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        database.executemany(INSERT, SESSIONS)
        database.commit()

        with serve(shop, "--prepare"):
            kept = database.execute("SELECT session_key FROM django_session").fetchall()

    assert kept == [("living",)]


def test_the_open_shop_removes_them_daily(tmp_path: Path) -> None:
    shop = plan_shop(tmp_path, DJANGO_SETTINGS_MODULE="shop.testing.settings")
    fill(shop, products=1)
    with serve(shop, program=("-c", SHORT_DAYS)), closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        for _ in range(2):
            database.executemany(INSERT.replace("INSERT", "INSERT OR REPLACE"), SESSIONS)
            database.commit()
            assert kept_of(database, fewer_than=len(SESSIONS)) == [("living",)]


def kept_of(database: sqlite3.Connection, *, fewer_than: int) -> list[tuple[str]]:
    """Return the keys of the sessions once there are fewer, or after too long."""
    deadline, pause = monotonic() + SECONDS, Event()
    while True:
        kept = database.execute("SELECT session_key FROM django_session").fetchall()
        if len(kept) < fewer_than or monotonic() > deadline:
            return kept
        pause.wait(0.05)
