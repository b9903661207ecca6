"""An order that is to be paid online says until when its goods are kept, and afterwards what became of them."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django.fixtures import Settings

from shop.dates import moment
from shop.orders import services
from shop.orders.models import Letter, Order, Payment
from shop.orders.outbox import send_due
from shop.orders.reconciling import reconcile
from shop.orders.settling import abandon_payments
from shop.orders.tests.paying import begin
from shop.testing.linting import LintingClient
from shop.testing.orders import make_order
from shop.testing.sandbox import Sandbox

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def waiting(sandbox: Sandbox, settings: Settings) -> Order:
    """An order whose payment page was opened twenty minutes ago, in a shop that keeps goods for an hour."""
    settings.UNPAID_MINUTES, settings.TIME_ZONE = 60, "Europe/Berlin"
    order = begin().order
    placed_at(order, timezone.now() - timedelta(minutes=20))
    return Order.objects.get()


def placed_at(order: Order, when: datetime) -> None:
    Order.objects.filter(pk=order.pk).update(placed_at=when)
    Payment.objects.filter(order=order).update(created_at=when)


def written(when: datetime) -> str:
    return " ".join(moment(when).split())


def page_of(client: LintingClient, order: Order) -> str:
    return " ".join(client.get(order.get_absolute_url()).content.decode().split())


def letter() -> str:
    Letter.objects.update(next_at=timezone.now())
    send_due()
    return " ".join(str(mail.outbox[-1].body).split())


def test_page_and_letter_say_until_when(waiting: Order, client: LintingClient) -> None:
    said = f"We keep its goods for you until {written(waiting.placed_at + timedelta(hours=1))}."
    for text in (page_of(client, waiting), letter()):
        assert said in text
        assert "at any time." not in text.replace("come back at any time", "")


def test_an_attempt_to_pay_begins_the_time_anew(sandbox: Sandbox, client: LintingClient) -> None:
    payment = begin()
    Order.objects.update(placed_at=timezone.now() - timedelta(minutes=50))
    assert written(payment.created_at + timedelta(hours=1)) in page_of(client, payment.order)


def test_goods_that_were_given_back_are_not_promised(sandbox: Sandbox, client: LintingClient) -> None:
    order = abandon_payments(begin().order)
    page = page_of(client, order)
    assert "Its goods are not set aside now." in page
    assert "We keep" not in page


def test_after_that_moment_the_page_says_what_happens(waiting: Order, client: LintingClient) -> None:
    placed_at(waiting, timezone.now() - timedelta(minutes=61))
    for text in (page_of(client, waiting), letter()):
        assert "Its goods were kept for you until" in text
        assert "We keep" not in text


def test_page_and_letter_say_why_it_was_cancelled(waiting: Order, client: LintingClient) -> None:
    placed_at(waiting, timezone.now() - timedelta(minutes=61))
    assert reconcile().cancelled == 1
    until = Order.objects.get().placed_at + timedelta(hours=1)
    for text in (page_of(client, waiting), letter()):
        assert f"It was not paid by {written(until)}, so its goods were given back." in text
        assert "You do not have to pay anything." in text


def test_an_order_that_was_cancelled_otherwise_does_not_speak_of_time(waiting: Order, client: LintingClient) -> None:
    services.cancel(order=waiting)
    page = page_of(client, waiting)
    assert "This order is cancelled." in page
    assert "It was not paid by" not in page


@pytest.mark.parametrize("provider", ["bank_transfer", "cash", "offline"])
def test_what_is_paid_offline_has_no_such_moment(provider: str, client: LintingClient) -> None:
    order = make_order(payment_provider=provider)
    placed_at(order, timezone.now() - timedelta(days=2))
    assert "kept for you" not in page_of(client, order)
    services.cancel(order=order)
    assert "It was not paid by" not in page_of(client, order)
