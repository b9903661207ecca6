"""Giving money back."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from shop import payments
from shop.money import ZERO
from shop.orders import services
from shop.orders.letters import write
from shop.orders.models import Letter, Order, OrderEvent, Payment, Refund


class RefundRefused(Exception):
    """This cannot be given back. `available`: how much can, at most, through one payment."""

    def __init__(self, order: Order, available: Decimal) -> None:
        super().__init__(f"{order}: no more than {available} can be given back at once.")
        self.order = order
        self.available = available


def refund(order: Order, amount: Decimal, by: Any = None, *, payment: Payment | None = None, key: str = "") -> Refund:
    """Give money back through the provider that took it, in major units of the currency that it was taken in.

    Without `payment`, the first one of the order that has so much left. What was paid offline a person must send; this
    notes it. The same `key`, such as a form's, gives back once.

    Raises RefundRefused or ProviderRefused, and then nothing was given back. Raises ProviderUnavailable where nobody
    knows: the refund stays STARTED, and `reconcile_payments` asks the provider again.
    """
    return carry_out(_begin(order, amount, by, payment=payment, key=key))


def carry_out(refund: Refund) -> Refund:
    """Ask the provider for a refund that was begun. Done already: nothing happens. Raises ProviderError."""
    if refund.state == Refund.State.DONE:
        return refund
    payment = refund.payment
    provider = payments.get(payment.provider)
    digits = provider.digits(payment.received_currency)
    try:
        reference = provider.refund(
            payment.reference or "",
            amount_minor=payments.to_minor(refund.amount, payment.received_currency, digits=digits),
            currency=payment.received_currency,
            key=refund.key,
        )
    except payments.ProviderRefused as error:
        _end(refund, Refund.State.FAILED, error=str(error))
        raise
    return _end(refund, Refund.State.DONE, reference=reference)


def _begin(order: Order, amount: Decimal, by: Any, *, payment: Payment | None, key: str) -> Refund:
    with transaction.atomic():
        order = order.locked()
        again = Refund.objects.filter(key=key, payment__order=order).first() if key else None
        if again:
            return again
        received = [payment.locked()] if payment else list(order.payments.received())
        if not received and order.is_paid:
            received = [_paid_by_hand(order)]
        available = {each: each.refundable for each in received}
        chosen = next((each for each, left in available.items() if ZERO < amount <= left), None)
        if chosen is None:
            raise RefundRefused(order, max(available.values(), default=ZERO))
        return Refund.objects.create(payment=chosen, amount=amount, by=by, **({"key": key} if key else {}))


def _paid_by_hand(order: Order) -> Payment:
    """Note the money that a person has seen, so that it can be given back."""
    return order.payments.create(
        provider="offline",
        reference=order.token,
        amount=order.total,
        currency=order.currency,
        state=Payment.State.CAPTURED,
        received_amount=order.total,
        received_currency=order.currency,
    )


def _end(refund: Refund, state: Refund.State, *, reference: str = "", error: str = "") -> Refund:
    """Note how a refund ended, once, and tell the shopper of what comes back."""
    with translation.override(settings.LANGUAGE_CODE), transaction.atomic():
        order = refund.payment.order.locked()
        refund = Refund.objects.select_for_update(of=("self",)).select_related("payment").get(pk=refund.pk)
        if refund.state != Refund.State.STARTED:
            return refund
        refund.state, refund.reference, refund.error = state, reference, error
        refund.save()
        text = _("Refund failed: %(name)s") if state == Refund.State.FAILED else _("Money returned: %(name)s")
        services.record(order=order, kind=OrderEvent.Kind.REFUNDED, text=text % {"name": refund}, by=refund.by)
        if state == Refund.State.DONE:
            write(order, Letter.Kind.REFUNDED, occasion=str(refund.pk))
    return refund
