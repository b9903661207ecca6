"""What a visitor makes up for a cookie keeps no page from being sent again without Django."""

import pytest
from django.contrib.messages import INFO
from django.contrib.sessions.models import Session
from django.core.signing import Signer
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from cart.joining import SALT
from shop.catalog.models import Product
from shop.cookies import MessageCookies
from shop.pagecache.tests.asking import ask
from shop.pagecache.tests.conftest import Django
from shop.pagecache.wsgi import PageCache

KEY = "z" * 32
JUNK = [
    "messages=abc",
    f"messages={'a:' * 1_000}",
    'messages="W1tdXQ:1abc:xyz"',
    "sessionid=x",
    'sessionid="; sessionid=%00',
    f"sessionid={KEY}; sessionid=b; sessionid",
    f"sessionid={KEY}; cart_version=1",
    f"sessionid={KEY}; cart_first_a=a; cart_first_b=b",
    f"sessionid={KEY}; " + "; ".join(f"cart_first_{number}={'y' * 32}:abc" for number in range(20)),
    f"cart_first_a={KEY}; cart_first_b=b",
    "csrftoken=x",
    f"__Host-sessionid={KEY}; __Host-messages=x",
]


@pytest.mark.parametrize("cookie", JUNK)
def test_a_page_is_sent_without_django(
    cache: PageCache,
    django: Django,
    shirt: Product,
    cookie: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    ask(cache, "/")
    django.asked.clear()

    with django_assert_max_num_queries(2):
        got = ask(cache, "/", cookie=cookie)

    assert django.asked == []
    assert 'data-count="0"' in got.text
    assert "Set-Cookie" not in got.headers


def message(settings: Settings) -> str:
    """Return the cookie of a message that the shop has written."""
    request, response = RequestFactory().get("/"), HttpResponse()
    storage = MessageCookies(request)
    storage.add(INFO, "The shirt is in your cart.")
    storage.update(response)
    return response.cookies["messages"].OutputString().partition(";")[0]


def test_a_message_of_the_shop_is_shown(cache: PageCache, django: Django, shirt: Product, settings: Settings) -> None:
    ask(cache, "/")
    django.asked.clear()

    assert "The shirt is in your cart." in ask(cache, "/", cookie=message(settings)).text
    assert django.asked == ["/"]


def test_another_cart_of_the_same_moment_is_joined(cache: PageCache, django: Django, shirt: Product) -> None:
    ask(cache, "/")
    tabs = [Client(), Client()]
    for tab in tabs:
        tab.post("/cart/lines/", {"variant": shirt.variants.get().pk}, headers={"Sec-Fetch-Site": "same-origin"})
    first, second = (tab.cookies["sessionid"].value for tab in tabs)

    got = ask(cache, "/", cookie=f"sessionid={first}; cart_first_b={Signer(salt=SALT).sign(second)}")

    assert 'data-count="2"' in got.text


@pytest.mark.parametrize("named", [False, True])
def test_with_https_a_former_cookie_asks_django_only_while_there_is_such_a_session(
    cache: PageCache, django: Django, shirt: Product, settings: Settings, named: bool
) -> None:
    settings.COOKIE_PREFIX, settings.SESSION_COOKIE_NAME = "__Host-", "__Host-sessionid"
    ask(cache, "/")
    django.asked.clear()
    if named:
        Client().post("/cart/lines/", {"variant": shirt.variants.get().pk}, headers={"Sec-Fetch-Site": "same-origin"})
    key = Session.objects.get().pk if named else KEY

    ask(cache, "/", cookie=f"sessionid={key}")

    assert django.asked == (["/"] if named else [])
