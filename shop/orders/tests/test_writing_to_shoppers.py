"""Shoppers are told by mail what happens to their order: after it has happened, once, and never at its cost."""

import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db.models import F
from django.utils import timezone
from pytest_django.fixtures import Settings

from shop import mail_server
from shop.orders import letters, services
from shop.orders.models import Letter, Order, Payment, Refund
from shop.orders.models.letters import MOST_ATTEMPTS
from shop.orders.outbox import claim, send_due
from shop.testing.builders import make_product
from shop.testing.mailing import send_by
from shop.testing.orders import make_order

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database locks")]


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception | None], None]:
    """Let every mail fail, or none."""
    send = EmailBackend.send_messages

    def let_fail(error: Exception | None) -> None:
        def refuse(self: EmailBackend, messages: Any) -> int:
            if error:
                raise error
            return send(self, messages)

        monkeypatch.setattr(EmailBackend, "send_messages", refuse)

    return let_fail


def later() -> None:
    """Let the pause before the next attempt pass."""
    Letter.objects.update(next_at=F("next_at") - timedelta(hours=2))


def test_it_says_what_was_ordered_as_text_and_as_html(settings: Settings) -> None:
    order = make_order(
        of={make_product(title="Mug <3", price="20").variants.get(): 2},
        email="ada@example.com",
        delivery_price=Decimal("4.90"),
        taxes=[{"name": "VAT", "percent": "19.000", "amount": "7.17"}],
    )
    assert send_due() == 1
    [sent] = mail.outbox
    assert isinstance(sent, mail.EmailMultiAlternatives)
    assert (sent.subject, sent.to) == (f"Your order {order.number}", ["ada@example.com"])
    html, kind = sent.alternatives[0]
    assert kind == "text/html"
    link = settings.SHOP_URL + order.get_absolute_url()
    for text, title in ((sent.body, "Mug <3"), (str(html), "Mug &lt;3")):
        for said in (title, "€40.00", "€4.90", "€44.90", "VAT 19 %", "Torstraße 1", link):
            assert said in text, said


def test_each_thing_that_happens_is_told_once() -> None:
    order = make_order()
    services.mark_paid(order=order)
    services.ship(order=order, carrier="Post", tracking_number="A1", tracking_url="https://post.example/A1")
    payment = order.payments.create(
        provider="offline", amount=20, currency="EUR", received_amount=20, received_currency="EUR", state="captured"
    )
    refund = Refund.objects.create(payment=payment, amount=Decimal("7.50"), state=Refund.State.DONE)
    for _ in range(2):
        letters.write(order, Letter.Kind.REFUNDED, occasion=str(refund.pk))
    cancelled = make_order()
    services.cancel(order=cancelled)
    assert send_due() == 6
    assert send_due() == 0
    number = order.number
    assert [sent.subject for sent in mail.outbox] == [
        f"Your order {number}",
        f"We have received the payment for your order {number}",
        f"Your order {number} is on its way",
        f"We have returned money for your order {number}",
        f"Your order {cancelled.number}",
        f"Your order {cancelled.number} is cancelled",
    ]
    assert "https://post.example/A1" in mail.outbox[2].body
    assert "We have returned €7.50 to you." in mail.outbox[3].body


def test_it_is_written_in_nobodys_transaction_but_the_orders() -> None:
    with pytest.raises(ValueError, match="needs a line"):
        make_order(of={})
    assert Letter.objects.count() == 0


def test_it_is_tried_again_with_growing_pauses(fail: Callable[[Exception | None], None]) -> None:
    make_order()
    fail(ConnectionRefusedError("nobody there"))
    pauses = []
    for _ in range(4):
        started = timezone.now()
        assert send_due() == 0
        assert send_due() == 0
        letter = Letter.objects.get()
        pauses.append(round((letter.next_at - started).total_seconds(), -1))
        later()
    assert pauses == [10, 20, 40, 80]
    assert letter.error == "ConnectionRefusedError: nobody there"
    fail(None)
    assert send_due() == 1
    letter.refresh_from_db()
    assert (letter.sent_at is not None, letter.error, len(mail.outbox)) == (True, "", 1)


def test_a_mail_server_that_is_down_is_asked_once_for_all(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    send_by(settings, mail_server.SMTP, host="127.0.0.1", port=port)
    for _ in range(3):
        make_order()
    assert send_due() == 0
    assert set(Letter.objects.values_list("attempts", flat=True)) == {1}
    assert all("ConnectionRefusedError" in error for error in Letter.objects.values_list("error", flat=True))


def test_one_address_that_is_refused_keeps_no_other_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    send = EmailBackend.send_messages

    def refuse_one(self: EmailBackend, messages: Any) -> int:
        if messages[0].to == ["bad@example.com"]:
            raise SMTPRecipientsRefused({"bad@example.com": (550, b"unknown")})
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_one)
    make_order(email="bad@example.com")
    make_order(email="ada@example.com")
    assert send_due() == 1
    assert mail.outbox[0].to == ["ada@example.com"]


def test_a_letter_that_is_never_accepted_comes_before_a_person(fail: Callable[[Exception | None], None]) -> None:
    order = make_order()
    fail(SMTPRecipientsRefused({"ada@example.com": (550, b"unknown")}))
    for _ in range(MOST_ATTEMPTS + 3):
        send_due()
        later()
    order.refresh_from_db()
    assert "This e-mail could not be sent: Order placed." in order.attention
    assert Letter.objects.get().attempts == MOST_ATTEMPTS
    assert list(Order.objects.needing_a_person()) == [order]


def test_of_two_senders_one_sends() -> None:
    make_order()
    first, second = Letter.objects.get(), Letter.objects.get()
    assert (claim(first), claim(second)) == (True, False)


def test_what_a_dead_sender_had_claimed_is_sent_by_another() -> None:
    make_order()
    assert claim(Letter.objects.get())
    assert send_due() == 0
    later()
    assert send_due() == 1


def test_it_can_be_sent_again() -> None:
    make_order()
    assert send_due() == 1
    letters.write_again(Letter.objects.get())
    assert send_due() == 1
    assert mail.outbox[0].body == mail.outbox[1].body


@pytest.mark.parametrize("end", [services.mark_paid, services.cancel])
def test_an_order_that_is_paid_or_cancelled_at_once_is_told_of_by_one_letter(end: Callable[..., Order]) -> None:
    order = make_order(payment_provider="sandbox")
    assert send_due() == 0
    end(order=order)
    later()
    assert send_due() == 1
    assert "It is waiting for your payment" not in mail.outbox[0].body
    assert mail.outbox[0].subject != f"Your order {order.number}"


def test_an_order_that_another_replaces_at_once_is_told_of_by_none() -> None:
    services.cancel(order=make_order(payment_provider="sandbox"), is_told=False)
    later()
    assert send_due() == 0


def test_what_is_paid_offline_is_confirmed_although_the_money_came_first() -> None:
    services.mark_paid(order=make_order())
    assert send_due() == 2


def test_it_waits_ten_minutes_for_a_payment_and_then_asks_for_it() -> None:
    make_order(payment_provider="sandbox")
    for minutes, sent in ((9, 0), (1, 1)):
        Letter.objects.update(next_at=F("next_at") - timedelta(minutes=minutes))
        assert send_due() == sent
    assert "It is waiting for your payment" in mail.outbox[0].body


def test_a_refunded_payment_of_another_order_is_not_told_of() -> None:
    mine, other = make_order(), make_order()
    payment = Payment.objects.create(
        order=other, provider="offline", amount=20, currency="EUR", received_amount=20, received_currency="EUR"
    )
    refund = Refund.objects.create(payment=payment, amount=5, state=Refund.State.DONE)
    letters.write(mine, Letter.Kind.REFUNDED, occasion=str(refund.pk))
    send_due()
    assert "€5.00" not in mail.outbox[-1].body


def test_it_can_be_answered_and_is_known_again_by_the_shops_own_name(settings: Settings) -> None:
    settings.SHOP_URL, settings.EMAIL_REPLY_TO = "https://shop.example:8443", "Ada's <help@shop.example>"
    order = make_order()
    first = letters.compose(order.letters.get()).message()
    assert first["Reply-To"] == "Ada's <help@shop.example>"
    assert first["Message-ID"].startswith("<")
    assert first["Message-ID"].endswith("@shop.example>")
    assert letters.compose(order.letters.get()).message()["Message-ID"] == first["Message-ID"]
    services.cancel(order=order)
    assert len({letters.compose(letter).message()["Message-ID"] for letter in order.letters.all()}) == 2


def test_answers_go_to_the_one_who_writes_unless_another_is_named(settings: Settings) -> None:
    assert settings.EMAIL_REPLY_TO == settings.DEFAULT_FROM_EMAIL


def said_of(order: Order) -> list[str]:
    """Return the newest letter as text and as HTML."""
    letter = letters.compose(order.letters.latest("pk"))
    return [str(letter.body), str(letter.alternatives[0][0])]


def test_it_says_deliver_to_until_something_was_sent() -> None:
    order = make_order()
    for said in said_of(order):
        assert "Deliver to" in said
        assert "Sent to" not in said
    services.mark_paid(order=order)
    services.ship(order=order)
    for said in said_of(order):
        assert "Sent to" in said
        assert "Deliver to" not in said


def test_a_cancelled_order_is_delivered_to_nobody() -> None:
    order = make_order()
    services.cancel(order=order)
    for said in said_of(Order.objects.get()):
        assert "Torstraße 1" not in said


@pytest.mark.parametrize(
    ("fields", "amount"), [({"discount": Decimal(5)}, "\u2212€5.00"), ({"delivery_price": Decimal(0)}, "Free delivery")]
)
def test_it_names_the_coupon_and_what_that_gave(fields: dict[str, Decimal], amount: str) -> None:
    order = make_order()
    Order.objects.update(coupon_code="SPRING-5", **fields)
    order.refresh_from_db()
    text, html = said_of(order)
    assert f"Code SPRING-5: {amount}" in text
    assert f"<td>Code SPRING-5</td><td>{amount}</td>" in html


def test_it_says_of_which_order_and_day_it_is(settings: Settings) -> None:
    settings.TIME_ZONE = "Asia/Seoul"
    order = make_order()
    Order.objects.update(placed_at=datetime(2026, 5, 4, 20, 30, 59, tzinfo=UTC))
    order.refresh_from_db()
    with timezone.override("Asia/Seoul"):
        for said in said_of(order):
            assert f"Order {order.number}, placed on May 5, 2026" in said


@pytest.mark.parametrize("carrier", ["", "Post"])
def test_its_text_has_no_gaps_and_ends_with_the_shops_name(carrier: str) -> None:
    order = make_order(payment_provider="offline", delivery_price=Decimal("4.90"))
    services.mark_paid(order=order)
    services.ship(order=order, carrier=carrier)
    services.cancel(order=make_order())
    for letter in Letter.objects.select_related("order"):
        text = str(letters.compose(letter).body)
        assert "\n\n\n" not in text
        assert text == text.lstrip()
        assert text.endswith("\n-- \nBaguni\n")
        assert all(line == line.strip() for line in text.splitlines() if line != "-- ")
        assert "&" not in text
