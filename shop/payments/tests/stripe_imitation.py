"""Stripe as far as the shop uses it, in place of its package's HTTP client. It keeps the rules and notes requests."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import stripe

# What https://docs.stripe.com/api/checkout/sessions/create knows, as far as the shop may say it.
KNOWN = {
    "mode",
    "line_items[0][price_data][currency]",
    "line_items[0][price_data][unit_amount]",
    "line_items[0][price_data][product_data][name]",
    "line_items[0][quantity]",
    "client_reference_id",
    "customer_email",
    "locale",
    "metadata[payment]",
    "metadata[order]",
    "payment_intent_data[metadata][payment]",
    "payment_intent_data[metadata][order]",
    "payment_intent_data[description]",
    "success_url",
    "cancel_url",
    "expires_at",
    "adaptive_pricing[enabled]",
}


@dataclass(frozen=True)
class Request:
    """A request that was sent."""

    method: str
    path: str
    fields: dict[str, str]
    headers: Mapping[str, str]


@dataclass
class StripeImitation(stripe.HTTPClient):
    """A Stripe account in memory."""

    name = "imitation"
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    answers: dict[str, tuple[dict[str, str], dict[str, Any]]] = field(default_factory=dict)
    refunds: list[dict[str, str]] = field(default_factory=list)
    returned: list[dict[str, Any]] = field(default_factory=list)
    disputes: list[dict[str, Any]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    outage: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        *,
        _usage: list[str] | None = None,
    ) -> tuple[str, int, Mapping[str, str]]:
        parts = urlsplit(url)
        fields = dict(parse_qsl(post_data or "", keep_blank_values=True)) or dict(parse_qsl(parts.query))
        request = Request(method.upper(), parts.path, fields, dict(headers or {}))
        self.requests.append(request)
        if self.outage == -1:
            raise stripe.APIConnectionError("Nobody answers.")  # type: ignore[no-untyped-call]
        if self.outage:
            return '{"error": {"message": "out of order"}}', self.outage, {"Stripe-Should-Retry": "false"}
        status, answer = self.answer(request)
        return json.dumps(answer), status, {}

    def pay(self, reference: str, *, status: str = "paid", intent: str = "succeeded") -> None:
        """Pay as a shopper does; with other statuses, by a bank that takes its time or says no."""
        session = self.sessions[reference]
        session |= {"status": "complete", "payment_status": status}
        session["payment_intent"] = {"id": f"pi_{reference}", "object": "payment_intent", "status": intent}

    def answer(self, request: Request) -> tuple[int, dict[str, Any]]:  # noqa: PLR0911 one for each question
        match request.method, request.path.removeprefix("/v1/").split("/"):
            case "POST", ["checkout", "sessions"]:
                return self.once(request, self.create)
            case "POST", ["refunds"]:
                return self.once(request, self.give_back)
            case "GET", ["checkout", "sessions"]:
                return self.listed(request, list(self.sessions.values()))
            case "GET", ["refunds"]:
                return self.listed(request, self.returned)
            case "GET", ["disputes"]:
                return self.listed(request, self.disputes)
            case "GET", ["checkout", "sessions", reference] if reference in self.sessions:
                return 200, self.shown(reference, expanded="expand[0]" in request.fields)
            case "POST", ["checkout", "sessions", reference, "expire"] if reference in self.sessions:
                if self.sessions[reference]["status"] != "open":
                    return refusal("Only Checkout Sessions with a status in `open` can be expired.")
                self.sessions[reference]["status"] = "expired"
                return 200, self.shown(reference, expanded=False)
        return refusal(f"Unrecognized request: {request.method} {request.path}", status=404)

    def once(self, request: Request, act: Any) -> tuple[int, dict[str, Any]]:
        """Keep the rules of Stripe's idempotency keys."""
        key = request.headers["Idempotency-Key"]
        if key in self.answers:
            fields, answer = self.answers[key]
            if fields != request.fields:
                return refusal("Keys for idempotent requests can only be used with the same parameters.", "idempotency")
            return 200, answer
        status, answer = act(request.fields)
        if status == 200:
            self.answers[key] = (request.fields, answer)
        return status, answer

    def create(self, fields: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if unknown := fields.keys() - KNOWN:
            return refusal(f"Received unknown parameters: {', '.join(sorted(unknown))}")
        if missing := KNOWN - fields.keys():
            return refusal(f"Missing: {', '.join(sorted(missing))}")
        number = f"cs_test_{len(self.sessions) + 1}"
        self.sessions[number] = {
            "id": number,
            "object": "checkout.session",
            "url": f"https://checkout.stripe.com/c/pay/{number}",
            "status": "open",
            "payment_status": "unpaid",
            "payment_intent": None,
            "amount_total": int(fields["line_items[0][price_data][unit_amount]"]),
            "currency": fields["line_items[0][price_data][currency]"],
            "metadata": {"payment": fields["metadata[payment]"], "order": fields["metadata[order]"]},
        }
        return 200, self.shown(number, expanded=False)

    def give_back(self, fields: dict[str, str]) -> tuple[int, dict[str, Any]]:
        self.refunds.append(fields)
        return 200, self.refund(fields["payment_intent"], int(fields["amount"]), key=fields["metadata[refund]"])

    def refund(self, intent: str, amount: int, *, key: str = "", status: str = "succeeded") -> dict[str, Any]:
        """Give money back; without a key, as in the dashboard."""
        refund = {
            "id": f"re_{len(self.returned) + 1}",
            "object": "refund",
            "amount": amount,
            "currency": "eur",
            "payment_intent": intent,
            "status": status,
            "metadata": {"refund": key} if key else {},
        }
        self.returned.append(refund)
        return refund

    def dispute(self, intent: str, amount: int, *, status: str = "needs_response") -> dict[str, Any]:
        dispute = {
            "id": f"dp_{len(self.disputes) + 1}",
            "object": "dispute",
            "amount": amount,
            "currency": "eur",
            "payment_intent": intent,
            "status": status,
            "reason": "product_not_received",
            "evidence_details": {"due_by": 1_893_456_000},
            "metadata": {},
        }
        self.disputes.append(dispute)
        return dispute

    def listed(self, request: Request, things: list[dict[str, Any]]) -> tuple[int, dict[str, Any]]:
        """Return what is asked for, as far as it is asked by status or by payment."""

        def is_asked(thing: dict[str, Any]) -> bool:
            intent = thing["payment_intent"]
            intent_id = intent["id"] if isinstance(intent, dict) else intent
            known = {"status": thing["status"], "payment_intent": intent_id}
            return all(request.fields.get(name, value) == value for name, value in known.items())

        data = [each for each in things if is_asked(each)]
        return 200, {"object": "list", "url": request.path, "has_more": False, "data": data}

    def shown(self, reference: str, *, expanded: bool) -> dict[str, Any]:
        session = dict(self.sessions[reference])
        if not expanded and session["payment_intent"]:
            session["payment_intent"] = session["payment_intent"]["id"]
        return session


def refusal(message: str, kind: str = "invalid_request", status: int = 400) -> tuple[int, dict[str, Any]]:
    return status, {"error": {"type": f"{kind}_error", "message": message}}
