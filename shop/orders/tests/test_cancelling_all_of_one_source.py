"""A merchant who sees that somebody has taken the goods gives them all back with one confirmation."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shop.catalog.models import Variant
from shop.coupons.models import Coupon
from shop.orders import services, sources
from shop.orders.models import Letter, Order, OrderEvent
from shop.orders.outbox import send_due
from shop.testing.builders import make_product
from shop.testing.orders import make_order

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database locks")]
State = Order.State


@pytest.fixture
def mug(db: None) -> Variant:
    return make_product(title="Mug", stock=90).variants.get()


def page_of(order: Order) -> str:
    return reverse("admin:orders_order_source", args=[order.pk])


def attack(mug: Variant) -> list[Order]:
    """Place orders that have each something in common with the first, and one of somebody else."""
    told = [
        {"source_session": "s", "source_email": "e", "source_address": "a"},
        {"source_session": "s"},
        {"source_email": "e", "payment_provider": "sandbox"},
        {"source_address": "a"},
        {"source_session": "t", "source_email": "f", "source_address": "b"},
    ]
    return [make_order(of={mug: 3}, **fields) for fields in told]


def cancel(client: Client, order: Order, **changed: Any) -> Any:
    return client.post(page_of(order), chosen(client, order) | changed, follow=True)


def chosen(client: Client, order: Order) -> dict[str, Any]:
    """Return what the form sends where nothing is changed."""
    page = client.get(page_of(order)).content.decode()
    return {"orders": re.findall(r'name="orders" value="(\d+)"[^>]* checked', page), "reason": ""}


def states() -> list[str]:
    return list(Order.objects.order_by("pk").values_list("state", flat=True))


def test_all_that_it_shows_are_cancelled_and_nothing_else(admin_client: Client, mug: Variant) -> None:
    first = attack(mug)[0]
    assert page_of(first) in admin_client.get(reverse("admin:orders_order_change", args=[first.pk])).content.decode()

    page = cancel(admin_client, first, reason="Emptied the shelf").content.decode()

    assert "4 orders are cancelled." in page
    assert states() == [State.CANCELLED] * 4 + [State.PLACED]
    mug.refresh_from_db()
    assert mug.stock == 87
    event = first.events.get(kind=OrderEvent.Kind.CANCELLED)
    assert (str(event.user), event.text) == ("admin", "Emptied the shelf")


def test_nobody_is_written_to(admin_client: Client, mug: Variant) -> None:
    first = attack(mug)[0]
    send_due()
    mail.outbox.clear()
    cancel(admin_client, first)
    send_due()

    assert mail.outbox == []
    assert not Letter.objects.filter(kind=Letter.Kind.CANCELLED).exists()


def test_what_is_taken_out_of_the_list_stays(admin_client: Client, mug: Variant) -> None:
    first, second, *_others = attack(mug)
    cancel(admin_client, first, orders=[first.pk, second.pk])

    assert states() == [State.CANCELLED] * 2 + [State.AWAITING_PAYMENT, State.PLACED, State.PLACED]


def test_what_is_of_another_source_is_not_cancelled_by_its_number(admin_client: Client, mug: Variant) -> None:
    first, *_others, stranger = attack(mug)
    response = admin_client.post(page_of(first), {"orders": [first.pk, stranger.pk], "reason": ""})

    assert response.status_code == 200
    assert State.CANCELLED not in states()


def test_what_was_paid_since_it_was_shown_stays_paid(admin_client: Client, mug: Variant) -> None:
    first, second, *_others = attack(mug)
    shown = chosen(admin_client, first)
    services.mark_paid(order=second)
    admin_client.post(page_of(first), shown | {"orders": [first.pk]})

    assert not services.cancel_unpaid(order=second)
    assert states()[:2] == [State.CANCELLED, State.PAID]


def test_coupons_go_back(admin_client: Client, mug: Variant) -> None:
    Coupon.objects.create(code="ONCE", value=10, max_uses=1)
    order = make_order(of={mug: 1}, source_session="s", coupon_code="ONCE")
    cancel(admin_client, order)

    assert Coupon.objects.get().uses == 0


def test_the_list_is_narrowed_to_one_source(admin_client: Client, mug: Variant) -> None:
    first, *_others, stranger = attack(mug)

    page = admin_client.get(reverse("admin:orders_order_changelist"), {"source": first.pk}).content.decode()

    assert f"as order {first}" in page
    assert str(stranger) not in page


def test_who_may_only_look_cannot_cancel(client: Client, mug: Variant) -> None:
    user = User.objects.create_user("guest", password="secret", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_order"))
    client.force_login(user)
    first = attack(mug)[0]

    assert client.post(page_of(first), {"orders": [first.pk]}).status_code == 403
    assert page_of(first) not in client.get(reverse("admin:orders_order_change", args=[first.pk])).content.decode()


def test_where_it_came_from_is_forgotten_a_week_after_it_is_no_longer_unpaid(mug: Variant) -> None:
    first, second, *_others = attack(mug)
    services.mark_paid(order=first)
    sources.forget()
    first.refresh_from_db()
    assert first.source_session == "s"

    Order.objects.update(placed_at="2020-01-01T00:00Z")
    sources.forget()

    for order, kept in ((first, ""), (second, "s")):
        order.refresh_from_db()
        assert order.source_session == kept


def test_it_says_when_they_were_placed_as_the_rest_of_the_admin_does(admin_client: Client, mug: Variant) -> None:
    first = attack(mug)[0]
    Order.objects.update(placed_at="2026-01-05T23:30Z")

    with timezone.override("Europe/Berlin"):
        page = admin_client.get(page_of(first)).content.decode()

    assert page.count("January 6, 2026") == 4
