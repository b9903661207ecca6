"""However and in whatever order the shop is told of a payment: it is paid when, and only when, the money was taken."""

import json
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import permutations, product

import pytest
from django.db.models import F
from django.test import Client

from shop.orders import services
from shop.orders.models import Order, Payment, PaymentEvent
from shop.orders.reconciling import reconcile
from shop.orders.settling import check_payments
from shop.orders.tests.paying import BEFORE_A_PERSON, PAID, UNPAID, Outcome, begin, tell
from shop.testing.sandbox import Sandbox

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DAYS = timedelta(days=3)
Telling = Callable[[Payment, Sandbox], None]


def return_page(payment: Payment, sandbox: Sandbox) -> None:
    check_payments(payment.order)


def webhooks(payment: Payment, sandbox: Sandbox) -> None:
    for content in contents(payment, sandbox):
        assert tell(content, secret=sandbox.secret) == 200


def webhooks_five_times(payment: Payment, sandbox: Sandbox) -> None:
    for _ in range(5):
        webhooks(payment, sandbox)


def webhooks_in_reverse(payment: Payment, sandbox: Sandbox) -> None:
    for content in reversed(contents(payment, sandbox)):
        assert tell(content, secret=sandbox.secret) == 200


def three_days_later(payment: Payment, sandbox: Sandbox) -> None:
    Order.objects.filter(pk=payment.order_id).update(placed_at=F("placed_at") - DAYS)
    Payment.objects.filter(order=payment.order_id).update(created_at=F("created_at") - DAYS)


def bad_signature(payment: Payment, sandbox: Sandbox) -> None:
    assert tell(lie(payment), secret="guessed") == 400
    assert tell(lie(payment), secret=sandbox.secret, signature="v1=") == 400
    assert (
        tell(lie(payment), secret=sandbox.secret, signature=f"t={int(time.time())},v1=é".encode().decode("latin1"))
        == 400
    )


def old_time_stamp(payment: Payment, sandbox: Sandbox) -> None:
    assert tell(lie(payment), secret=sandbox.secret, at=int(time.time()) - 301) == 400


def unknown_id(payment: Payment, sandbox: Sandbox) -> None:
    content = {"id": "sbe_unknown", "kind": "payment.captured", "reference": "sbx_unknown", "key": "unknown"}
    assert tell(json.dumps(content).encode(), secret=sandbox.secret) == 200


def forgeries(payment: Payment, sandbox: Sandbox) -> None:
    bad_signature(payment, sandbox)
    old_time_stamp(payment, sandbox)
    unknown_id(payment, sandbox)


def a_lie_that_is_signed(payment: Payment, sandbox: Sandbox) -> None:
    assert tell(lie(payment), secret=sandbox.secret) == 200


def reconciliation(payment: Payment, sandbox: Sandbox) -> None:
    reconcile()


def contents(payment: Payment, sandbox: Sandbox) -> list[bytes]:
    """Return the bodies of all webhooks about an attempt."""
    events = sandbox.events(payment.reference or "")
    return [json.dumps({name: each[name] for name in ("id", "kind", "reference", "key")}).encode() for each in events]


def lie(payment: Payment) -> bytes:
    """Return the body of a webhook that says that the attempt is paid, whether it is or not."""
    content = {"id": "sbe_lie", "kind": "payment.captured", "reference": payment.reference, "key": payment.key}
    return json.dumps(content).encode()


TELLINGS: Sequence[Telling] = [
    return_page,
    webhooks,
    webhooks_five_times,
    webhooks_in_reverse,
    three_days_later,
    bad_signature,
    old_time_stamp,
    unknown_id,
    a_lie_that_is_signed,
    reconciliation,
]
ASKING = {return_page, webhooks, webhooks_five_times, webhooks_in_reverse, a_lie_that_is_signed, reconciliation}
# What the shopper does on the provider's page.
DEEDS = [(), ("pay",), ("decline",), ("cancel",), ("decline", "pay"), ("pay", "decline"), ("pay", "pay")]
PAIRED = [return_page, webhooks, three_days_later, forgeries, reconciliation]
# Each deed with each telling; of the deeds after which the provider says the same, one with each pair of tellings.
OF_ITS_KIND = [(), ("pay",), ("cancel",), ("decline", "pay")]
CASES = [
    *product(DEEDS, [(), *permutations(TELLINGS, 1)]),
    *product(OF_ITS_KIND, permutations(PAIRED, 2)),
]
TRUTHS = [return_page, webhooks, reconciliation]


def named(value: object) -> str:
    return "+".join(getattr(each, "__name__", str(each)) for each in value) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize(("deeds", "tellings"), CASES, ids=lambda value: named(value) or "nothing")
def test_an_order_is_paid_when_and_only_when_the_money_was_taken(
    deeds: tuple[str, ...], tellings: tuple[Telling, ...], sandbox: Sandbox
) -> None:
    payment = begin()
    for deed in deeds:
        sandbox.choose(payment.reference or "", deed)
    expected = PAID if "pay" in deeds else UNPAID

    for telling in tellings:
        telling(payment, sandbox)

    told = Outcome.of(payment.order, sandbox)
    if ASKING.intersection(tellings):
        assert told == expected
    assert told.is_paid <= bool(told.captured_at_provider)
    reconcile()
    assert Outcome.of(payment.order, sandbox) == expected


@pytest.mark.parametrize(
    ("amount_minor", "currency", "tellings"),
    [
        *((amount, currency, ()) for amount, currency in ((1, "EUR"), (2001, "EUR"), (2000, "USD"), (2000, "KRW"))),
        *((2001, "EUR", tellings) for tellings in permutations(TRUTHS, 2)),
    ],
    ids=named,
)
def test_other_money_than_was_asked_for_pays_nothing_and_is_put_before_a_person(
    amount_minor: int, currency: str, tellings: tuple[Telling, ...], sandbox: Sandbox
) -> None:
    payment = begin()
    sandbox.falsify(payment.reference or "", amount_minor=amount_minor, currency=currency)
    sandbox.choose(payment.reference or "", "pay")

    for telling in tellings:
        telling(payment, sandbox)

    reconcile()
    payment.refresh_from_db()
    assert Outcome.of(payment.order, sandbox) == BEFORE_A_PERSON
    assert (payment.state, payment.received_currency) == ("attention", currency)


@pytest.mark.parametrize("tellings", list(permutations(TRUTHS, 2)), ids=named)
def test_money_for_a_cancelled_order_is_put_before_a_person_once(
    tellings: tuple[Telling, ...], sandbox: Sandbox
) -> None:
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")
    services.cancel(order=payment.order)

    for telling in tellings:
        telling(payment, sandbox)

    order = Order.objects.get(pk=payment.order_id)
    assert Outcome.of(order, sandbox) == BEFORE_A_PERSON
    assert order.is_cancelled
    assert order.attention.count("cancelled") == 1


def test_an_event_is_followed_up_once(sandbox: Sandbox) -> None:
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")
    (content,) = contents(payment, sandbox)
    assert tell(content, secret=sandbox.secret) == 200
    sandbox.set(outage=503)

    assert tell(content, secret=sandbox.secret) == 200
    assert [event.outcome for event in PaymentEvent.objects.all()] == ["captured"]


def test_an_event_that_could_not_be_followed_up_is_followed_up_when_it_comes_again(sandbox: Sandbox) -> None:
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")
    (content,) = contents(payment, sandbox)
    sandbox.set(outage=503)
    assert tell(content, secret=sandbox.secret) == 503
    assert Order.objects.get().awaits_payment
    sandbox.set(outage=0)

    assert tell(content, secret=sandbox.secret) == 200
    assert Outcome.of(payment.order, sandbox) == PAID


def test_a_webhook_that_comes_before_the_answer_to_the_start_is_understood(sandbox: Sandbox) -> None:
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")
    Payment.objects.update(reference=None, url="")

    assert tell(contents(payment, sandbox)[0], secret=sandbox.secret) == 200
    assert Outcome.of(payment.order, sandbox) == PAID


@pytest.mark.parametrize("provider", ["paypal", "stripe", "offline"])
def test_a_provider_that_sends_nothing_is_not_listened_to(provider: str, sandbox: Sandbox) -> None:
    payment = begin()
    answer = Client().post(f"/payments/{provider}/webhook/", lie(payment), "application/json")
    assert answer.status_code in (400, 404)
    assert not PaymentEvent.objects.exists()


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{}", b'{"id": 1}', b"\xff", b'{"id": {}, "reference": []}'])
def test_a_signed_body_that_is_no_event_is_refused(body: bytes, sandbox: Sandbox) -> None:
    assert tell(body, secret=sandbox.secret) == 400
    assert not PaymentEvent.objects.exists()
