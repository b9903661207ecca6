"""Stripe's hosted Checkout page, through its official package. No card field is ever in a page of the shop."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, Final

import stripe
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop.payments.currencies import stripe_digits, stripe_step
from shop.payments.interface import (
    NOT_AN_EVENT,
    BadSignature,
    Charge,
    Event,
    Kind,
    ProviderRefused,
    ProviderUnavailable,
    Reversals,
    Started,
    Status,
)
from shop.payments.minor import from_minor
from shop.payments.stripe_events import event_of, read_reversals
from shop.payments.stripe_http import StripeHTTP

# What Stripe answers is read as this version has it, whatever the account's own default is or the package's becomes.
API_VERSION: Final = "2026-10-28.endive"
RETRIES = 1
PAGE = 100

# What its page speaks; in any other language it follows the browser.
LANGUAGES: Final = (
    *("bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA"),
    *("hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt"),
    *("pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW"),
)
BY_OTHER_NAMES: Final = {"hi": "hi-IN", "no": "nb", "zh-hans": "zh", "zh-hant": "zh-TW"}


class StripeProvider:
    """Payments through Stripe. `http_client` stands in for the network in tests."""

    name = "stripe"
    label: str | Promise = _("Card and other ways, by Stripe")
    is_online = True
    request = instructions = instructions_to_come = ""

    def __init__(self, secret_key: str, webhook_secret: str, *, http_client: stripe.HTTPClient | None = None) -> None:
        self.webhook_secret = webhook_secret
        self.client = stripe.StripeClient(
            secret_key,
            stripe_version=API_VERSION,
            max_network_retries=RETRIES,
            http_client=http_client or StripeHTTP(),
        )

    def digits(self, currency: str) -> int:
        return stripe_digits(currency)

    def start(self, charge: Charge) -> Started:
        """Open a page of Stripe's for a charge. Raises ProviderRefused, and what `asking` raises."""
        amount = from_minor(charge.amount_minor, charge.currency, digits=stripe_digits(charge.currency))
        if amount % stripe_step(charge.currency):
            raise ProviderRefused(f"Stripe takes {charge.currency} in steps of {stripe_step(charge.currency)}.")
        with asking():
            session = self.client.v1.checkout.sessions.create(
                params=parameters(charge), options={"idempotency_key": charge.key}
            )
        if not session.url:
            raise ProviderRefused(f"Stripe opened no page for {session.id}.")
        return Started(session.id, session.url)

    def fetch(self, reference: str) -> Status:
        with asking():
            session = self.client.v1.checkout.sessions.retrieve(reference, params={"expand": ["payment_intent"]})
        return status_of(session.to_dict())

    def expire(self, reference: str) -> Status:
        try:
            with asking():
                self.client.v1.checkout.sessions.expire(reference)
        except ProviderRefused:
            # It was over already. How, the next question tells.
            pass
        status = self.fetch(reference)
        # A bank that said no after the shopper had left is not asked again.
        return replace(status, kind=Kind.EXPIRED) if status.kind is Kind.FAILED else status

    def refund(self, reference: str, *, amount_minor: int, currency: str, key: str) -> str:
        """Give back an amount of a payment, and return the refund's reference. Asks Stripe twice."""
        charge_id = self.fetch(reference).charge_id
        with asking():
            refund = self.client.v1.refunds.create(
                params={"payment_intent": charge_id, "amount": amount_minor, "metadata": {"refund": key}},
                options={"idempotency_key": key},
            )
        return refund.id

    def read_webhook(self, body: bytes, headers: Mapping[str, str]) -> Event | None:
        """Return the event that the body tells of. Raises BadSignature where it is not Stripe's."""
        try:
            stripe.WebhookSignature.verify_header(
                body, headers.get("Stripe-Signature"), self.webhook_secret, stripe.Webhook.DEFAULT_TOLERANCE
            )
            return event_of(json.loads(body))
        except stripe.SignatureVerificationError as error:
            raise BadSignature(str(error)) from error
        except NOT_AN_EVENT as error:
            raise BadSignature("It is no event.") from error

    def captured(self, *, since: datetime) -> Sequence[Status]:
        with asking():
            found = self.client.v1.checkout.sessions.list(
                params={"status": "complete", "created": {"gte": int(since.timestamp())}, "limit": PAGE}
            )
            # The account may sell elsewhere too; what is ours carries our key.
            statuses = [status_of(session.to_dict()) for session in found.auto_paging_iter()]
        return [status for status in statuses if status.key and status.kind is Kind.CAPTURED]

    def attempt_of(self, charge_id: str) -> Status | None:
        with asking():
            found = self.client.v1.checkout.sessions.list(params={"payment_intent": charge_id, "limit": 1})
        statuses = [status_of(session.to_dict()) for session in found.data]
        return next((status for status in statuses if status.key), None)

    def reversals(self, *, charge_id: str = "", since: datetime | None = None) -> Reversals:
        params: Any = {"limit": PAGE}
        params |= {"payment_intent": charge_id} if charge_id else {}
        params |= {"created": {"gte": int(since.timestamp())}} if since else {}
        with asking():
            refunds = [each.to_dict() for each in self.client.v1.refunds.list(params=params).auto_paging_iter()]
            disputes = [each.to_dict() for each in self.client.v1.disputes.list(params=params).auto_paging_iter()]
        return read_reversals(refunds, disputes)


def from_settings() -> StripeProvider | None:
    return account(settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET) if settings.STRIPE_SECRET_KEY else None


@cache
def account(secret_key: str, webhook_secret: str) -> StripeProvider:
    """Return the provider of these keys, the same each time: it keeps its connections."""
    return StripeProvider(secret_key, webhook_secret)


def parameters(charge: Charge) -> Any:
    """Describe a charge to Stripe, each time in the same words: else its idempotency key is refused."""
    ids = {"payment": charge.key, "order": charge.order_number}
    return {
        "mode": "payment",
        "line_items": [
            {
                "price_data": {
                    "currency": charge.currency.lower(),
                    "unit_amount": charge.amount_minor,
                    "product_data": {"name": charge.description},
                },
                "quantity": 1,
            }
        ],
        "client_reference_id": charge.key,
        "customer_email": charge.email,
        "locale": locale_of(charge.language),
        "metadata": ids,
        "payment_intent_data": {"metadata": ids, "description": charge.description},
        "success_url": charge.return_url,
        "cancel_url": charge.cancel_url,
        "expires_at": int(charge.expires_at.timestamp()),
        # What the shop has printed is what is charged, in the same currency.
        "adaptive_pricing": {"enabled": False},
    }


def locale_of(language: str) -> str:
    """Return what Stripe calls a language of Django's, or the nearest that its page speaks."""
    code = language.lower()
    known = {name.lower(): name for name in LANGUAGES} | BY_OTHER_NAMES
    return known.get(code) or known.get(code.partition("-")[0]) or "auto"


def status_of(session: dict[str, Any]) -> Status:
    """Read how a Checkout session stands. The money of a complete one may still be under way, or fail to come."""
    intent: Any = session.get("payment_intent")
    is_expanded = intent is not None and not isinstance(intent, str)
    match session["status"], session["payment_status"], intent["status"] if is_expanded else "":
        case "open", _, _:
            kind = Kind.OPEN
        case "expired", _, _:
            kind = Kind.EXPIRED
        case _, "paid", _:
            kind = Kind.CAPTURED
        case _, _, "requires_payment_method" | "canceled":
            kind = Kind.FAILED
        case _:
            kind = Kind.PENDING
    return Status(
        kind=kind,
        reference=session["id"],
        amount_minor=session["amount_total"] or 0,
        currency=(session["currency"] or "").upper(),
        key=(session.get("metadata") or {}).get("payment", ""),
        charge_id=(intent["id"] if is_expanded else intent) or "",
    )


@contextmanager
def asking() -> Iterator[None]:
    """Turn Stripe's errors into the shop's. Raises ProviderError."""
    try:
        yield
    except (stripe.InvalidRequestError, stripe.IdempotencyError, stripe.CardError) as error:
        raise ProviderRefused(f"Stripe refused: {error}") from error
    except stripe.StripeError as error:
        raise ProviderUnavailable(f"Stripe could not be asked: {error}") from error
