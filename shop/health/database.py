"""Why a database cannot be reached, for whoever has to mend it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
from django.db import connection

SECONDS = 3


def why_away() -> str:
    """Connect once, past the pool, and say in one line why that fails; empty where it does not.

    Takes up to 3 s. What it says holds the names of host, database and user, and no password.
    """
    said = connection.settings_dict
    try:
        if connection.vendor == "sqlite":
            name = str(said["NAME"])
            if not Path(name).parent.is_dir():
                return f"the folder of the file {name} does not exist"
            with closing(sqlite3.connect(name)) as file:
                file.execute("SELECT 1 FROM sqlite_master")
            return ""
        who = {"host": said["HOST"], "port": said["PORT"], "user": said["USER"], "password": said["PASSWORD"]}
        given = {name: value for name, value in who.items() if value}
        psycopg.connect(dbname=said["NAME"] or "postgres", connect_timeout=SECONDS, **given).close()
    except (sqlite3.Error, psycopg.Error) as error:
        return " ".join(str(error).split())
    return ""
