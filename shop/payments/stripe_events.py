"""Stripe's webhooks, refunds and disputes, as the shop reads them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from shop.payments.interface import Contested, DisputeStatus, Event, RefundStatus, Returned, Reversals

ABOUT_PAYMENTS: Final = "checkout.session."
ABOUT_DECLINES: Final = "payment_intent.payment_failed"
ABOUT_MONEY_BACK: Final = ("refund.", "charge.refund", "charge.dispute.")
FAILED: Final = {"failed", "canceled"}
# Any status that is not here, since Stripe adds some now and then, is one that a person must look at.
DISPUTES: Final = {
    "warning_needs_response": Contested.INQUIRY,
    "warning_under_review": Contested.INQUIRY,
    "warning_closed": Contested.WON,
    "prevented": Contested.WON,
    "won": Contested.WON,
    "lost": Contested.LOST,
}


def event_of(event: dict[str, Any]) -> Event | None:
    """Read a webhook whose signature holds; None for one that is of no interest.

    Raises KeyError, TypeError, AttributeError and ValueError.
    """
    about, bare = event["data"]["object"], Event(id=event["id"], kind=event["type"])
    if bare.kind.startswith(ABOUT_PAYMENTS):
        return replace(bare, reference=about["id"], key=key_of(about))
    if bare.kind == ABOUT_DECLINES:
        return replace(bare, key=key_of(about), is_decline=True) if key_of(about) else None
    charge_id = intent_of(about)
    return replace(bare, charge_id=charge_id) if bare.kind.startswith(ABOUT_MONEY_BACK) and charge_id else None


def key_of(about: dict[str, Any]) -> str:
    """Return the shop's own name for the attempt, which is empty for what was sold elsewhere."""
    key: str = (about.get("metadata") or {}).get("payment", "")
    return key


def read_reversals(refunds: Sequence[dict[str, Any]], disputes: Sequence[dict[str, Any]]) -> Reversals:
    """Return what is about payments of a Checkout page; the account may be paid in other ways too."""
    return Reversals(
        refunds=[refund_of(each) for each in refunds if intent_of(each)],
        disputes=[dispute_of(each) for each in disputes if intent_of(each)],
    )


def refund_of(refund: dict[str, Any]) -> RefundStatus:
    return RefundStatus(
        reference=refund["id"],
        charge_id=intent_of(refund),
        amount_minor=refund["amount"],
        currency=refund["currency"].upper(),
        state=Returned.FAILED if refund["status"] in FAILED else Returned.DONE,
        key=(refund.get("metadata") or {}).get("refund", ""),
    )


def dispute_of(dispute: dict[str, Any]) -> DisputeStatus:
    due_by = (dispute.get("evidence_details") or {}).get("due_by")
    return DisputeStatus(
        reference=dispute["id"],
        charge_id=intent_of(dispute),
        amount_minor=dispute["amount"],
        currency=dispute["currency"].upper(),
        state=DISPUTES.get(dispute["status"], Contested.OPEN),
        reason=(dispute.get("reason") or "").replace("_", " "),
        due_by=datetime.fromtimestamp(due_by, tz=UTC) if due_by else None,
    )


def intent_of(about: dict[str, Any]) -> str:
    """Return the payment intent that brought the money: what the shop calls a charge."""
    intent = about.get("payment_intent") or ""
    return str(intent["id"] if isinstance(intent, dict) else intent)
