"""The service that tests may use where it answers: PostgreSQL, at its standard port.

`python -m shop.testing.services` says in one line whether it is there, and ends with 1 where it is missing and
REQUIRE_SERVICES is 1; with `--environment` it prints what puts the shop on it, as `env` takes it.
"""

import argparse
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import psycopg
import pytest

from shop import environment

SECONDS = 2
POSTGRES_URL = environment.text("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
ARE_REQUIRED = environment.flag("REQUIRE_SERVICES", default=False)


@dataclass(frozen=True)
class Service:
    """A service that was asked for its version."""

    name: str
    url: str
    version: str = ""
    failure: str = ""

    def __str__(self) -> str:
        where = f"{urlsplit(self.url).hostname}:{urlsplit(self.url).port}"
        if self.failure:
            return f"{self.name} is missing at {where} ({self.failure})"
        return f"{self.name} {self.version} at {where}"


@cache
def find_postgres() -> Service:
    try:
        with psycopg.connect(POSTGRES_URL, connect_timeout=SECONDS) as connection:
            version = f"{connection.info.server_version // 10_000}.{connection.info.server_version % 10_000}"
    except psycopg.OperationalError as error:
        return Service("PostgreSQL", POSTGRES_URL, failure=str(error).strip().splitlines()[-1])
    return Service("PostgreSQL", POSTGRES_URL, version)


def skip_without(service: Service) -> None:
    """Skip the test that asks, or fail it where services are required."""
    if service.failure and ARE_REQUIRED:
        pytest.fail(str(service))
    if service.failure:
        pytest.skip(str(service))


@contextmanager
def throwaway_database() -> Iterator[str]:
    """Create an empty PostgreSQL database, give its URL, and drop it at the end."""
    url = database_url()
    name = psycopg.sql.Identifier(urlsplit(url).path[1:])
    with psycopg.connect(POSTGRES_URL, autocommit=True) as connection:
        connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield url
        finally:
            connection.execute(psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@contextmanager
def refusing(url: str) -> Iterator[None]:
    """End all connections of a throwaway database and let it refuse new ones until the block ends."""
    name = urlsplit(url).path[1:]
    allow = psycopg.sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    with psycopg.connect(POSTGRES_URL, autocommit=True) as connection:
        connection.execute(allow.format(psycopg.sql.Identifier(name), psycopg.sql.SQL("false")))
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        try:
            yield
        finally:
            connection.execute(allow.format(psycopg.sql.Identifier(name), psycopg.sql.SQL("true")))


def database_url() -> str:
    """Return the URL of a PostgreSQL database that does not exist yet."""
    return urlsplit(POSTGRES_URL)._replace(path=f"/shop_{secrets.token_hex(6)}").geturl()


def main() -> int:
    """Say which services there are. Returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m shop.testing.services", description="Say which services there are."
    )
    parser.add_argument("--environment", action="store_true", help="print what puts the shop on them")
    postgres = find_postgres()
    if parser.parse_args().environment:
        print("" if postgres.failure else f"DATABASE_URL={database_url()}")  # noqa: T201
        return 0
    note = "; tests that need it are skipped" if postgres.failure and not ARE_REQUIRED else ""
    print(f"== services: {postgres}{note}")  # noqa: T201
    return 1 if postgres.failure and ARE_REQUIRED else 0


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    sys.exit(main())
