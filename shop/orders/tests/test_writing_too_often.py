"""Nobody has a mailbox flooded by ordering in its name: what a stranger can bring about is limited by the hour."""

import logging
from typing import Any

import pytest
from django.core import mail

from shop.limits.models import Counter
from shop.orders import letters, services
from shop.orders.letter_limits import OF_A_KIND
from shop.orders.models import Letter, Order, OrderEvent
from shop.orders.outbox import send_due
from shop.testing.builders import make_product
from shop.testing.orders import make_order

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MOST = OF_A_KIND.most


def order_in_the_name_of_ada(count: int, **fields: Any) -> list[Order]:
    variant = make_product(stock=1_000).variants.get()
    spellings = ("ada@example.com", "Ada@example.com", "ada+{0}@example.com", "a.d.a@example.com")
    names = (spellings[number % 4].format(number) for number in range(count))
    return [make_order(of={variant: 1}, **{"email": name, **fields}) for name in names]


def test_of_sixty_orders_five_are_confirmed_and_the_others_say_why_not(caplog: pytest.LogCaptureFixture) -> None:
    orders = order_in_the_name_of_ada(60)
    with caplog.at_level(logging.WARNING):
        send_due()

    assert len(mail.outbox) == MOST
    held_back = Letter.objects.exclude(held_back_at=None)
    assert held_back.count() == 60 - MOST == sum("was held back" in text for text in caplog.messages)
    last = Order.objects.get(pk=orders[-1].pk)
    said = "This e-mail was held back, for many of its kind went to the same address: Order placed."
    assert last.attention == said
    assert last.events.get(kind=OrderEvent.Kind.MAIL).text == said
    assert send_due() == 0


def test_every_kind_is_counted_by_itself_and_every_mailbox() -> None:
    for order in order_in_the_name_of_ada(MOST + 2):
        services.cancel(order=order)
    make_order(email="grace@example.com")
    send_due()

    assert len(mail.outbox) == 2 * MOST + 1


def test_a_free_order_proves_nothing() -> None:
    variant = make_product(price="0", stock=99).variants.get()
    order_in_the_name_of_ada(0)
    for _ in range(MOST + 2):
        make_order(of={variant: 1}, payment_provider="")
    send_due()

    assert len(mail.outbox) == MOST


def test_what_is_paid_or_sent_off_is_always_told() -> None:
    orders = order_in_the_name_of_ada(MOST + 3)
    send_due()
    mail.outbox.clear()
    for order in orders:
        services.mark_paid(order=order)
        services.ship(order=order)
    send_due()

    assert len(mail.outbox) == 2 * len(orders)


def test_a_person_can_send_what_was_held_back() -> None:
    orders = order_in_the_name_of_ada(MOST + 1)
    send_due()
    mail.outbox.clear()
    letters.write_again(orders[-1].letters.get())
    send_due()

    assert len(mail.outbox) == 1


def test_the_orders_page_says_what_the_letter_would_have_said(client: Any) -> None:
    orders = order_in_the_name_of_ada(MOST + 1)
    send_due()

    assert "Torstraße 1" in client.get(orders[-1].get_absolute_url()).content.decode()


def test_a_letter_that_could_not_be_sent_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Any, messages: Any) -> int:
        raise OSError("no route")

    order_in_the_name_of_ada(MOST + 2)
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    send_due()

    assert not Letter.objects.exclude(held_back_at=None).exists()
    assert Counter.objects.get().count == 0
