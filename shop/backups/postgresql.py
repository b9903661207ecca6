"""The database of a shop on PostgreSQL, by PostgreSQL's own tools."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event
from time import monotonic
from typing import IO, Any

import psycopg
from django.db import connection, transaction

from shop.backups.contents import Contents, contents_of_the_shop
from shop.backups.refusals import BackupRefused, RestoreRefused

SECONDS_TO_WAIT = 3
OTHERS = """
    SELECT COUNT(*) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


def dump(file: Path) -> Contents:
    """Let pg_dump write the database into a new file, and say what it holds: both see the same moment.

    Raises BackupRefused where there is no pg_dump, or one that is older than the server.
    """
    require("pg_dump", BackupRefused)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            [snapshot] = cursor.fetchone()
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={file}"]
        done = subprocess.run(  # noqa: S603
            command("pg_dump", *options), env=environment(), stderr=subprocess.PIPE, text=True, check=False
        )
        if done.returncode:
            raise BackupRefused(f"pg_dump failed: {done.stderr.strip()}")
        return contents_of_the_shop()


def refuse_while_in_use() -> None:
    """Raise RestoreRefused while anybody else is connected to the database. One who has just left is still seen."""
    disconnect()
    deadline = monotonic() + SECONDS_TO_WAIT
    # Without the pool, whose own connections would be counted.
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as alone:
        while count := _first(alone.execute(OTHERS)):
            if monotonic() > deadline:
                name = connection.settings_dict["NAME"]
                others = f"{count} connections to the database {name}"
                raise RestoreRefused(f"The shop is running, or something else is ({others}): stop it first.")
            Event().wait(0.1)


def _first(cursor: psycopg.Cursor[Any]) -> Any:
    row = cursor.fetchone()
    return row and row[0]


def disconnect() -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]


def load(file: Path) -> None:
    """Put a dump in the place of all tables, in one transaction: whoever is killed meanwhile leaves the old ones.

    Raises RestoreRefused where a tool is missing or says that it cannot be done.
    """
    for tool in ("pg_restore", "psql"):
        require(tool, RestoreRefused)
    tables = ", ".join(map(connection.ops.quote_name, connection.introspection.table_names()))
    disconnect()
    with TemporaryFile() as said:
        psql = subprocess.Popen(  # noqa: S603
            command("psql", "--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1"),
            env=environment(),
            stdin=subprocess.PIPE,
            stderr=said,
        )
        assert psql.stdin is not None  # noqa: S101 for the types
        try:
            with psql.stdin as script:
                script.write(f"BEGIN; DROP TABLE IF EXISTS {tables} CASCADE;\n".encode() if tables else b"BEGIN;\n")
                _restore_into(script, file, said)
                # Without this line, at the death of either process, all of it is taken back.
                script.write(b"COMMIT;\n")
        except BrokenPipeError:
            """It says why at its end."""
        if psql.wait():
            raise RestoreRefused(f"psql failed, and nothing was changed: {_told(said)}")


def _restore_into(script: IO[bytes], file: Path, said: IO[bytes]) -> None:
    options = ["--no-owner", "--no-privileges", "--file=-", str(file)]
    reader = subprocess.Popen(["pg_restore", *options], stdout=subprocess.PIPE, stderr=said)  # noqa: S603, S607
    assert reader.stdout is not None  # noqa: S101 for the types
    with reader.stdout as statements:
        shutil.copyfileobj(statements, script)
    if reader.wait():
        script.write(b"ROLLBACK;\n")
        raise RestoreRefused(f"pg_restore failed, and nothing was changed: {_told(said)}")


def _told(said: IO[bytes]) -> str:
    said.seek(0)
    return said.read().decode(errors="replace").strip()


def require(tool: str, refusal: type[BackupRefused | RestoreRefused]) -> None:
    """Raise `refusal` where a tool of PostgreSQL is missing, or older than the server."""
    with connection.temporary_connection():
        wanted = connection.pg_version // 10_000  # type: ignore[attr-defined]
    if shutil.which(tool) is None:
        raise refusal(f"{tool} is not on the PATH. Install PostgreSQL's client: apt-get install postgresql-client.")
    said = subprocess.run([tool, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"\d+", said)
    if found is None or int(found[0]) < wanted:
        raise refusal(
            f"The server is PostgreSQL {wanted}, and {said.strip() or tool} cannot read it: install "
            f"postgresql-client-{wanted}."
        )


def command(tool: str, *options: str) -> list[str]:
    """Return the command line of a tool that connects to the shop's database. The password is not in it."""
    arguments, _ = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    return [tool, *arguments[1:-1], "--dbname", arguments[-1], *options]


def environment() -> dict[str, str]:
    _, secrets = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    return {**os.environ, **(secrets or {})}
