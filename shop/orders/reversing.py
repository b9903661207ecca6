"""Money that went back at the provider: refunds that nobody made here, those that failed later, and disputes.

Webhooks and `reconcile` ask the provider and hand its answer to `follow`, as often and in whatever order they like.
"""

from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from shop import payments
from shop.database.postgresql.deadlocks import outlasting_deadlocks
from shop.dates import day
from shop.money import in_currency
from shop.orders import letters, received_money, services
from shop.orders.models import Dispute, Letter, Order, OrderEvent, Payment, Refund
from shop.orders.refunding import end_refund
from shop.orders.settling import find_payment, in_the_merchants_language
from shop.payments import Contested, DisputeStatus, Provider, RefundStatus, Returned, Reversals

FOLLOWS = {Contested.INQUIRY: 0, Contested.OPEN: 1, Contested.WON: 2, Contested.LOST: 2}


def payment_of(provider: Provider, charge_id: str) -> Payment | None:
    """Return the attempt that brought this money, even where the shop has not heard of the money yet.

    Raises ProviderError.
    """
    if known := Payment.objects.filter(provider=provider.name, charge_id=charge_id).first():
        return known
    status = provider.attempt_of(charge_id)
    return find_payment(provider.name, status.reference, key=status.key) if status else None


def follow_all(name: str, reversals: Reversals) -> int:
    """Bring every order to what its provider tells of it; return of how many payments something was new."""
    told = {each.charge_id for each in reversals.all}
    received = Payment.objects.received().filter(provider=name, charge_id__in=told)
    of_the_shop = received.select_related("order").prefetch_related("refunds", "disputes")
    return sum(follow(payment, reversals) for payment in of_the_shop if _is_news(payment, reversals))


@outlasting_deadlocks
def follow(payment: Payment, reversals: Reversals) -> bool:
    """Bring an order to what its provider tells of its money, and say whether something was new. Writes.

    A refund that was made here is found again by its key, and counts once. Nothing is undone by an answer that is older
    than what is known: what has failed, was won or was lost stays so.
    """
    with in_the_merchants_language(), transaction.atomic():
        order = payment.order.locked()
        payment = payment.locked()
        if payment.received_amount is None:
            return False
        of_this = [each for each in reversals.all if each.charge_id == payment.charge_id]
        news = [each for each in of_this if _note(order, payment, each)]
        if news:
            order.save(update_fields=["attention", "updated_at"])
            services.note_money_returned(order)
    return bool(news)


def _is_news(payment: Payment, reversals: Reversals) -> bool:
    """Whether something may be new, from what was prefetched: nothing is locked for what is old."""
    refunds = {(each.reference, each.state) for each in payment.refunds.all()}
    disputes = {(each.reference, each.state) for each in payment.disputes.all()}
    told = {(each.reference, each.state.value) for each in reversals.refunds if each.charge_id == payment.charge_id}
    contested = {
        (each.reference, each.state.value) for each in reversals.disputes if each.charge_id == payment.charge_id
    }
    return bool(told - refunds or contested - disputes)


def _note(order: Order, payment: Payment, told: RefundStatus | DisputeStatus) -> bool:
    if isinstance(told, RefundStatus):
        return _note_refund(order, payment, told)
    return _note_dispute(order, payment, told)


def _note_refund(order: Order, payment: Payment, told: RefundStatus) -> bool:
    by_key = Q(key=told.key) if told.key else Q()
    known = payment.refunds.filter(Q(reference=told.reference) | by_key).first()
    if known is None:
        return told.state is Returned.DONE and _note_foreign_refund(order, payment, told)
    if told.state is Returned.FAILED:
        return _note_failed_refund(order, payment, known, told)
    return end_refund(known, Refund.State.DONE, reference=told.reference, order=order)


def _note_foreign_refund(order: Order, payment: Payment, told: RefundStatus) -> bool:
    """Note a refund that was made at the provider, write to the shopper, and ask the merchant to look."""
    refund = payment.refunds.create(amount=_major(payment, told), state=Refund.State.DONE, reference=told.reference)
    said = _("%(sum)s returned at %(provider)s, not here") % _words(payment, told)
    services.record(order=order, kind=OrderEvent.Kind.REFUNDED, text=f"{said}: {refund}")
    letters.write(order, Letter.Kind.REFUNDED, occasion=str(refund.pk))
    # Whoever cancels an order is told to return its money, and has done so.
    if not order.is_cancelled or received_money.left(order)[0]:
        services.add_attention(order, f"{said}.")
    return True


def _note_failed_refund(order: Order, payment: Payment, known: Refund, told: RefundStatus) -> bool:
    if known.state == Refund.State.FAILED and known.reference:
        return False
    if known.state == Refund.State.DONE:
        # The shopper has been told that it is on its way.
        letters.write(order, Letter.Kind.CAME_BACK, occasion=str(known.pk))
    known.state, known.reference, known.error = Refund.State.FAILED, told.reference, _("It came back.")
    known.save()
    said = _("A refund of %(sum)s did not arrive, and the money is back at %(provider)s") % _words(payment, told)
    services.record(order=order, kind=OrderEvent.Kind.REFUNDED, text=f"{said}: {known}")
    services.add_attention(order, _("%(what)s. Return it in another way.") % {"what": said})
    return True


def _note_dispute(order: Order, payment: Payment, told: DisputeStatus) -> bool:
    known = payment.disputes.filter(reference=told.reference).first()
    before = Contested(known.state) if known else None
    if before is not None and (before is told.state or FOLLOWS[told.state] < FOLLOWS[before]):
        return False
    Dispute.objects.update_or_create(
        payment=payment,
        reference=told.reference,
        defaults={
            "amount": _major(payment, told),
            "state": told.state.value,
            "reason": told.reason[:255],
            "due_by": told.due_by,
        },
    )
    said = _sentence(payment, told)
    services.record(order=order, kind=OrderEvent.Kind.DISPUTED, text=f"{said} ({told.reference})")
    services.add_attention(order, said)
    return True


def _sentence(payment: Payment, told: DisputeStatus) -> str:
    sentences = {
        Contested.INQUIRY: _("A bank asks %(provider)s about the payment of %(sum)s."),
        Contested.OPEN: _("The payment of %(sum)s is disputed at %(provider)s, and the bank has taken the money."),
        Contested.WON: _("The dispute about %(sum)s at %(provider)s is over, and the money is yours."),
        Contested.LOST: _("The dispute about %(sum)s at %(provider)s is lost, and so is the money."),
    }
    said = sentences[told.state] % _words(payment, told)
    if told.state in (Contested.WON, Contested.LOST):
        return said
    reason = [_("Reason: %(reason)s.") % {"reason": told.reason}] if told.reason else []
    due = [_("Answer there by %(day)s.") % {"day": day(told.due_by)}] if told.due_by else []
    return " ".join([said, *reason, *due])


def _words(payment: Payment, told: RefundStatus | DisputeStatus) -> dict[str, str]:
    return {"sum": in_currency(_major(payment, told), told.currency), "provider": payment.provider.capitalize()}


def _major(payment: Payment, told: RefundStatus | DisputeStatus) -> Decimal:
    digits = payments.get(payment.provider).digits(told.currency)
    return payments.from_minor(told.amount_minor, told.currency, digits=digits)
