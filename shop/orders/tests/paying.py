"""Orders on their way to the sandbox, and what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from shop.catalog.models import Variant
from shop.orders.models import Letter, Order, Payment
from shop.orders.settling import start_payment
from shop.payments.sandbox.signing import HEADER, sign
from shop.testing.orders import make_order
from shop.testing.sandbox import Sandbox

RETURN_URL = "http://testserver/back/"
CANCEL_URL = "http://testserver/cancelled/"


def start(order: Order) -> Payment:
    """Send the shopper to the provider, and return the attempt."""
    start_payment(order, return_url=RETURN_URL, cancel_url=CANCEL_URL)
    return order.payments.get(state=Payment.State.STARTED)


def begin(*, of: Mapping[Variant, int] | None = None, provider: str = "sandbox", **fields: Any) -> Payment:
    """Place an order and send the shopper to the provider."""
    return start(make_order(of=of, payment_provider=provider, **fields))


def tell(content: bytes, *, secret: str, at: int | None = None, signature: str = "") -> int:
    """Send a webhook into the shop of this process, and return the status of the answer."""
    answer = Client().post(
        reverse("payments:webhook", args=["sandbox"]),
        content,
        content_type="application/json",
        headers={HEADER: signature or sign(content, secret, at=at)},
    )
    return int(answer.status_code)


@dataclass(frozen=True)
class Outcome:
    """What both sides think of one order."""

    is_paid: bool
    paid_letters: int
    captured_at_provider: int
    attention: bool

    @classmethod
    def of(cls, order: Order, sandbox: Sandbox) -> "Outcome":
        fresh = Order.objects.get(pk=order.pk)
        references = set(order.payments.values_list("reference", flat=True))
        captured = [each for each in sandbox.captured() if each["id"] in references]
        letters = Letter.objects.filter(order=order, kind=Letter.Kind.PAID).count()
        return cls(fresh.is_paid, letters, len(captured), bool(fresh.attention))


PAID = Outcome(is_paid=True, paid_letters=1, captured_at_provider=1, attention=False)
UNPAID = Outcome(is_paid=False, paid_letters=0, captured_at_provider=0, attention=False)
BEFORE_A_PERSON = Outcome(is_paid=False, paid_letters=0, captured_at_provider=1, attention=True)
