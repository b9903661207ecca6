"""A page that was seen before is sent again without Django, and is what Django would have drawn."""

import gzip

import pytest
from django.core.signing import Signer
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from cart.joining import SALT
from shop.catalog.models import Product, Variant
from shop.pagecache.page import GZIP_HEADER, LAST_BLOCK, Piece, trailer_of
from shop.pagecache.tests.asking import Got, ask
from shop.pagecache.tests.conftest import Django
from shop.pagecache.wsgi import PageCache
from shop.testing.builders import make_product

ADDRESSES = ["/", "/category/textiles/", "/products/linen-shirt/", "/search/?q=shirt", "/search/?sort=price"]
OWN = {"Sec-Fetch-Site": "same-origin"}


def with_a_cart(shirt: Product, quantity: int = 2) -> str:
    """Return the cookie of a visitor with so many shirts."""
    client = Client()
    response = client.post("/cart/lines/", {"variant": shirt.variants.get().pk, "quantity": quantity}, headers=OWN)
    return f"sessionid={response.cookies['sessionid'].value}"


def same(got: Got, drawn: Got) -> None:
    assert got.text == drawn.text
    assert got.status == drawn.status
    ours, theirs = ({name.lower(): value for name, value in answer.headers.items()} for answer in (got, drawn))
    for name in (
        "content-type",
        "content-security-policy",
        "cache-control",
        "x-frame-options",
        "x-content-type-options",
    ):
        assert ours[name] == theirs[name]
    assert {part.strip() for part in theirs["vary"].split(",")} <= {part.strip() for part in ours["vary"].split(",")}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("encoding", ["gzip", ""])
def test_it_is_what_django_draws(cache: PageCache, django: Django, shirt: Product, address: str, encoding: str) -> None:
    address = address.replace("textiles", shirt.category.slug if shirt.category else "")
    drawn = ask(django, address, accept_encoding=encoding)
    first = ask(cache, address, accept_encoding=encoding)
    django.asked.clear()
    second = ask(cache, address, accept_encoding=encoding)

    assert django.asked == []
    for got in (first, second):
        same(got, drawn)
        assert int(got.headers["Content-Length"]) == len(got.body)
        assert got.headers.get("Content-Encoding", "") == encoding


@pytest.mark.parametrize("encoding", ["gzip", ""])
def test_a_visitor_with_a_cart_gets_it_with_their_own_badge_and_drawer(
    cache: PageCache, django: Django, shirt: Product, encoding: str
) -> None:
    cookie = with_a_cart(shirt)
    drawn = ask(django, "/", cookie=cookie, accept_encoding=encoding)
    ask(cache, "/")
    django.asked.clear()

    got = ask(cache, "/", cookie=cookie, accept_encoding=encoding)

    assert django.asked == []
    assert 'data-count="2"' in got.text
    same(got, drawn)
    assert got.headers["Cache-Control"] == "private, no-cache"
    assert 'data-count="0"' in ask(cache, "/").text


def test_a_visitor_with_a_cart_may_be_the_first(cache: PageCache, shirt: Product) -> None:
    assert 'data-count="2"' in ask(cache, "/", cookie=with_a_cart(shirt)).text
    assert 'data-count="0"' in ask(cache, "/").text


def test_a_part_for_htmx_is_another_answer(cache: PageCache, django: Django, shirt: Product) -> None:
    page = ask(cache, "/products/linen-shirt/")
    part = ask(cache, "/products/linen-shirt/", hx_request="true")

    assert "<html" in page.text
    assert "<html" not in part.text
    same(
        ask(cache, "/products/linen-shirt/", hx_request="true"),
        ask(django, "/products/linen-shirt/", hx_request="true"),
    )


@override_settings(TRUST_PROXY=1)
def test_behind_a_proxy_a_page_of_http_is_not_that_of_https(cache: PageCache, django: Django, shirt: Product) -> None:
    for scheme in ("http", "https", "https"):
        ask(cache, "/", x_forwarded_proto=scheme)

    assert django.asked == ["/", "/"]


def test_a_write_to_the_catalogue_is_on_the_next_request(cache: PageCache, shirt: Product) -> None:
    cookie = with_a_cart(shirt)
    for visitor in ("", cookie):
        assert "€20.00" in ask(cache, "/", cookie=visitor).text

    variant = shirt.variants.get()
    variant.price = 25
    variant.save()

    for visitor in ("", cookie):
        assert "€25.00" in ask(cache, "/", cookie=visitor).text
        assert "€25.00" in ask(cache, "/products/linen-shirt/", cookie=visitor).text


def test_a_sale_that_shortens_a_line_is_in_the_drawer_at_once(cache: PageCache, shirt: Product) -> None:
    cookie = with_a_cart(shirt, quantity=9)
    assert "can be ordered now" not in ask(cache, "/", cookie=cookie).text

    # As an order takes it: nothing that a page shows has changed, so the catalogue is told nothing.
    super(type(Variant.objects.all()), Variant.objects.all()).update(stock=8)

    assert "Only 8 can be ordered now" in ask(cache, "/", cookie=cookie).text


def test_what_changes_in_the_cart_is_in_the_drawer_at_once(cache: PageCache, shirt: Product) -> None:
    client = Client()
    for count in (1, 2, 3):
        client.post("/cart/lines/", {"variant": shirt.variants.get().pk}, headers=OWN)
        cookie = f"sessionid={client.cookies['sessionid'].value}"
        assert f'data-count="{count}"' in ask(cache, "/", cookie=cookie).text


@pytest.mark.parametrize("cookie", ["sessionid=", "sessionid=x", "sessionid=" + "a" * 32, "sessionid=%00", "a=b"])
def test_a_cookie_that_names_no_session_is_an_empty_cart(cache: PageCache, shirt: Product, cookie: str) -> None:
    assert 'data-count="0"' in ask(cache, "/", cookie=cookie).text


def test_a_browser_that_has_the_page_is_told_so(cache: PageCache, shirt: Product) -> None:
    etag = ask(cache, "/").headers["ETag"]

    for known in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        again = ask(cache, "/", if_none_match=known)
        assert (again.status, again.body) == (304, b"")
    assert ask(cache, "/", if_none_match='"other"').status == 200


def test_each_encoding_has_a_tag_of_its_own(cache: PageCache, shirt: Product) -> None:
    plain, zipped = ask(cache, "/"), ask(cache, "/", accept_encoding="gzip")

    assert plain.headers["ETag"] != zipped.headers["ETag"]
    assert ask(cache, "/", accept_encoding="gzip", if_none_match=plain.headers["ETag"]).status == 200


@pytest.mark.parametrize(
    ("accepted", "is_zipped"),
    [("gzip", True), ("br, GZIP;q=0.5", True), ("gzip;q=0", False), ("gzip; q=0.000, identity", False), ("br", False)],
)
def test_a_browser_that_takes_no_gzip_gets_none(
    cache: PageCache, shirt: Product, accepted: str, *, is_zipped: bool
) -> None:
    assert ("Content-Encoding" in ask(cache, "/", accept_encoding=accepted).headers) is is_zipped


@pytest.mark.parametrize("form", ["sessionid={0}; sessionid=zzzzzzzz", "sessionid=; {0}", '"{0}"', "a=1;  {0}", "{0} "])
def test_a_cookie_counts_as_django_reads_it(cache: PageCache, django: Django, shirt: Product, form: str) -> None:
    cookie = form.format(with_a_cart(shirt))
    ask(cache, "/")

    same(ask(cache, "/", cookie=cookie), ask(django, "/", cookie=cookie))


def test_a_cart_that_has_ended_is_told_of(cache: PageCache, django: Django, shirt: Product) -> None:
    ask(cache, "/")

    got = ask(cache, "/", cookie=f"cart_version=abc; sessionid={'z' * 32}")

    assert "has expired" in got.text


def test_it_costs_one_query_and_two_with_a_cart(
    cache: PageCache, shirt: Product, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cookie = with_a_cart(shirt)
    ask(cache, "/", cookie=cookie)

    with django_assert_num_queries(1):
        ask(cache, "/")
    with django_assert_num_queries(2):
        ask(cache, "/", cookie=cookie)


def test_a_product_that_shows_a_badge_of_its_own_changes_no_other(
    cache: PageCache, django: Django, shirt: Product
) -> None:
    badge = ask(django, "/").text
    start = badge.index('<a id="cart-badge"')
    twin = badge[start : badge.index("</a>", start) + 4]
    make_product(title="Odd", slug="odd", description=twin.replace('id="cart-badge"', ""))

    cookie = with_a_cart(shirt)
    for visitor in ("", cookie):
        same(ask(cache, "/products/odd/", cookie=visitor), ask(django, "/products/odd/", cookie=visitor))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.binary(max_size=3_000) | st.integers(0, 200_000).map(bytes), max_size=6))
def test_pieces_that_were_packed_apart_are_one_gzip_stream(contents: list[bytes]) -> None:
    pieces = [Piece.of(content) for content in contents]
    stream = b"".join((GZIP_HEADER, *(piece.blocks for piece in pieces), LAST_BLOCK, trailer_of(pieces)))
    assert gzip.decompress(stream) == b"".join(contents)


def test_a_page_that_is_asked_for_again_is_cut_once_and_stays_the_same_page(cache: PageCache, shirt: Product) -> None:
    first, second, third = (ask(cache, "/", accept_encoding="gzip") for _ in range(3))

    assert first.text == second.text == third.text
    assert first.body != second.body == third.body
    assert first.headers["ETag"] == second.headers["ETag"] == third.headers["ETag"]


def test_of_carts_that_were_begun_at_once_django_makes_one(cache: PageCache, django: Django, shirt: Product) -> None:
    ask(cache, "/")
    django.asked.clear()

    ask(cache, "/", cookie=f"{with_a_cart(shirt)}; cart_first_a={Signer(salt=SALT).sign('z' * 32)}")

    assert django.asked == ["/"]
