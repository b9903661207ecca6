"""Races of one source with itself, and of its payments with a merchant who cancels all that it has not paid."""

from collections.abc import Callable
from functools import partial
from typing import Any

from shop.orders import services
from shop.orders.drafts import OrderDraft
from shop.orders.models import Order
from shop.orders.placing import place_order
from shop.orders.tests.racing import at_once
from shop.orders.unpaid_shares import BEYOND, TooMuchUnpaid
from shop.testing.builders import make_product
from shop.testing.orders import make_draft


def orders_of_one_source() -> dict[str, Any]:
    """Two of these are within its share of each variant, and three are not."""
    variants = [make_product(stock=60).variants.get() for _ in range(BEYOND + 1)]
    name = f"browser {variants[0].pk}"

    def place(draft: OrderDraft) -> str:
        try:
            place_order(draft)
        except TooMuchUnpaid:
            return "refused"
        return "order"

    drafts = [make_draft(of=dict.fromkeys(variants, 3), source_session=name) for _ in range(20)]
    outcomes = at_once([partial(place, draft) for draft in drafts])
    variants[0].refresh_from_db()
    return outcomes | {"stock": variants[0].stock}


def payments_and_a_merchant_who_cancels() -> dict[str, Any]:
    variant = make_product(stock=10).variants.get()
    orders = [place_order(make_draft(of={variant: 1})) for _ in range(10)]

    def pay(order: Order) -> str:
        try:
            services.mark_paid(order=order)
        except services.NotAllowed:
            return "came too late"
        return "paid"

    def cancel(order: Order) -> str:
        return "cancelled" if services.cancel_unpaid(order=order) else "stays"

    outcomes = at_once([action for order in orders for action in (partial(pay, order), partial(cancel, order))])
    found = Order.objects.filter(pk__in=[order.pk for order in orders])
    paid, cancelled = outcomes.get("paid", 0), outcomes.get("cancelled", 0)
    variant.refresh_from_db()
    return {
        "each is one of both": paid + cancelled == len(orders),
        "as it was told": found.filter(state=Order.State.PAID).count() == paid,
        "goods are back": variant.stock == cancelled == found.filter(state=Order.State.CANCELLED, paid_at=None).count(),
    }


RACES: dict[str, Callable[[], dict[str, Any]]] = {
    "orders of one source": orders_of_one_source,
    "payments and a merchant who cancels": payments_and_a_merchant_who_cancels,
}
