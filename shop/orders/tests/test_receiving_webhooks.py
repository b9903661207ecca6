"""Whatever is sent to a webhook's address is a 400 or an event that is kept: never a failure of the shop."""

import json
import time
from typing import Any

import pytest
import stripe
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from shop.orders.checks import open_payments_are_offered
from shop.orders.models import Order, PaymentEvent
from shop.orders.reconciling import reconcile
from shop.orders.tests.paying import begin, tell
from shop.payments.sandbox.signing import objection
from shop.payments.tests.test_paying_by_stripe import SECRET
from shop.testing.sandbox import Sandbox

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database takes as a value")]
STATUSES = {200, 400}
ODD = ["", "\0", "a\0b", "x" * 256, "x" * 100_000, "\ud800", "\u202e", 1, 1.5, True, None, [], {}, ["x"], {"id": "x"}]
odd = st.sampled_from(ODD) | st.text(max_size=300) | st.integers() | st.none()
KINDS = [
    "checkout.session.completed",
    "payment_intent.payment_failed",
    "charge.refunded",
    "customer.created",
    "x" * 101,
]


@pytest.fixture
def account(settings: Settings) -> None:
    settings.PAYMENT_PROVIDERS = ["stripe"]
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test_key", SECRET


def tell_stripe(body: bytes) -> int:
    made = stripe.WebhookSignature.generate_signature_header(body.decode(), SECRET, int(time.time()))
    headers = {"Stripe-Signature": made}
    return int(Client().post("/payments/stripe/webhook/", body, "application/json", headers=headers).status_code)


def body_of(content: Any) -> bytes:
    return json.dumps(content).encode()


@pytest.mark.parametrize("name", ["id", "kind", "reference", "key", "charge_id"])
@pytest.mark.parametrize("value", ODD, ids=lambda value: repr(value)[:12])
def test_no_field_reaches_the_database_that_it_cannot_keep(name: str, value: Any, sandbox: Sandbox) -> None:
    known = {"id": "sbe_1", "kind": "payment.captured", "reference": "sbx_1", "key": "k", "charge_id": ""}
    is_empty_by_nature = value == "" and name not in ("id", "kind")

    status = tell(body_of(known | {name: value}), secret=sandbox.secret)

    assert status == (200 if is_empty_by_nature else 400)
    assert PaymentEvent.objects.count() == is_empty_by_nature


@pytest.mark.parametrize(
    "body",
    [b"\xff\xfe", b"", b"null", b"[]", b"[" * 100_000, b'{"a":' * 100_000, b"1" * 5000, b'{"id": "\\ud800"}'],
    ids=lambda body: repr(body[:8]),
)
def test_what_is_no_event_is_refused(body: bytes, sandbox: Sandbox) -> None:
    assert tell(body, secret=sandbox.secret) == 400


@given(
    event_id=odd,
    kind=st.sampled_from(KINDS) | odd,
    data=st.dictionaries(st.sampled_from(["id", "metadata", "payment_intent"]), odd) | odd,
)
@example(event_id="evt_1", kind=KINDS[0], data={"id": "cs_1", "metadata": "text"})
@example(event_id="evt_1", kind=KINDS[0], data={"id": "cs_1", "metadata": {"payment": "\0"}})
@example(event_id="evt_1", kind=KINDS[2], data={"payment_intent": "x" * 300})
@example(event_id="evt_1", kind=KINDS[2], data={"payment_intent": {}})
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_stripes_address_never_fails(account: None, event_id: Any, kind: Any, data: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("shop.orders.webhooks.payment_of", lambda *_: None)
    status = tell_stripe(body_of({"id": event_id, "type": kind, "data": {"object": data}}))
    assert status in STATUSES


@pytest.mark.parametrize("header", ["t=" + "9" * 5000 + ",v1=x", "t=1,v1=\xe9", "t=\xb2,v1=x", ",,,=", "t=,v1="])
def test_no_signature_breaks_the_shop(header: str, sandbox: Sandbox) -> None:
    assert tell(b"{}", secret=sandbox.secret, signature=header) == 400
    assert objection(b"{}", header, "secret")


def test_a_true_event_is_kept_beside_the_others(sandbox: Sandbox) -> None:
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")
    true = {name: sandbox.events(payment.reference or "")[-1][name] for name in ("id", "kind", "reference", "key")}

    assert tell(body_of(true | {"id": "\0"}), secret=sandbox.secret) == 400
    assert tell(body_of(true), secret=sandbox.secret) == 200

    assert Order.objects.get().is_paid


def test_a_provider_that_is_not_offered_has_no_address(sandbox: Sandbox, settings: Settings) -> None:
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")
    true = {name: sandbox.events(payment.reference or "")[-1][name] for name in ("id", "kind", "reference", "key")}
    assert not open_payments_are_offered(databases=["default"])

    settings.PAYMENT_PROVIDERS = ["offline"]

    assert tell(body_of(true), secret=sandbox.secret) == 404
    assert Client().post("/payments/stripe/webhook/", b"{}", "application/json").status_code == 404
    [warning] = open_payments_are_offered(databases=["default"])
    assert "“sandbox”" in warning.msg
    assert reconcile().paid == 1, "money that is still on its way is found all the same"
    assert Order.objects.get().is_paid
    assert not open_payments_are_offered(databases=["default"])


def test_no_payment_is_begun_with_a_provider_that_is_offered_no_more(sandbox: Sandbox, settings: Settings) -> None:
    from shop.orders.settling import start_payment
    from shop.payments import ProviderRefused
    from shop.testing.orders import make_order

    order = make_order(payment_provider="sandbox")
    settings.PAYMENT_PROVIDERS = ["offline"]

    with pytest.raises(ProviderRefused):
        start_payment(order, return_url="http://testserver/", cancel_url="http://testserver/")

    assert not order.payments.exists()
