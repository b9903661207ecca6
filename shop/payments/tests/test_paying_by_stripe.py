"""Stripe's hosted Checkout, as the shop asks for it. Nothing here reaches the network."""

import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest
import stripe

from shop import payments
from shop.payments import BadSignature, Charge, Kind, ProviderRefused, ProviderUnavailable
from shop.payments.registry import PROVIDERS
from shop.payments.stripe import API_VERSION, StripeProvider, parameters
from shop.payments.tests.stripe_imitation import StripeImitation

SECRET = "whsec_for_the_tests"


@pytest.fixture
def account() -> StripeImitation:
    return StripeImitation()


@pytest.fixture
def provider(account: StripeImitation) -> StripeProvider:
    return StripeProvider("sk_test_key", SECRET, http_client=account)


def charge(**fields: Any) -> Charge:
    defaults: dict[str, Any] = {
        "key": "k1",
        "amount_minor": 2000,
        "currency": "EUR",
        "description": "Baguni #1001",
        "email": "ada@example.com",
        "order_number": "1001",
        "language": "en",
        "return_url": "https://shop.example/return/",
        "cancel_url": "https://shop.example/cancel/",
        "expires_at": datetime(2030, 1, 1, tzinfo=UTC),
    }
    return Charge(**(defaults | fields))


def event(session: dict[str, Any], kind: str = "checkout.session.completed") -> bytes:
    content = {"id": "evt_1", "object": "event", "type": kind, "api_version": API_VERSION, "data": {"object": session}}
    return json.dumps(content).encode()


def signature(body: bytes, *, secret: str = SECRET, age: int = 0) -> dict[str, str]:
    made = stripe.WebhookSignature.generate_signature_header(body.decode(), secret, int(time.time()) - age)
    return {"Stripe-Signature": made}


def test_it_opens_a_page_for_exactly_this_charge(provider: StripeProvider, account: StripeImitation) -> None:
    started = provider.start(charge())

    assert started.url.startswith(PROVIDERS["stripe"].origin)
    (request,) = account.requests
    assert request.headers["Stripe-Version"] == API_VERSION == "2026-10-28.endive"
    assert request.headers["Idempotency-Key"] == "k1"
    assert request.headers["Authorization"] == "Bearer sk_test_key"
    assert request.fields == {
        "mode": "payment",
        "line_items[0][price_data][currency]": "eur",
        "line_items[0][price_data][unit_amount]": "2000",
        "line_items[0][price_data][product_data][name]": "Baguni #1001",
        "line_items[0][quantity]": "1",
        "client_reference_id": "k1",
        "customer_email": "ada@example.com",
        "locale": "en",
        "metadata[payment]": "k1",
        "metadata[order]": "1001",
        "payment_intent_data[metadata][payment]": "k1",
        "payment_intent_data[metadata][order]": "1001",
        "payment_intent_data[description]": "Baguni #1001",
        "success_url": "https://shop.example/return/",
        "cancel_url": "https://shop.example/cancel/",
        "expires_at": "1893456000",
        "adaptive_pricing[enabled]": "false",
    }


def test_the_same_charge_is_the_same_attempt(provider: StripeProvider, account: StripeImitation) -> None:
    assert provider.start(charge()) == provider.start(charge())
    assert len(account.sessions) == 1
    with pytest.raises(ProviderRefused):
        provider.start(charge(amount_minor=1))


@pytest.mark.parametrize(
    ("status", "intent", "kind"),
    [
        ("paid", "succeeded", Kind.CAPTURED),
        ("unpaid", "processing", Kind.PENDING),
        ("unpaid", "requires_payment_method", Kind.FAILED),
        ("unpaid", "canceled", Kind.FAILED),
    ],
)
def test_it_says_how_a_complete_attempt_stands(
    status: str, intent: str, kind: Kind, provider: StripeProvider, account: StripeImitation
) -> None:
    started = provider.start(charge())
    assert provider.fetch(started.reference).kind is Kind.OPEN
    account.pay(started.reference, status=status, intent=intent)

    found = provider.fetch(started.reference)
    assert (found.kind, found.amount_minor, found.currency, found.key) == (kind, 2000, "EUR", "k1")
    assert found.charge_id == f"pi_{started.reference}"


def test_an_attempt_that_is_closed_cannot_be_paid(provider: StripeProvider, account: StripeImitation) -> None:
    started = provider.start(charge())
    assert provider.expire(started.reference).kind is Kind.EXPIRED
    assert provider.expire(started.reference).kind is Kind.EXPIRED


@pytest.mark.parametrize(
    ("status", "intent", "kind"),
    [
        ("paid", "succeeded", Kind.CAPTURED),
        ("unpaid", "processing", Kind.PENDING),
        ("unpaid", "canceled", Kind.EXPIRED),
    ],
)
def test_closing_what_is_complete_says_how_it_stands(
    status: str, intent: str, kind: Kind, provider: StripeProvider, account: StripeImitation
) -> None:
    started = provider.start(charge())
    account.pay(started.reference, status=status, intent=intent)
    assert provider.expire(started.reference).kind is kind


def test_it_gives_back_once_for_each_key(provider: StripeProvider, account: StripeImitation) -> None:
    started = provider.start(charge())
    account.pay(started.reference)
    for _ in range(2):
        assert provider.refund(started.reference, amount_minor=500, currency="EUR", key="r1") == "re_1"
    assert account.refunds == [{"payment_intent": f"pi_{started.reference}", "amount": "500", "metadata[refund]": "r1"}]


def test_it_lists_what_was_captured_for_this_shop(provider: StripeProvider, account: StripeImitation) -> None:
    paid, pending, foreign, _open = [provider.start(charge(key=key)).reference for key in ("a", "b", "c", "d")]
    account.pay(paid)
    account.pay(pending, status="unpaid", intent="processing")
    account.pay(foreign)
    account.sessions[foreign]["metadata"] = {}
    found = provider.captured(since=datetime(2026, 1, 1, tzinfo=UTC))
    assert [status.reference for status in found] == [paid]


@pytest.mark.parametrize("outage", [-1, 429, 500, 503, 401])
def test_while_stripe_is_away_nobody_knows(outage: int, provider: StripeProvider, account: StripeImitation) -> None:
    account.outage = outage
    with pytest.raises(ProviderUnavailable):
        provider.start(charge())


def test_an_unknown_attempt_is_refused(provider: StripeProvider) -> None:
    with pytest.raises(ProviderRefused):
        provider.fetch("cs_test_unknown")


def test_it_reads_a_webhook_that_stripe_signed(provider: StripeProvider, account: StripeImitation) -> None:
    started = provider.start(charge())
    body = event(account.sessions[started.reference])
    read = provider.read_webhook(body, signature(body))
    assert read == payments.Event(id="evt_1", kind="checkout.session.completed", reference=started.reference, key="k1")


def test_a_webhook_about_something_else_is_none_of_the_shops_business(provider: StripeProvider) -> None:
    body = event({"id": "ch_1", "object": "charge"}, "charge.updated")
    assert provider.read_webhook(body, signature(body)) is None


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Stripe-Signature": ""},
        {"Stripe-Signature": "t=,v1="},
        signature(event({"id": "cs_1"}), secret="whsec_guessed"),
        signature(event({"id": "cs_2"})),
        signature(event({"id": "cs_1"}), age=301),
    ],
    ids=["none", "empty", "broken", "guessed secret", "another body", "old"],
)
def test_a_webhook_that_stripe_did_not_just_sign_is_refused(headers: dict[str, str], provider: StripeProvider) -> None:
    with pytest.raises(BadSignature):
        provider.read_webhook(event({"id": "cs_1"}), headers)


@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b"{}"])
def test_a_signed_body_that_is_no_event_is_refused(body: bytes, provider: StripeProvider) -> None:
    headers = signature(body) if body != b"\xff" else {"Stripe-Signature": "t=1,v1=a"}
    with pytest.raises(BadSignature):
        provider.read_webhook(body, headers)


def test_no_secret_means_no_webhook(account: StripeImitation) -> None:
    body = event({"id": "cs_1"})
    with pytest.raises(BadSignature):
        StripeProvider("sk_test_key", "", http_client=account).read_webhook(body, signature(body, secret=""))


@pytest.mark.parametrize(
    ("currency", "digits"),
    [("EUR", 2), ("KRW", 0), ("JPY", 0), ("KWD", 3), ("ISK", 2), ("HUF", 2), ("RSD", 2), ("UGX", 2)],
)
def test_it_counts_each_currency_as_stripe_does(currency: str, digits: int, provider: StripeProvider) -> None:
    assert provider.digits(currency) == digits


@pytest.mark.parametrize(("currency", "amount_minor"), [("KWD", 5125), ("KWD", 1255)])
def test_what_stripe_cannot_charge_exactly_is_refused(
    currency: str, amount_minor: int, provider: StripeProvider, account: StripeImitation
) -> None:
    with pytest.raises(ProviderRefused):
        provider.start(charge(currency=currency, amount_minor=amount_minor))
    assert not account.requests


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        *(("en", "en"), ("de-at", "de"), ("pt-br", "pt-BR"), ("zh-hant", "zh-TW"), ("hi", "hi-IN")),
        *(("fa", "auto"), ("", "auto")),
    ],
)
def test_its_page_speaks_the_shoppers_language_where_it_can(language: str, locale: str) -> None:
    assert parameters(charge(language=language))["locale"] == locale
