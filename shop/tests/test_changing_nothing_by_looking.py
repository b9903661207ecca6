"""No GET changes anything: whoever follows a link, a browser ahead of time too, leaves every row as it was."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from shop.catalog.models import Product
from shop.checkout.tests.shopping import Shopper
from shop.limits.models import Counter
from shop.orders.models import Order
from shop.orders.tests.paying import begin
from shop.redirects.models import MissingPath
from shop.testing.builders import make_product
from shop.testing.linting import LintingClient
from shop.testing.sandbox import Sandbox

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]
# How often a provider was asked is counted, whoever lets it be asked. So is how often a page was asked for that is not
# there: the merchant learns of it by that alone, and sees which old addresses are to lead on.
COUNTED = {Counter, MissingPath}
QUERIES = ["", "?cancelled", "?cancelled=1"]


def rows() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table."""
    models: list[Any] = [model for model in apps.get_models() if model not in COUNTED]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def patterns(resolver: Any, space: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield the full name of each address of the shop, the admin's too, with the names of its parts."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{space}{pattern.name}", list(pattern.pattern.regex.groupindex)


def addresses(order: Order, product: Product) -> Iterator[str]:
    variant = product.variants.get()
    parts = {
        "slug": product.slug,
        "token": order.token,
        "variant_id": variant.pk,
        "section": "products",
        "pk": order.pk,
    }
    parts |= {"provider": "sandbox", "verb": "pay", "object_id": order.pk, "app_label": "orders"}
    for name, named in patterns(get_resolver()):
        yield reverse(name, kwargs={part: parts.get(part, "1") for part in named})


@pytest.fixture
def order(sandbox: Sandbox) -> Order:
    """An order whose shopper is at the provider's page."""
    call_command("rebuild_search")
    return begin(of={make_product(title="Linen shirt", slug="contact", stock=5).variants.get(): 1}).order


@pytest.mark.parametrize("who", ["a stranger", "a shopper", "the owner"])
def test_no_address_changes_a_row_when_it_is_looked_at(who: str, order: Order, sandbox: Sandbox) -> None:
    product = Product.objects.get()
    client = Client() if who != "a shopper" else LintingClient()
    if who == "the owner":
        client.force_login(User.objects.create_superuser("owner"))
        # Once, their own session remembers that they take the first steps: other pages lead back then.
        client.get(reverse("admin:first-steps"))
    if who == "a shopper":
        shopper = Shopper(client)
        shopper.add(product)
        shopper.fill_all()
    seen = list(addresses(order, product))
    assert reverse("checkout:return", args=[order.token]) in seen
    assert reverse("admin:orders_order_change", args=[order.pk]) in seen
    before = rows()

    for address in seen:
        for query in QUERIES if address.startswith("/checkout/return/") else [""]:
            client.get(address + query)
    assert [label for label, found in rows().items() if found != before[label]] == []


def test_who_comes_back_without_paying_asks_nobody(order: Order, sandbox: Sandbox) -> None:
    sandbox.choose(order.payments.get().reference or "", "pay")

    Client().get(reverse("checkout:return", args=[order.token]), {"cancelled": ""})

    assert Order.objects.get().awaits_payment
    assert not Counter.objects.exists()
