"""Whoever pays by bank transfer or in cash reads on the order's page, and in its mail, where the money goes."""

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from shop.orders import services
from shop.orders.models import Order
from shop.orders.outbox import send_due
from shop.testing.linting import LintingClient
from shop.testing.orders import make_order

pytestmark = pytest.mark.django_db


def page_of(client: LintingClient, order: Order) -> str:
    return " ".join(client.get(order.get_absolute_url()).content.decode().split())


def letter() -> str:
    send_due()
    return str(mail.outbox[-1].body)


@pytest.mark.parametrize(
    ("provider", "setting", "asked"),
    [
        ("bank_transfer", "BANK_TRANSFER_INSTRUCTIONS", "Please transfer €20.00 and give {number} as the reference."),
        ("cash", "CASH_INSTRUCTIONS", "Please have €20.00 ready in cash when you receive your order."),
        ("offline", "OFFLINE_INSTRUCTIONS", ""),
    ],
)
def test_page_and_mail_say_how_much_and_where(
    provider: str, setting: str, asked: str, client: LintingClient, settings: Settings
) -> None:
    setattr(settings, setting, "The merchant's own words")
    order = make_order(payment_provider=provider)
    for text in (page_of(client, order).replace("&#x27;", "'"), letter()):
        assert asked.format(number=order.number) in text
        assert "The merchant's own words" in text


def test_while_the_merchant_has_written_nothing_the_shopper_knows_that_it_comes(client: LintingClient) -> None:
    order = make_order(payment_provider="bank_transfer")
    for text in (page_of(client, order), letter()):
        assert "We will write to you where to send it." in text


@pytest.mark.parametrize("verb", [services.mark_paid, services.cancel])
def test_nobody_is_asked_to_pay_what_is_paid_or_cancelled(verb: type, client: LintingClient) -> None:
    order = make_order(payment_provider="bank_transfer")
    verb(order=order)
    assert "Please transfer" not in page_of(client, order)
