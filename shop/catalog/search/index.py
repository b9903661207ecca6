"""Which search index this database has."""

from django.db import connection

from shop.catalog.search import postgres, sqlite
from shop.catalog.search.protocol import Index


def index() -> Index:
    return postgres if connection.vendor == "postgresql" else sqlite
