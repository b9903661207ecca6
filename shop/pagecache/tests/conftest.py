"""Fixtures of the page cache's tests."""

from collections.abc import Iterable

import pytest
from django.core.handlers.wsgi import WSGIHandler

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
def django(db: None) -> Django:
    return Django()


@pytest.fixture
def cache(django: Django) -> PageCache:
    return PageCache(django)


@pytest.fixture
def shirt(db: None) -> Product:
    return make_product(title="Linen shirt", slug="linen-shirt", price="20.00", stock=9, category=make_category())
