"""Being paid: attempts are started, and one idempotent step says what became of them.

Return page, webhook and `manage.py reconcile_payments` all ask the provider how an attempt stands and hand the answer
to `settle`. No provider is asked inside a transaction.
"""

from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from shop import identity, payments
from shop.database.postgresql.deadlocks import outlasting_deadlocks
from shop.money import in_currency
from shop.orders import declines, services
from shop.orders.models import Order, OrderEvent, Payment
from shop.payments import Charge, Kind, Status

# Stripe opens no page for less than half an hour.
LEAST_TIME_TO_PAY = timedelta(minutes=30)


class NotPayable(Exception):
    """The order cannot be paid online now. `reason` is a sentence for the shopper."""

    def __init__(self, order: Order, reason: str) -> None:
        super().__init__(f"{order} cannot be paid: {reason}")
        self.order = order
        self.reason = reason


def start_payment(order: Order, *, return_url: str, cancel_url: str) -> str:
    """Return the address where the shopper pays: that of the attempt under way, or of a new one.

    An order that turns out to be paid leads to `return_url`. The goods of a released order are taken again. Earlier
    attempts that cannot be used are closed first, so that none of them can be paid as well.

    Raises NotPayable, after many declined payments too; OutOfStock, CouponRefused or TooMuchUnpaid; and ProviderError
    where the provider is away, refuses, or is offered no more. Then nothing is lost: the order stays as it is, and the
    same call goes on from there.
    """
    for payment in order.payments.payable().exclude(reference=None):
        status = _continue_or_close(payment, order)
        settle(payment, status, releases=False)
        if status.kind is Kind.CAPTURED:
            return return_url
        if status.kind is Kind.PENDING:
            raise NotPayable(order, _("Your payment is being processed. We write to you as soon as it has arrived."))
    if minutes := declines.minutes_to_wait(order):
        raise NotPayable(order, declines.explain(minutes))
    payment = _begin(order)
    if payment.url:
        return payment.url
    provider = payments.get(payment.provider)
    try:
        started = provider.start(_charge(payment, return_url=return_url, cancel_url=cancel_url))
    except payments.ProviderRefused:
        settle(payment, _expired(payment), releases=False)
        raise
    if _is_stored(payment, started):
        return started.url
    settle(payment, provider.expire(started.reference))
    raise NotPayable(order, _("This order is not open for payment any more."))


def check_payments(order: Order) -> Order:
    """Ask how the order's attempts stand, settle them, and return the order as it is then. Raises ProviderError."""
    for payment in order.payments.payable().exclude(reference=None):
        settle(payment, payments.get(payment.provider).fetch(payment.reference or ""))
    return Order.objects.get(pk=order.pk)


def note_decline(payment: Payment, status: Status, event_id: str) -> Payment:
    """Note that a bank said no on the provider's page, where another card may be tried; too often ends the attempt.

    `status` is how the attempt stands. Raises ProviderError.
    """
    payment = settle(payment, status)
    if status.kind is not Kind.OPEN:
        return payment
    with in_the_merchants_language():
        declines.note(payment, event_id)
    if declines.minutes_to_wait(payment.order):
        payment = settle(payment, payments.get(payment.provider).expire(status.reference))
    return payment


def abandon_payments(order: Order) -> Order:
    """Close the order's attempts, since the shopper does not pay, and return the order as it is then.

    Its stock and its coupon are given back, unless it was paid after all, or is about to be. Raises ProviderError.
    """
    for payment in order.payments.payable().exclude(reference=None):
        settle(payment, payments.get(payment.provider).expire(payment.reference or ""))
    if order.payments.filter(state=Payment.State.STARTED).exclude(reference=None).exists():
        return Order.objects.get(pk=order.pk)
    with in_the_merchants_language():
        return services.release(order=order, reason=_("The shopper gave up."))


def find_payment(provider: str, reference: str, *, key: str = "") -> Payment | None:
    """Return the attempt that the provider means, even where its answer to the start of it never came in.

    Where the provider has made two of one start, the second becomes an attempt of its own, so that its money is seen.
    """
    known = Payment.objects.filter(provider=provider)
    payment = known.filter(reference=reference).first()
    started = known.filter(key=key).first() if key and payment is None else None
    if started is None or started.reference is None:
        return payment or started
    again, _is_new = known.get_or_create(
        provider=provider,
        reference=reference,
        defaults={
            "order": started.order,
            "amount": started.amount,
            "currency": started.currency,
            "state": Payment.State.FAILED,
        },
    )
    return again


@outlasting_deadlocks
def settle(payment: Payment, status: Status, *, releases: bool = True) -> Payment:
    """Bring attempt and order to what the provider says of it, and return the attempt. Often is as good as once.

    Money pays the order when it is the order's whole total in its currency, and the order waits for it. Any other money
    is kept before a person by `attention`. `releases`: a failed attempt gives stock and coupon back.
    """
    with in_the_merchants_language(), transaction.atomic():
        order = payment.order.locked()
        payment = payment.locked()
        if payment.reference is None and status.reference:
            payment.reference = status.reference
            payment.save(update_fields=["reference", "updated_at"])
        if status.kind is Kind.CAPTURED and payment.received_amount is None:
            _receive(order, payment, status)
        elif status.kind in (Kind.FAILED, Kind.EXPIRED) and payment.is_payable and payment.state != status.kind:
            _close(order, payment, status, releases=releases)
    return payment


def in_the_merchants_language() -> translation.override:
    """Write an order's history in the shop's own language, whoever's request it is."""
    return translation.override(settings.LANGUAGE_CODE)


def _continue_or_close(payment: Payment, order: Order) -> Status:
    provider = payments.get(payment.provider)
    is_usable = payment.state == Payment.State.STARTED and payment.provider == order.payment_provider
    return (provider.fetch if is_usable else provider.expire)(payment.reference or "")


@outlasting_deadlocks
def _begin(order: Order) -> Payment:
    """Return the order's attempt under way, or a new one, with the goods of the order taken."""
    with transaction.atomic():
        order = order.locked()
        if not order.awaits_payment or not payments.get(order.payment_provider).is_online:
            raise NotPayable(order, _("This order is not open for payment any more."))
        tried = {payment.state: payment for payment in order.payments.all()}
        if Payment.State.CAPTURED in tried or Payment.State.ATTENTION in tried:
            raise NotPayable(order, _("We have received a payment for this order and are looking into it."))
        services.hold_again(order=order)
        payment = tried.get(Payment.State.STARTED)
        if payment is None or not payment.url:
            payments.get_offered(order.payment_provider)
        if payment is None:
            return order.payments.create(provider=order.payment_provider, amount=order.total, currency=order.currency)
        if not payment.url:
            # While its page is opened the goods are kept.
            payment.save(update_fields=["updated_at"])
        return payment


def _charge(payment: Payment, *, return_url: str, cancel_url: str) -> Charge:
    """Describe the attempt to its provider, each time in the same words."""
    order = payment.order
    digits = payments.get(payment.provider).digits(payment.currency)
    return Charge(
        key=payment.key,
        amount_minor=payments.to_minor(payment.amount, payment.currency, digits=digits),
        currency=payment.currency,
        description=f"{identity.current().name} {order}",
        email=order.email,
        order_number=str(order.number),
        language=order.language,
        return_url=return_url,
        cancel_url=cancel_url,
        expires_at=payment.created_at + timedelta(minutes=settings.UNPAID_MINUTES) + LEAST_TIME_TO_PAY,
    )


def _is_stored(payment: Payment, started: payments.Started) -> bool:
    """Keep what the provider answered, and say whether the shopper may go there: the order may be gone meanwhile."""
    with in_the_merchants_language(), transaction.atomic():
        order = payment.order.locked()
        payment = payment.locked()
        if payment.reference is None:
            payment.reference, payment.url = started.reference, started.url
            payment.save(update_fields=["reference", "url", "updated_at"])
            services.record(
                order=order, kind=OrderEvent.Kind.PAYMENT, text=_("Payment started: %(name)s") % {"name": payment}
            )
        is_same = payment.reference == started.reference
        return is_same and order.awaits_payment and payment.state == Payment.State.STARTED


def _expired(payment: Payment) -> Status:
    return Status(kind=Kind.EXPIRED, reference="", amount_minor=0, currency=payment.currency)


def _receive(order: Order, payment: Payment, status: Status) -> None:
    digits = payments.get(payment.provider).digits(status.currency)
    received = payments.from_minor(status.amount_minor, status.currency, digits=digits)
    objection = _objection(order, received, status.currency)
    payment.received_amount, payment.received_currency = received, status.currency
    payment.charge_id = status.charge_id
    payment.state = Payment.State.ATTENTION if objection else Payment.State.CAPTURED
    payment.save()
    text = _("%(sum)s received: %(name)s") % {"sum": in_currency(received, status.currency), "name": payment}
    if objection:
        services.add_attention(order, f"{text}. {objection}")
        order.save(update_fields=["attention", "updated_at"])
        services.record(order=order, kind=OrderEvent.Kind.PAYMENT, text=f"{text}. {objection}")
    else:
        services.mark_paid(order=order, text=text)


def _objection(order: Order, received: Decimal, currency: str) -> str:
    """Say why this money does not pay the order, or nothing where it does."""
    if order.is_cancelled:
        return _("The order was cancelled before. Give the money back, or settle it with the shopper.")
    if order.is_paid:
        return _("The order is paid already. Give the money back.")
    if (received, currency) != (order.total, order.currency):
        asked = in_currency(order.total, order.currency)
        return _("The order comes to %(total)s, so this does not pay it.") % {"total": asked}
    return ""


def _close(order: Order, payment: Payment, status: Status, *, releases: bool) -> None:
    payment.state = Payment.State(status.kind.value)
    payment.save(update_fields=["state", "updated_at"])
    is_declined = status.kind is Kind.FAILED
    text = _("Payment failed: %(name)s") if is_declined else _("Payment closed: %(name)s")
    kind = OrderEvent.Kind.DECLINED if is_declined else OrderEvent.Kind.PAYMENT
    services.record(order=order, kind=kind, text=text % {"name": payment})
    is_last = not order.payments.filter(state=Payment.State.STARTED).exists()
    if releases and is_last and order.awaits_payment:
        services.release(order=order, reason=text % {"name": payment})
