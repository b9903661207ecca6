"""Orders with everything defaulted: a test states only what matters to it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from shop.catalog.models import Variant
from shop.money import ZERO
from shop.orders.drafts import OrderDraft, OrderDraftLine
from shop.orders.models import Order
from shop.orders.models.orders import new_token
from shop.orders.placing import place_order
from shop.testing.builders import make_product

ADA = {
    "name": "Ada Lovelace",
    "street_address": "Torstraße 1",
    "postal_code": "10115",
    "city": "Berlin",
    "country_code": "DE",
}


def make_draft(*, of: Mapping[Variant, int] | None = None, **fields: Any) -> OrderDraft:
    """Return a draft of these quantities of variants; without any, of one linen shirt. Untaxed."""
    wanted = of if of is not None else {make_product().variants.get(): 1}
    lines = [draft_line(variant, quantity) for variant, quantity in wanted.items()]
    subtotal = sum((line.total for line in lines), ZERO)
    defaults = {
        "checkout_token": new_token(),
        "email": "ada@example.com",
        "shipping_address": ADA,
        "billing_address": ADA,
        "currency": "EUR",
        "subtotal": subtotal,
        "delivery_name": "Parcel",
        "total": subtotal - fields.get("discount", ZERO) + fields.get("delivery_price", ZERO),
        "payment_provider": "offline",
    }
    return OrderDraft(lines=lines, **(defaults | fields))


def draft_line(variant: Variant, quantity: int) -> OrderDraftLine:
    return OrderDraftLine(
        variant_id=variant.pk,
        product_title=variant.product.title,
        variant_title=variant.title,
        sku=variant.sku,
        unit_price=variant.price,
        quantity=quantity,
        total=variant.price * quantity,
        tax_percent=Decimal(0),
    )


def make_order(*, state: str = "", of: Mapping[Variant, int] | None = None, **fields: Any) -> Order:
    """Place an order, and put it into a state if one is named; what leads to that state is not told in its history."""
    order = place_order(make_draft(of=of, **fields))
    if state:
        Order.objects.filter(pk=order.pk).update(state=state)
        order.refresh_from_db()
    return order
