"""Nobody sees another's cart: not through a cache that ignores cookies, and not by a link that acts."""

from itertools import cycle, islice

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.fixtures import Settings

from cart.tests.conftest import add
from shop.catalog.models import Variant
from shop.orders.models import Order
from shop.testing.builders import make_category, make_product
from shop.testing.htmx import headers
from shop.testing.linting import LintingClient
from shop.testing.shared_cache import SharedCache

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

VISITS = 200
PARTS = (None, headers())
ARGUMENTS = {
    "collection": "all",
    "slug": "linen-shirt",
    "variant_id": 1,
    "token": "t",
    "provider": "sandbox",
    "version": "0",
}


@pytest.fixture
def addresses(shirt: Variant) -> list[str]:
    """Twenty addresses of the shop: pages, parts of pages, lists in every order, and what is not there."""
    category = make_category(name="Kitchen")
    mugs = [make_product(title=f"Mug {n}", category=category, options={"Size": ["S", "L"]}) for n in range(3)]
    pages = [mug.get_absolute_url() for mug in mugs]
    lists = [category.get_absolute_url(), "/search/", "/search/?q=mug", "/search/?q=mug&sort=price", "/search/?q=%00"]
    missing = ["/nowhere/", "/products/nothing/", "/category/nothing/", "/cart/nothing/", "/cart"]
    own = ["/", "/cart/", "/healthz", shirt.product.get_absolute_url(), shirt.get_absolute_url()]
    return [*own, *lists, *pages, *(f"{page}choice/" for page in pages[:2]), *missing]


def test_what_one_visitor_saw_is_shown_to_no_other(
    settings: Settings, client: Client, shirt: Variant, addresses: list[str]
) -> None:
    settings.SHARED_CACHE_SECONDS = 60
    cache = SharedCache()
    assert len(addresses) == 20
    for part in PARTS:
        for address in addresses:
            # Each page just after a change, so that a message waits for it.
            client.post(reverse("cart:add-line"), {"variant": shirt.pk, "quantity": "1"})
            cache.get(client, address, part)

    stranger, newcomer = LintingClient(), LintingClient()
    for part in PARTS:
        for address in addresses:
            shown = cache.get(stranger, address, part)
            assert shown.content == newcomer.get(address, headers=part).content, address
            assert not shown.cookies, address
    assert cache.kept, "A cache that keeps nothing shows nothing."


def test_the_same_page_is_kept_for_all_without_a_session(settings: Settings, addresses: list[str]) -> None:
    settings.SHARED_CACHE_SECONDS = 60
    cache = SharedCache()
    first = cache.get(LintingClient(), addresses[0])

    assert cache.get(LintingClient(), addresses[0]) is first


def test_two_hundred_visits_without_cookies_leave_no_session_and_no_cookie(addresses: list[str]) -> None:
    visitor = Client()
    for address, part in islice(cycle((address, part) for part in PARTS for address in addresses), VISITS):
        assert not visitor.get(address, headers=part).cookies, address

    assert not Session.objects.exists()


@pytest.mark.parametrize("name", ["cart:add-line", "cart:set-line", "cart:set-coupon", "cart:clear", "cart:restore"])
def test_reading_an_address_that_changes_the_cart_leads_to_the_cart(client: Client, shirt: Variant, name: str) -> None:
    add(client, shirt)
    before = Session.objects.get().session_data
    address = reverse(name, args=[shirt.pk] if name == "cart:set-line" else None)

    assert client.get(address, {"variant": shirt.pk, "quantity": 0})["Location"] == "/cart/"
    assert client.head(address)["Location"] == "/cart/"
    assert Session.objects.get().session_data == before


def test_reading_an_address_changes_nothing_even_where_a_form_is_sent_to_it(client: Client, shirt: Variant) -> None:
    add(client, shirt)
    written = [address for address in own_addresses() if client.post(address).status_code != 405]
    assert len(written) >= 9
    add(client, shirt)
    before = Session.objects.get().session_data, Order.objects.count()

    for address in written:
        assert client.get(address).status_code in (200, 302, 303, 404, 405), address

    assert (Session.objects.get().session_data, Order.objects.count()) == before


def own_addresses() -> list[str]:
    """Return an address for each of the shop's own patterns; the admin's are Django's."""
    addresses = []
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and entry.namespace != "admin":
            for pattern in entry.url_patterns:
                assert isinstance(pattern, URLPattern)
                known = {name: ARGUMENTS[name] for name in pattern.pattern.converters}
                addresses.append(reverse(f"{entry.namespace}:{pattern.name}", kwargs=known))
    return addresses
