"""Whoever reads histories and logs of the admin cannot open an order's page with what they say."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from shop.orders import services
from shop.orders.models import Order, OrderEvent, Payment
from shop.orders.refunding import refund
from shop.testing.orders import make_order

pytestmark = pytest.mark.django_db


def told_of(order: Order) -> str:
    """Return all that is written about an order for people: its history, its payments, and the admin's own log."""
    entries = [f"{entry} {entry.object_repr} {entry.change_message}" for entry in LogEntry.objects.all()]
    payments = [f"{payment} {payment.reference}" for payment in order.payments.all()]
    return "\n".join([str(order), order.attention, *order.events.values_list("text", flat=True), *payments, *entries])


def test_what_happens_in_the_admin_is_told_without_it(admin_client: Client) -> None:
    order = make_order(payment_provider="bank_transfer")
    for verb, typed in (("pay", {"text": "Seen"}), ("ship", {"carrier": "DHL"})):
        admin_client.post(reverse("admin:orders_order_do", args=[order.pk, verb]), typed)
    form = {"attention": "Call", "email": "eve@example.com", "phone": ""}
    inlines = {
        f"{prefix}-{name}": "0"
        for prefix in ("lines", "payments", "shipments", "letters", "events")
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    answer = admin_client.post(reverse("admin:orders_order_change", args=[order.pk]), form | inlines)
    assert answer.status_code == 302
    refund(order, Decimal("5.10"))
    assert LogEntry.objects.exists()
    assert "€5.10" in told_of(Order.objects.get())
    assert order.token not in told_of(Order.objects.get())


def test_histories_that_spelled_it_out_say_the_number_instead() -> None:
    order, other = (services.mark_paid(order=make_order()) for _ in range(2))
    payment = Payment.objects.create(
        order=order, provider="offline", reference=order.token, amount=20, currency="EUR", state="captured"
    )
    for text in (f"Money returned: {order}, offline {order.token}: 5.100", "Call her"):
        services.record(order=order, text=text)
    services.record(order=other, text="Nothing to be changed")
    import_module("shop.orders.migrations.0004_no_token_in_a_history").say_the_number(apps, None)
    payment.refresh_from_db()
    assert payment.reference == str(order.number)
    assert OrderEvent.objects.filter(text=f"Money returned: {order}, offline {order.number}: 5.100").exists()
    assert OrderEvent.objects.filter(text="Call her").exists()
    assert order.token not in told_of(order)
