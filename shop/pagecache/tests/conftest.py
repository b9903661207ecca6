"""Fixtures of the page cache's tests."""

from collections.abc import Iterable, Iterator

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from shop.catalog.models import Product
from shop.pagecache.wsgi import Environ, PageCache, StartResponse
from shop.testing.builders import make_category, make_product


class Django:
    """Django itself, which counts how often it is asked."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()
        self.asked: list[str] = []

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        self.asked.append(environ["PATH_INFO"])
        return self.handler(environ, start_response)


@pytest.fixture
def django(db: None) -> Iterator[Django]:
    # As the test client does it: the test's connection is not the request's to close.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Django()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def cache(django: Django) -> PageCache:
    return PageCache(django)


@pytest.fixture
def shirt(db: None) -> Product:
    return make_product(title="Linen shirt", slug="linen-shirt", price="20.00", stock=9, category=make_category())
