"""One client orders all that there is and pays nothing: most of the goods stay there for the others."""

from collections.abc import Callable, Sequence

import pytest
from django.db.models import Sum
from django.test import Client

from shop.catalog.models import StockHold, Variant
from shop.checkout.tests.shopping import CONTACT, OWN, Shopper
from shop.orders.models import Order
from shop.orders.unpaid_shares import BEYOND, MODEST, SMALL
from shop.testing.builders import make_product
from shop.testing.linting import LintingClient

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]
SHELVES, STOCK, ORDERS = 24, 24, 4
ALL = SHELVES * STOCK
MOST = BEYOND * STOCK + (SHELVES - BEYOND) * SMALL


@pytest.fixture
def goods(db: None) -> list[Variant]:
    return [make_product(title=f"Mug {number}", stock=STOCK).variants.get() for number in range(SHELVES)]


def fill_cart(client: Client, variants: Sequence[Variant], quantity: int) -> Shopper:
    for variant in variants:
        client.post("/cart/lines/", {"variant": variant.pk, "quantity": quantity}, headers=OWN)
    return Shopper(client)


def order(client: Client, variants: Sequence[Variant], quantity: int, *, email: str) -> bool:
    """Order so many of each, and tell whether the order was placed."""
    shopper = fill_cart(client, variants, quantity)
    shopper.fill("contact", CONTACT | {"email": email})
    shopper.fill_address()
    return bool(shopper.confirm().headers.get("Location", "").startswith("/orders/"))


def one_browser() -> Callable[[int], Client]:
    client = LintingClient()
    return lambda number: client


def a_new_browser_each_time() -> Callable[[int], Client]:
    return lambda number: LintingClient()


@pytest.mark.parametrize("browsers", [one_browser, a_new_browser_each_time])
@pytest.mark.parametrize("quantity", [STOCK, SMALL])
def test_one_client_takes_no_more_than_its_share(
    goods: list[Variant], browsers: Callable[[], Callable[[int], Client]], quantity: int
) -> None:
    visit, placed, size = browsers(), 0, SHELVES // ORDERS
    for number in range(2 * ORDERS):
        first = number % ORDERS * size
        placed += order(visit(number), goods[first : first + size], quantity, email=f"mallory{number}@example.org")

    left = Variant.objects.aggregate(Sum("stock"))["stock__sum"]
    held = StockHold.objects.aggregate(Sum("quantity"))["quantity__sum"]
    assert placed == Order.objects.count()
    assert left + held == ALL
    assert held <= MOST, f"{held} of {ALL} units are held by {placed} orders"
    assert order(LintingClient(REMOTE_ADDR="192.0.2.1"), goods[-2:], MODEST, email="ada@example.org")


def test_it_is_said_what_to_do_and_nothing_is_lost(goods: list[Variant], client: Client) -> None:
    assert order(client, goods[:BEYOND], STOCK - 1, email="ada@example.org")
    open_order = Order.objects.get()
    shopper = fill_cart(client, goods[BEYOND : BEYOND + 1], STOCK - 1)
    shopper.fill_all()
    agreed = shopper.agreed()

    page = shopper.confirm(agreed)

    said = page.content.decode()
    assert page.status_code == 422
    for words in (
        "Your order was not placed",
        f"Only {SMALL} of {goods[BEYOND]} can wait for your payment.",
        open_order.get_absolute_url(),
        "ada@example.org",
        "Your cart and what you filled in are kept.",
    ):
        assert words in said, words
    assert shopper.agreed()["token"] == agreed["token"]
    Order.objects.update(state=Order.State.PAID, paid_at=open_order.placed_at)
    assert shopper.confirm(agreed).status_code == 303


@pytest.mark.parametrize(("headers", "status"), [({}, 429), ({"HX-Request": "true"}, 422)])
def test_who_orders_too_often_is_told_until_when(
    goods: list[Variant], client: Client, headers: dict[str, str], status: int
) -> None:
    for _ in range(10):
        assert order(client, goods[:1], 1, email="ada@example.org")
    shopper = fill_cart(client, goods[:1], 1)
    shopper.fill_all()

    page = client.post("/checkout/review/", shopper.agreed(), headers=OWN | headers)

    said = page.content.decode()
    assert page.status_code == status
    assert 0 < int(page["Retry-After"]) <= 600
    assert "That was too often. Please try again in " in said
    assert "Your cart and what you filled in are kept." in said
    assert Order.objects.count() == 10
