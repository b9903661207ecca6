"""Whoever goes back from the payment and orders something else has one order to pay, and one that was paid stays."""

import pytest
from django.utils import timezone

from shop.catalog.models import Variant
from shop.checkout.tests.paying import come_back, in_cart, reference
from shop.checkout.tests.shopping import ADDRESS, Shopper
from shop.orders.models import Letter, Order, Payment
from shop.testing.builders import make_product
from shop.testing.sandbox import Sandbox

# No provider is asked inside a transaction, so the tests must not run in one either.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_cart_that_is_changed_before_paying_is_another_order(payer: Shopper, sandbox: Sandbox) -> None:
    first = payer.confirm().url
    payer.add(make_product(title="Tea towel", price="5.00", stock=5))

    second = payer.confirm().url

    cancelled, order = Order.objects.order_by("pk")
    assert (cancelled.state, order.state) == (Order.State.CANCELLED, Order.State.AWAITING_PAYMENT)
    assert order.total == cancelled.total + 5
    assert sandbox.page(reference(first)).status_code != sandbox.page(reference(second)).status_code or (
        cancelled.payments.get().state == Payment.State.EXPIRED
    )
    assert not Letter.objects.filter(order=cancelled, kind=Letter.Kind.CANCELLED).exists()
    come_back(payer, sandbox, second, "pay")
    assert (in_cart(payer), Variant.objects.get(product__title="Linen shirt").stock) == (0, 0)


def test_a_changed_order_that_is_sent_again_is_one_order_too(payer: Shopper) -> None:
    payer.confirm()
    payer.fill("address", ADDRESS | {"shipping_name": "Ada King"})
    agreed = payer.agreed()

    answers = {payer.confirm(agreed).url for _ in range(4)}

    assert len(answers) == 1
    assert [order.state for order in Order.objects.order_by("pk")] == ["cancelled", "awaiting"]


def test_going_back_to_what_was_ordered_first_is_an_order_again(payer: Shopper) -> None:
    payer.confirm()
    first_form = payer.agreed()
    payer.fill("address", ADDRESS | {"shipping_name": "Ada King"})
    payer.confirm()
    payer.fill("address", ADDRESS)

    answers = {payer.confirm(first_form).url for _ in range(3)}

    assert len(answers) == 1
    assert [order.state for order in Order.objects.order_by("pk")] == ["cancelled", "cancelled", "awaiting"]


def test_a_paid_order_is_what_its_form_leads_to_for_ever(payer: Shopper, sandbox: Sandbox) -> None:
    agreed = payer.agreed()
    come_back(payer, sandbox, payer.confirm(agreed).url, "pay")
    paid = payer.order().get_absolute_url()
    payer.add(make_product(title="Tea towel", stock=5))

    assert {payer.confirm(agreed).url for _ in range(3)} == {paid}


def test_an_order_that_was_paid_a_moment_ago_is_not_replaced(payer: Shopper) -> None:
    payer.confirm()
    # As the provider's webhook leaves it before anybody has emptied the cart.
    Order.objects.update(state=Order.State.PAID, paid_at=timezone.now())
    payer.fill("address", ADDRESS | {"shipping_name": "Ada King"})

    assert payer.confirm().url == payer.order().get_absolute_url()
    assert payer.order().state == Order.State.PAID


def test_another_way_to_pay_is_another_order(payer: Shopper) -> None:
    payer.confirm()

    payer.fill("payment", {"provider": "offline"})
    payer.confirm()

    assert [order.state for order in Order.objects.order_by("pk")] == ["cancelled", "placed"]
    assert in_cart(payer) == 0
