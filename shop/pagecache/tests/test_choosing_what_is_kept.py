"""What is the same for everyone is kept, within bounds; nothing else is."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shop.catalog.models import Product
from shop.pagecache.store import Key, Store
from shop.pagecache.tests.asking import ask
from shop.pagecache.tests.conftest import Django
from shop.pagecache.wsgi import PageCache


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/cart/", {}),
        ("/orders/", {}),
        ("/nowhere/", {}),
        ("/products/nothing/", {}),
        ("/search/?page=99", {}),
        ("/category/%E0%A4%A/", {}),
        (f"/search/?q={'a' * 1_000}", {}),
        ("/", {"host": "elsewhere.example"}),
    ],
)
def test_what_is_not_the_same_for_everyone_is_not_kept(
    cache: PageCache, django: Django, shirt: Product, address: str, headers: dict[str, str]
) -> None:
    first = ask(cache, address, **headers)
    django.asked.clear()
    second = ask(cache, address, **headers)

    assert django.asked
    assert len(cache.store) == 0
    assert first.status == second.status


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS"])
def test_only_a_get_is_answered_from_the_cache(cache: PageCache, django: Django, shirt: Product, method: str) -> None:
    ask(cache, "/")
    django.asked.clear()

    ask(cache, "/", method=method)

    assert django.asked == ["/"]


@pytest.mark.parametrize("address", ["/products/nothing/", "/category/nothing/", "/search/?sort=price&q=shirt"])
def test_what_is_not_kept_is_drawn_once(cache: PageCache, django: Django, shirt: Product, address: str) -> None:
    drawn = ask(django, address)
    django.asked.clear()

    got = ask(cache, address)

    assert len(django.asked) == 1
    assert (got.status, got.text) == (drawn.status, drawn.text)


def test_odd_headers_make_no_pages_of_their_own(cache: PageCache, shirt: Product) -> None:
    for number in range(9):
        ask(cache, "/", hx_request=f"junk {number}", x_forwarded_proto=f"junk {number}")

    assert len(cache.store) == 1


@pytest.mark.parametrize("address", ["/healthz", "/cart/", "/static/css/app.css"])
def test_it_asks_nothing_for_what_it_never_keeps(
    cache: PageCache, shirt: Product, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cache.application = lambda environ, start_response: start_response("200 OK", []) or [b""]

    with django_assert_num_queries(0):
        ask(cache, address)


def test_it_keeps_no_more_than_it_may(cache: PageCache, shirt: Product) -> None:
    ask(cache, "/")
    page = next(iter(cache.store._pages.values()))  # noqa: SLF001
    store = Store(max_bytes=3 * page.size)

    for number in range(10):
        store.put(Key("v", "", f"/{number}", ""), page)
        store.get(Key("v", "", "/0", ""))

    assert len(store) == 3
    assert store.size <= store.max_bytes
    assert store.get(Key("v", "", "/0", "")) is page
    assert store.get(Key("v", "", "/5", "")) is None
