"""The one-machine shop removes expired sessions by itself."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from shop.testing.server import plan_shop, serve

pytestmark = pytest.mark.served

INSERT = "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (?, '', ?)"


def test_opening_the_shop_removes_expired_sessions_and_no_others(tmp_path: Path) -> None:
    shop = plan_shop(tmp_path, DJANGO_SETTINGS_MODULE="shop.testing.settings")
    shop.run("-m", "shop.testing.small_shop", "1")
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        database.executemany(INSERT, [("expired", "2020-01-01 00:00:00"), ("living", "2999-01-01 00:00:00")])
        database.commit()

        with serve(shop, "--prepare"):
            kept = database.execute("SELECT session_key FROM django_session").fetchall()

    assert kept == [("living",)]
