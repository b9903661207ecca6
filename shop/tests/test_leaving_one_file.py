"""A shop on SQLite that was stopped leaves one complete file: a copy of it alone holds what the last visitor did."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from shop.testing.buyers import visit
from shop.testing.filled import fill
from shop.testing.server import ROOT, plan_shop

pytestmark = pytest.mark.served

SECONDS = 60


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_copy_of_the_database_alone_is_the_whole_shop(stop: signal.Signals, tmp_path: Path) -> None:
    shop = plan_shop(tmp_path, DJANGO_SETTINGS_MODULE="shop.testing.settings")
    [variant] = fill(shop, products=1)
    command = [sys.executable, "-m", "shop.serve"]
    with subprocess.Popen(
        command, cwd=ROOT, env=shop.environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with visit(shop) as visitor:
            visitor.post("/cart/lines/", data={"variant": variant})
        # As a terminal does: to all processes in the foreground.
        os.killpg(process.pid, stop)
        assert process.wait(SECONDS) == 0

    copy = tmp_path / "copy.sqlite3"
    shutil.copy(tmp_path / "db.sqlite3", copy)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM django_session").fetchone() == (1,)
    assert not (tmp_path / "db.sqlite3-wal").exists()
