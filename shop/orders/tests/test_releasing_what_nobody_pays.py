"""A payment page that was never opened keeps goods from others for ten minutes, and not for an hour."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django.fixtures import Settings

from shop import payments
from shop.catalog.models import Variant
from shop.dates import moment
from shop.orders.models import Letter, Order, OrderEvent, Payment
from shop.orders.outbox import send_due
from shop.orders.releasing import release_unopened
from shop.orders.settling import check_payments, start_payment
from shop.orders.tests.paying import CANCEL_URL, PAID, RETURN_URL, Outcome, begin, start
from shop.testing.builders import make_product
from shop.testing.linting import LintingClient
from shop.testing.orders import make_order
from shop.testing.sandbox import Sandbox

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]
SOON, LATER = timedelta(minutes=9), timedelta(minutes=11)


@pytest.fixture
def unopened(sandbox: Sandbox, settings: Settings) -> Order:
    """An order for one of five shirts, whose provider could not open a page."""
    settings.UNPAID_MINUTES = 60
    order = make_order(of={make_product(stock=5).variants.get(): 1}, payment_provider="sandbox")
    sandbox.set(outage=503)
    with pytest.raises(payments.ProviderUnavailable):
        start(order)
    sandbox.set(outage=0)
    return order


def in_stock() -> int:
    return Variant.objects.get().stock


def test_after_ten_minutes_its_goods_are_there_for_others(unopened: Order) -> None:
    now = timezone.now()
    assert release_unopened(now + SOON) == 0
    assert in_stock() == 4

    assert release_unopened(now + LATER) == 1
    assert in_stock() == 5
    assert Order.objects.get().awaits_payment
    assert unopened.events.filter(kind=OrderEvent.Kind.RELEASED).count() == 1
    assert release_unopened(now + LATER) == 0


def test_one_that_was_never_tried_is_released_too(sandbox: Sandbox) -> None:
    make_order(of={make_product(stock=5).variants.get(): 1}, payment_provider="sandbox")
    assert release_unopened(timezone.now() + LATER) == 1
    assert in_stock() == 5


def test_once_the_page_was_opened_they_are_kept(sandbox: Sandbox) -> None:
    begin(of={make_product(stock=5).variants.get(): 1})
    assert release_unopened(timezone.now() + LATER) == 0
    assert in_stock() == 4


def test_a_shop_that_keeps_goods_for_less_keeps_these_for_no_longer(unopened: Order, settings: Settings) -> None:
    settings.UNPAID_MINUTES = 5
    assert release_unopened(timezone.now() + SOON) == 0, "what is overdue is cancelled"


def test_it_can_still_be_paid_and_takes_the_goods_again(unopened: Order, sandbox: Sandbox) -> None:
    release_unopened(timezone.now() + LATER)

    sandbox.choose(start(Order.objects.get()).reference or "", "pay")

    check_payments(unopened)
    assert Outcome.of(unopened, sandbox) == PAID
    assert in_stock() == 4


def test_goods_are_not_released_while_the_page_is_being_opened(
    unopened: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_hour_ago = timezone.now() - timedelta(minutes=50)
    Order.objects.update(placed_at=an_hour_ago)
    Payment.objects.update(created_at=an_hour_ago, updated_at=an_hour_ago)
    provider = payments.get("sandbox")
    open_page, released = provider.start, []

    def open_slowly(charge: payments.Charge) -> payments.Started:
        released.append(release_unopened())
        return open_page(charge)

    monkeypatch.setattr(provider, "start", open_slowly)
    start_payment(unopened, return_url=RETURN_URL, cancel_url=CANCEL_URL)

    assert released == [0]
    assert in_stock() == 4


def test_page_and_letter_say_until_when(unopened: Order, client: LintingClient) -> None:
    held = " ".join(moment(Payment.objects.get().updated_at + timedelta(minutes=10)).split())
    until = " ".join(moment(Payment.objects.get().created_at + timedelta(hours=1)).split())
    said = f"We keep its goods for you until {held}. You can pay until {until}, as long as nobody else has bought them."
    for text in (page_of(client, unopened), letter()):
        assert said in text


def test_the_letter_that_comes_when_they_were_given_back_does_not_promise_them(unopened: Order) -> None:
    ten_minutes_ago = timezone.now() - timedelta(minutes=10, seconds=1)
    Order.objects.update(placed_at=ten_minutes_ago)
    Payment.objects.update(created_at=ten_minutes_ago, updated_at=ten_minutes_ago)
    before_housekeeping = letter()
    release_unopened()
    for text in (before_housekeeping, letter()):
        assert "Its goods are not set aside now." in text
        assert "We keep" not in text


def page_of(client: LintingClient, order: Order) -> str:
    return " ".join(client.get(order.get_absolute_url()).content.decode().split())


def letter() -> str:
    Letter.objects.update(next_at=timezone.now(), sent_at=None)
    send_due()
    return " ".join(str(mail.outbox[-1].body).split())
