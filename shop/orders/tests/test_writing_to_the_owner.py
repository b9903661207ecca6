"""The owner is told of each order once it is to be seen to, in a letter of the same outbox."""

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from pytest_django.fixtures import Settings

from shop import environment
from shop.orders import services
from shop.orders.models import Letter, Order
from shop.orders.outbox import send_due
from shop.testing.builders import make_product
from shop.testing.orders import ADA, make_order

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OWNERS = ["owner@shop.example", "packer@shop.example"]


@pytest.fixture(autouse=True)
def owners(settings: Settings) -> None:
    settings.ORDER_MAIL_TO = OWNERS


def to_owners() -> list[Any]:
    Letter.objects.update(next_at="2020-01-01T00:00Z")
    send_due()
    return [sent for sent in mail.outbox if sent.to == OWNERS]


def test_it_says_number_lines_and_total_and_where_to_see_it(settings: Settings) -> None:
    mug = make_product(title="Mug <3", price="20", variant={"sku": "M-1"}).variants.get()
    order = make_order(of={mug: 2}, shipping_address=ADA | {"name": "evil.example"})

    [sent] = to_owners()

    assert sent.subject == f"New order {order.number}: €40.00"
    address = settings.SHOP_URL + reverse("admin:orders_order_change", args=[order.pk])
    for said in ("2 \N{MULTIPLICATION SIGN} Mug <3 [M-1]: €40.00", "Total: €40.00", "It is not paid yet.", address):
        assert said in sent.body
    assert "evil" not in sent.body


@pytest.mark.parametrize(("provider", "placed", "paid"), [("bank_transfer", 1, 1), ("sandbox", 0, 1), ("", 1, 1)])
def test_it_is_told_once_when_it_is_placed_offline_or_paid(provider: str, placed: int, paid: int) -> None:
    price = "20" if provider else "0"
    order = make_order(of={make_product(price=price).variants.get(): 1}, payment_provider=provider)
    assert len(to_owners()) == placed

    services.mark_paid(order=order)

    assert len(to_owners()) == paid


def test_no_limit_holds_it_back() -> None:
    variant = make_product(stock=99).variants.get()
    for _ in range(12):
        make_order(of={variant: 1})

    assert len(to_owners()) == 12


def test_nobody_is_told_where_no_owner_is_named(settings: Settings) -> None:
    settings.ORDER_MAIL_TO = []
    make_order()

    assert list(Order.objects.get().letters.values_list("kind", flat=True)) == [Letter.Kind.PLACED]


def test_the_setting_is_a_list_of_addresses() -> None:
    assert environment.mailboxes(" a@shop.example , b@shop.example,") == ["a@shop.example", "b@shop.example"]
    with pytest.raises(ImproperlyConfigured, match=r"^ORDER_MAIL_TO is 'a@shop.example, b', .*'b' is no mail address$"):
        environment.parsed("ORDER_MAIL_TO", "a@shop.example, b", environment.mailboxes)
