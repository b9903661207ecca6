"""What nobody told the shop: the providers are asked, and orders that nobody pays are closed."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from shop import payments
from shop.database.postgresql.deadlocks import outlasting_deadlocks
from shop.health.models import RECONCILIATION, beat
from shop.orders import services
from shop.orders.deadlines import kept_until
from shop.orders.models import Order, Payment, Refund
from shop.orders.refunding import carry_out
from shop.orders.reversing import follow_all
from shop.orders.settling import find_payment, settle
from shop.payments import Kind, Provider, Status

logger = logging.getLogger(__name__)
# Longer than any request that starts a payment, or gives money back, may last.
STILL_AT_WORK = timedelta(minutes=5)
# A provider repeats its webhooks for about three days; what it took is looked through for longer.
LOOKED_THROUGH = timedelta(days=7)


@dataclass
class Report:
    """What a reconciliation did."""

    asked: int = 0
    paid: int = 0
    cancelled: int = 0
    refunded: int = 0
    reversed: int = 0
    unknown: int = 0
    away: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        away = f"; away: {', '.join(sorted(self.away))}" if self.away else ""
        return (
            f"{self.asked} attempts asked for, {self.paid} brought money, {self.cancelled} orders cancelled, "
            f"{self.refunded} refunds completed, {self.unknown} payments of no order, "
            f"{self.reversed} payments went back at their provider{away}"
        )


def reconcile(now: datetime | None = None) -> Report:
    """Settle every attempt that may still bring money, end what is overdue, and complete refunds.

    An order is overdue when it, and its last attempt, are older than UNPAID_MINUTES. It is cancelled once all its
    attempts are closed at their providers: while one of those is away its orders wait. Writes; asks providers.
    """
    moment = now or timezone.now()
    report = Report()
    for payment in Payment.objects.payable().exclude(reference=None).select_related("order"):
        _look_after(payment, moment, report)
    for name in _providers_in_use():
        _look_through(name, moment, report)
        _look_back(name, moment, report)
    _forget_unanswered(moment)
    for order in _overdue(moment):
        report.cancelled += _cancel(order, moment)
    for refund in Refund.objects.filter(state=Refund.State.STARTED, at__lt=moment - STILL_AT_WORK):
        _complete(refund, report)
    beat(RECONCILIATION)
    return report


def _look_after(payment: Payment, moment: datetime, report: Report) -> None:
    is_over = not payment.order.awaits_payment or _is_overdue(payment.order, moment)

    def ask(provider: Provider) -> None:
        reference = payment.reference or ""
        _settle(payment, provider.expire(reference) if is_over else provider.fetch(reference), report)

    report.asked += 1
    _try(payment.provider, ask, report)


def _look_through(name: str, moment: datetime, report: Report) -> None:
    """See to it that no money is overlooked, whatever the shop thinks of its attempt."""

    def look(provider: Provider) -> None:
        for status in provider.captured(since=moment - LOOKED_THROUGH):
            payment = find_payment(name, status.reference, key=status.key)
            if payment is None:
                report.unknown += 1
                logger.error("%s took money for %s, which the shop does not know.", name, status.reference)
            elif payment.received_amount is None:
                _settle(payment, status, report)

    _try(name, look, report)


def _look_back(name: str, moment: datetime, report: Report) -> None:
    """See to it that no refund and no dispute is overlooked; one that is open is followed however old it is."""

    def look(provider: Provider) -> None:
        report.reversed += follow_all(name, provider.reversals(since=moment - LOOKED_THROUGH))
        contested = Payment.objects.filter(provider=name, disputes__state__in=["inquiry", "open"]).distinct()
        for charge_id in contested.values_list("charge_id", flat=True):
            report.reversed += follow_all(name, provider.reversals(charge_id=charge_id))

    _try(name, look, report)


def _settle(payment: Payment, status: Status, report: Report) -> None:
    settle(payment, status)
    report.paid += status.kind is Kind.CAPTURED


def _forget_unanswered(moment: datetime) -> None:
    """Close attempts whose start was never answered: nobody was told where to pay them."""
    unanswered = Payment.objects.filter(state=Payment.State.STARTED, reference=None)
    for payment in unanswered.filter(created_at__lt=moment - STILL_AT_WORK).select_related("order"):
        if not payment.order.awaits_payment or _is_overdue(payment.order, moment):
            settle(payment, Status(kind=Kind.EXPIRED, reference="", amount_minor=0, currency=payment.currency))


def _overdue(moment: datetime) -> Iterator[Order]:
    candidates = Order.objects.unpaid().filter(placed_at__lt=_limit(moment))
    return (order for order in candidates.order_by("pk") if _is_overdue(order, moment))


@outlasting_deadlocks
def _cancel(order: Order, moment: datetime) -> bool:
    with transaction.atomic():
        order = order.locked()
        is_open = order.payments.filter(Q(state=Payment.State.STARTED) | Q(state=Payment.State.FAILED)).exists()
        # Money that is before a person is not answered by a cancellation.
        if is_open or not order.awaits_payment or not _is_overdue(order, moment) or order.payments.received().exists():
            return False
        services.cancel(order=order, reason=_("It was not paid within %(n)d minutes.") % {"n": settings.UNPAID_MINUTES})
    return True


def _complete(refund: Refund, report: Report) -> None:
    def ask(_provider: Provider) -> None:
        report.refunded += carry_out(refund).state == Refund.State.DONE

    _try(refund.payment.provider, ask, report)


def _try(name: str, ask: Callable[[Provider], None], report: Report) -> None:
    """Ask a provider; one that is away is not asked again this time, and what it refuses is no reason to stop."""
    if name in report.away:
        return
    try:
        ask(payments.get(name))
    except (payments.ProviderUnavailable, payments.UnknownProvider) as error:
        report.away.add(name)
        logger.warning("%s could not be asked: %s", name, error)
    except payments.ProviderRefused as error:
        logger.error("%s refused an answer: %s", name, error)  # noqa: TRY400 what it said is all that helps


def _is_overdue(order: Order, moment: datetime) -> bool:
    return kept_until(order, order.payments.all()) < moment


def _limit(moment: datetime) -> datetime:
    return moment - timedelta(minutes=settings.UNPAID_MINUTES)


def _providers_in_use() -> list[str]:
    online = [provider.name for provider in payments.enabled() if provider.is_online]
    used = Payment.objects.order_by().values_list("provider", flat=True).distinct()
    return sorted({*online, *filter(payments.is_online, used)})
