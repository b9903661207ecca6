"""A database that cannot be reached is one sentence with the reason, and without its password."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shop.testing.environment import DEFAULTS, ENVIRONMENT
from shop.testing.server import ROOT, free_port

pytestmark = pytest.mark.slow

PASSWORD = "a-password-that-nobody-reads"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (f"postgres://me:{PASSWORD}@127.0.0.1:{{port}}/shop", "Connection refused"),
        (f"postgres://me:{PASSWORD}@no-such-host.invalid/shop", "failed to resolve host 'no-such-host.invalid'"),
        ("sqlite:////nowhere/at/all/db.sqlite3", "the folder of the file /nowhere/at/all/db.sqlite3 does not exist"),
    ],
)
def test_a_command_says_why(url: str, why: str, tmp_path: Path) -> None:
    own = {"DATABASE_URL": url.format(port=free_port()), "VAR_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "manage.py", "clearsessions"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **ENVIRONMENT, **DEFAULTS, **own},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "psycopg.pool" not in done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("The database cannot be reached: ")
    assert why in last
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert PASSWORD not in done.stderr
