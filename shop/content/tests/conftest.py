"""A test that empties its database takes along what a migration has written: here it is written again."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

STARTING_PAGES = import_module("shop.content.migrations.0002_starting_pages")


@pytest.fixture(autouse=True)
def starting_pages(db: None) -> None:
    """The drafts that a new shop begins with."""
    STARTING_PAGES.make(apps, SimpleNamespace(connection=connection))
