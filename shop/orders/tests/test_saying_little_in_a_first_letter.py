"""What a stranger typed is not carried to others as an address of the web, before money or a person vouches for it."""

from typing import Any

import pytest
from django.core import mail

from shop.orders import services
from shop.orders.outbox import send_due
from shop.testing.orders import ADA, make_order

pytestmark = pytest.mark.django_db
INSTEAD = "Please see the address on the order's page."


def last_letter() -> str:
    """Return all that the last letter says, in both of its forms and its head."""
    send_due()
    sent: Any = mail.outbox[-1]
    return f"{sent.subject} {sent.recipients()} {sent.extra_headers} {sent.body} {sent.alternatives[0][0]}"


def order_of(**typed: str) -> Any:
    return make_order(shipping_address=ADA | typed, note="Visit evil.example/x", phone="http://evil.example")


@pytest.mark.parametrize("field", ["name", "street_address", "city"])
@pytest.mark.parametrize("typed", ["Visit http://evil.example now", "evil.example/x", "www.evil", "evil。example"])
def test_an_address_of_the_web_is_not_repeated(field: str, typed: str) -> None:
    order = order_of(**{field: typed})

    assert "evil" not in last_letter()
    assert last_letter().count(INSTEAD.replace("'", "'")) >= 1
    services.cancel(order=order)
    assert "evil" not in last_letter()


@pytest.mark.parametrize("name", ["J.R. Smith", "Müller GmbH & Co.KG", "St.Pauli"])
def test_a_name_is_repeated(name: str) -> None:
    order_of(name=name)

    assert name.split("&", maxsplit=1)[0] in last_letter()
    assert INSTEAD not in last_letter()


def test_the_note_and_the_telephone_are_in_no_letter() -> None:
    services.mark_paid(order=order_of())

    assert "evil" not in last_letter()


@pytest.mark.parametrize("verb", ["mark_paid", "ship"])
def test_after_money_or_a_person_has_vouched_all_is_said(verb: str) -> None:
    getattr(services, verb)(order=order_of(name="booking.com B.V."))

    assert "booking.com B.V." in last_letter()


def test_no_line_of_an_order_reaches_the_head_of_a_letter() -> None:
    order_of(name="Ada\r\nBcc: grace@example.com")
    send_due()

    assert "Bcc" not in str(mail.outbox[-1].message()).partition("\n\n")[0]
