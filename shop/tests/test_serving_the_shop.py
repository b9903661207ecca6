"""The server of `make run`: says what is wrong in a sentence, and leaves nothing behind."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from shop.testing.environment import ENVIRONMENT
from shop.tests.source import ROOT

pytestmark = pytest.mark.served

SECONDS = 30
Serve = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def serve(tmp_path: Path, port: int) -> Iterator[Serve]:
    """Start servers with a folder of their own; whatever still runs at the end is ended."""
    started: list[subprocess.Popen[str]] = []
    (tmp_path / "static").mkdir()

    def start(**variables: str) -> "subprocess.Popen[str]":
        own = {"DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}", "VAR_DIR": str(tmp_path), "PORT": str(port)}
        process = subprocess.Popen(
            [sys.executable, "-m", "shop.serve"],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "DJANGO_SETTINGS_MODULE": "shop.settings",
                **ENVIRONMENT,
                **own,
                **variables,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with process:
            process.terminate()


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("PORT", "eighty", "PORT is 'eighty', but may be a whole number from 1 to 65535.\n"),
        ("HOST", "nowhere.invalid", "HOST is 'nowhere.invalid', which is no address: "),
        ("HOST", "192.0.2.1", "HOST is '192.0.2.1', which is no address of this machine.\n"),
        ("WEB_WORKERS", "0", "WEB_WORKERS is '0', but may be a whole number from 1 to 64.\n"),
        ("DATABASE_URL", "oracle", "DATABASE_URL is 'oracle', which cannot be read: "),
        ("ALLOWED_HOSTS", ",", "ALLOWED_HOSTS is not set: give it a value"),
    ],
)
def test_a_bad_setting_is_named_in_a_sentence(variable: str, value: str, sentence: str, serve: Serve) -> None:
    process = serve(**{variable: value})
    assert process.communicate(timeout=SECONDS)[0].startswith(sentence)
    assert process.returncode == 2


def test_a_port_in_use_is_named_in_a_sentence(serve: Serve, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        process = serve()
        said = process.communicate(timeout=SECONDS)[0]
    assert said == f"Port {port} is in use. Choose another: make run PORT={port % 65535 + 1}\n"
    assert process.returncode == 2


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_says_where_it_is_and_stops_without_a_trace(stop: signal.Signals, serve: Serve, port: int) -> None:
    process = serve()
    assert process.stdout is not None
    assert process.stdout.readline() == f"The shop is open at http://127.0.0.1:{port} (Ctrl-C stops it).\n"
    # As a terminal does: to all processes in the foreground.
    os.killpg(process.pid, stop)
    assert process.communicate(timeout=SECONDS)[0] == ""
    assert process.returncode == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_uploads_are_served_as_what_they_are_and_nothing_else_is(serve: Serve, port: int, tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "mug.svg").write_text("<svg/>")
    (tmp_path / "media" / "mug.webp").write_bytes(b"RIFF")
    process = serve()
    assert process.stdout is not None
    process.stdout.readline()
    for name, kind in (("mug.svg", "image/svg+xml"), ("mug.webp", "image/webp")):
        with urlopen(f"http://127.0.0.1:{port}/media/{name}") as answer:
            assert answer.headers["Content-Type"] == kind
    with socket.create_connection(("127.0.0.1", port)) as raw:
        raw.sendall(b"GET /media/../db.sqlite3 HTTP/1.0\r\nHost: localhost\r\n\r\n")
        assert b" 404 " in raw.makefile("rb").readline()


def test_a_database_of_a_newer_release_is_left_alone(serve: Serve, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        database.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app, name, applied)")
        database.execute("INSERT INTO django_migrations VALUES (1, 'catalog', '9000_tomorrow', '2030-01-01')")
        database.commit()
    process = serve()
    said = process.communicate(timeout=SECONDS)[0]
    assert said.startswith("The database is of a newer release: this one does not know catalog.9000_tomorrow.")
    assert process.returncode == 1
