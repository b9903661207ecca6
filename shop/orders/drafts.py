"""What the checkout hands over when a shopper confirms: an order that is not placed yet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from shop.money import ZERO
from shop.weights import NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDraftLine:
    """A line as it will be stored; see `OrderLine` for what its amounts mean."""

    variant_id: int
    product_title: str
    variant_title: str = ""
    sku: str = ""
    unit_price: Decimal
    quantity: int
    total: Decimal
    discount: Decimal = ZERO
    tax_name: str = ""
    tax_percent: Decimal = ZERO
    tax: Decimal = ZERO
    requires_shipping: bool = True
    weight_grams: Decimal = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDraft:
    """An order as it will be stored; see `Order` for what its amounts mean. `lines` has one entry for each variant.

    The addresses have the keys of `shop.addresses`; `shipping_address` is None where nothing is shipped. `taxes` holds
    for each rate {"name", "percent", "amount"}, the numbers as text. The sources are those of `shop.orders.sources`.
    """

    checkout_token: str
    email: str
    phone: str = ""
    shipping_address: dict[str, str] | None = None
    billing_address: dict[str, str] = field(default_factory=dict)
    note: str = ""
    language: str = "en"
    currency: str
    lines: Sequence[OrderDraftLine]
    subtotal: Decimal
    discount: Decimal = ZERO
    coupon_code: str = ""
    delivery_name: str = ""
    delivery_price: Decimal = ZERO
    delivery_tax: Decimal = ZERO
    promised_from: date | None = None
    promised_until: date | None = None
    tax_included: bool = True
    taxes: Sequence[dict[str, str]] = ()
    tax_total: Decimal = ZERO
    total: Decimal
    payment_provider: str = ""
    session_key: str = ""
    source_session: str = ""
    source_email: str = ""
    source_address: str = ""
