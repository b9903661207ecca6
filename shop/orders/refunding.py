"""Giving money back."""

from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from shop import payments
from shop.money import ZERO, in_currency
from shop.orders import received_money, services
from shop.orders.letters import write
from shop.orders.models import Letter, Order, OrderEvent, Payment, Refund
from shop.orders.services import Person


class RefundRefused(Exception):
    """This cannot be given back. `reason` is for the merchant; `available` is what can be, through one payment."""

    def __init__(self, order: Order, reason: str, available: Decimal = ZERO) -> None:
        super().__init__(f"{order}: {reason}")
        self.order = order
        self.reason = reason
        self.available = available


def refund(
    order: Order, amount: Decimal, by: Person = None, *, payment: Payment | None = None, key: str = ""
) -> Refund:
    """Give money back through the provider that took it, in major units of the currency that it was taken in.

    Without `payment`, the first one of the order that has so much left. What was paid offline a person must send; this
    notes it. The same `key`, such as a form's, gives back once; after a failure, or with another amount, it is refused.

    Raises RefundRefused or ProviderRefused, and then nothing was given back. Raises ProviderUnavailable where nobody
    knows: the refund stays STARTED, and `reconcile_payments` asks the provider again.
    """
    return carry_out(_begin(order, amount, by, payment=payment, key=key))


def carry_out(refund: Refund) -> Refund:
    """Ask the provider for a refund that was begun. Over already: nothing happens. Raises ProviderError."""
    # Another may have ended it meanwhile, and what failed is perhaps given back by another refund.
    refund.refresh_from_db(fields=["state"])
    if refund.state != Refund.State.STARTED:
        return refund
    payment = refund.payment
    provider = payments.get(payment.provider)
    try:
        reference = provider.refund(
            payment.reference or "",
            amount_minor=_minor(payment, refund.amount),
            currency=payment.received_currency,
            key=refund.key,
        )
    except payments.ProviderRefused as error:
        _end(refund, Refund.State.FAILED, error=str(error))
        raise
    return _end(refund, Refund.State.DONE, reference=reference)


def end_refund(refund: Refund, state: Refund.State, *, order: Order, reference: str = "", error: str = "") -> bool:
    """Note how a refund ended, once, and tell the shopper of what comes back; say whether it was new.

    Whoever calls holds the order's row. DONE stays: that money is gone. So does what the provider itself, who has given
    it a `reference`, says has failed.
    """
    refund.refresh_from_db()
    failed_there = refund.state == Refund.State.FAILED and bool(refund.reference)
    if refund.state in (Refund.State.DONE, state) or failed_there:
        return False
    refund.state, refund.reference, refund.error = state, reference, error
    refund.save()
    text = _("Refund failed: %(name)s") if state == Refund.State.FAILED else _("Money returned: %(name)s")
    services.record(order=order, kind=OrderEvent.Kind.REFUNDED, text=text % {"name": refund}, by=refund.by)
    if state == Refund.State.DONE:
        write(order, Letter.Kind.REFUNDED, occasion=str(refund.pk))
        services.note_money_returned(order)
    return True


def _begin(order: Order, amount: Decimal, by: Person, *, payment: Payment | None, key: str) -> Refund:
    with transaction.atomic():
        order = order.locked()
        again = Refund.objects.filter(key=key, payment__order=order).first() if key else None
        if again:
            return _repeated(order, again, amount)
        received = [payment.locked()] if payment else list(order.payments.received())
        if not payment and received_money.is_paid_by_hand(order):
            received.append(_paid_by_hand(order))
        available = {each: each.refundable for each in received}
        chosen = next((each for each, left in available.items() if ZERO < amount <= left), None)
        if chosen is None:
            most, currency = max(
                ((left, each.received_currency) for each, left in available.items()), default=(ZERO, order.currency)
            )
            said = in_currency(most, currency)
            raise RefundRefused(order, _("At most %(sum)s can be returned at once.") % {"sum": said}, most)
        try:
            _minor(chosen, amount)
        except payments.ProviderRefused as error:
            raise RefundRefused(order, str(error), available[chosen]) from error
        return Refund.objects.create(payment=chosen, amount=amount, by=by, **({"key": key} if key else {}))


def _repeated(order: Order, again: Refund, amount: Decimal) -> Refund:
    """Return what was begun with the same key, unless that cannot be what is meant now."""
    if again.state == Refund.State.FAILED:
        raise RefundRefused(order, _("This failed before. Open the form anew to try it again."))
    if again.amount != amount:
        said = _("This form has returned %(sum)s already. Open it anew to return more.") % {
            "sum": in_currency(again.amount, again.payment.received_currency)
        }
        raise RefundRefused(order, said)
    return again


def _minor(payment: Payment, amount: Decimal) -> int:
    """Return an amount in the provider's minor units. Raises ProviderRefused where it is no whole number of them."""
    currency = payment.received_currency
    try:
        return payments.to_minor(amount, currency, digits=payments.get(payment.provider).digits(currency))
    except ValueError as error:
        said = _("%(amount)s %(currency)s has more decimal places than the currency.")
        raise payments.ProviderRefused(said % {"amount": amount, "currency": currency}) from error


def _paid_by_hand(order: Order) -> Payment:
    """Note the money that a person has seen, so that it can be given back."""
    name = order.payment_provider
    return order.payments.create(
        provider=name if name and not payments.is_online(name) else "offline",
        reference=str(order.number),
        amount=order.total,
        currency=order.currency,
        state=Payment.State.CAPTURED,
        received_amount=order.total,
        received_currency=order.currency,
    )


def _end(refund: Refund, state: Refund.State, *, reference: str = "", error: str = "") -> Refund:
    with translation.override(settings.LANGUAGE_CODE), transaction.atomic():
        order = refund.payment.order.locked()
        refund = Refund.objects.select_for_update(of=("self",)).select_related("payment").get(pk=refund.pk)
        end_refund(refund, state, order=order, reference=reference, error=error)
    return refund
