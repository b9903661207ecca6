"""Orders for a shop that is served: `python -m shop.orders.tests.served_payments begin N` makes them, in one process.

They are on their way to the sandbox. `outcomes` says what the shop thinks of all orders, `race N` starts one payment N
times at once, `cancel N` cancels N orders while they are paid. `give_back` returns money of the orders that are
named, and `returned` says what is gone of all.
"""

import json
import sys
from functools import partial
from typing import Any

import django
from django.conf import settings


def begin(count: int) -> list[dict[str, Any]]:
    from shop.catalog.models import Variant
    from shop.orders.tests.paying import begin

    # What the small shop sells; it has plenty.
    shirt = Variant.objects.earliest("pk")
    payments = [begin(of={shirt: 1}, email=f"shopper{number}@example.com") for number in range(count)]
    return [
        {"order": payment.order_id, "token": payment.order.token, "reference": payment.reference, "key": payment.key}
        for payment in payments
    ]


def race(count: int) -> dict[str, Any]:
    from shop.catalog.models import Variant
    from shop.orders.models import Payment
    from shop.orders.settling import start_payment
    from shop.orders.tests.paying import CANCEL_URL, RETURN_URL
    from shop.orders.tests.racing import at_once
    from shop.testing.orders import make_order

    order = make_order(of={Variant.objects.earliest("pk"): 1}, payment_provider="sandbox")
    outcomes = at_once([partial(start_payment, order, return_url=RETURN_URL, cancel_url=CANCEL_URL)] * count)
    payments = Payment.objects.filter(order=order)
    return {"outcomes": outcomes, "urls": list(payments.values_list("url", flat=True))}


def cancel(count: int) -> dict[str, Any]:
    from shop.catalog.models import Variant
    from shop.orders import services
    from shop.orders.models import Order
    from shop.orders.settling import settle
    from shop.orders.tests.paying import begin
    from shop.orders.tests.racing import at_once
    from shop.payments import Kind, Status

    shirt = Variant.objects.earliest("pk")
    before = shirt.stock
    payments = [begin(of={shirt: 1}) for _ in range(count)]

    def pay(payment: Any) -> str:
        money = {"amount_minor": int(payment.amount * 100), "currency": payment.currency}
        settle(payment, Status(kind=Kind.CAPTURED, reference=payment.reference, **money))
        return "settled"

    def give_up(payment: Any) -> str:
        services.cancel(order=payment.order)
        return "cancelled"

    acts = [act for payment in payments for act in (partial(pay, payment), partial(give_up, payment))]
    raced = at_once([*acts, *acts])
    orders = Order.objects.filter(pk__in=[payment.order_id for payment in payments])
    # Paid before or after, all are cancelled: somebody has to return the money.
    kept = [bool(order.attention) for order in orders]
    return {"outcomes": raced, "kept": kept, "sold": before - Variant.objects.get(pk=shirt.pk).stock}


def give_back(*pks: int) -> dict[str, Any]:
    """Return €15.00 of each order from several places at once: one form that is sent twice, and another form."""
    from decimal import Decimal

    from shop.orders.models import Order
    from shop.orders.refunding import RefundRefused, refund
    from shop.orders.tests.racing import at_once
    from shop.payments import ProviderRefused

    def give(order: Order, form: str) -> str:
        try:
            return refund(order, Decimal("15.00"), key=f"{form} {order.pk}").state
        except (RefundRefused, ProviderRefused) as refusal:
            return type(refusal).__name__

    orders = Order.objects.filter(pk__in=pks)
    return at_once([partial(give, order, form) for order in orders for form in ("form 1", "form 1", "form 2")])


def returned() -> dict[str, Any]:
    from shop.orders.models import Order, Refund

    return {
        str(order.pk): {
            "sums": [str(refund.amount) for refund in Refund.objects.filter(payment__order=order, state="done")],
            "letters": order.letters.filter(kind="refunded").count(),
            "left": str(order.payments.get().refundable),
        }
        for order in Order.objects.exclude(paid_at=None)
    }


def outcomes() -> dict[str, Any]:
    from shop.orders.models import Letter, Order

    return {
        str(order.pk): {
            "state": order.state,
            "attention": order.attention,
            "payments": sorted(order.payments.values_list("state", flat=True)),
            "letters": order.letters.filter(kind=Letter.Kind.PAID).count(),
            "paid events": order.events.filter(kind="paid").count(),
        }
        for order in Order.objects.all()
    }


COMMANDS = {
    "begin": begin,
    "race": race,
    "cancel": cancel,
    "outcomes": outcomes,
    "give_back": give_back,
    "returned": returned,
}


def main(command: str, *numbers: str) -> None:
    settings.DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
    django.setup()
    answer = COMMANDS[command](*map(int, numbers))  # type: ignore[operator]
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
