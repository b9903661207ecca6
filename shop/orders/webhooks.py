"""What payment providers tell the shop, as often and in whatever order they like."""

import logging

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop import payments
from shop.orders.models import Payment, PaymentEvent
from shop.orders.reversing import follow, payment_of
from shop.orders.settling import find_payment, note_decline, settle

logger = logging.getLogger(__name__)
AWAY = 503


@csrf_exempt
@require_POST
@payments.waiting(payments.MACHINE)
def webhook(request: HttpRequest, provider: str) -> HttpResponse:
    """Receive an event. Where the provider cannot be asked what it means, the answer lets it send the event again.

    A provider that is not offered has no address: `reconcile` alone follows what was begun with it before.
    """
    try:
        sender = payments.get_offered(provider)
        event = sender.read_webhook(request.body, request.headers)
        if event is not None:
            receive(sender, event)
    except payments.UnknownProvider as error:
        raise Http404 from error
    except payments.BadSignature as error:
        logger.warning("A webhook of %s was refused: %s", provider, error)
        return HttpResponseBadRequest("The signature does not hold.", content_type="text/plain")
    except payments.ProviderError as error:
        logger.warning("A webhook of %s could not be followed up, and is to be sent again: %s", provider, error)
        return HttpResponse(status=AWAY)
    return HttpResponse(status=200)


def receive(provider: payments.Provider, event: payments.Event) -> str:
    """Deal with an event once, and return what came of it. The provider is asked how the attempt stands.

    Raises ProviderError.
    """
    known, _ = PaymentEvent.objects.get_or_create(
        provider=provider.name,
        event_id=event.id,
        defaults={"kind": event.kind, "reference": event.reference or event.charge_id or event.key},
    )
    if known.outcome:
        return known.outcome
    if event.is_decline:
        payment = Payment.objects.filter(provider=provider.name, key=event.key).exclude(reference=None).first()
    elif event.reference:
        payment = find_payment(provider.name, event.reference, key=event.key)
    else:
        payment = payment_of(provider, event.charge_id)
    if payment is None:
        logger.warning("An event of %s is about %s, which the shop does not know.", provider.name, known.reference)
    outcome = _follow_up(provider, event, payment) if payment else "unknown"
    PaymentEvent.objects.filter(pk=known.pk).update(outcome=outcome)
    return outcome


def _follow_up(provider: payments.Provider, event: payments.Event, payment: Payment) -> str:
    """Ask the provider how the attempt, or its money, stands, and bring the order to that."""
    if event.is_decline:
        return note_decline(payment, provider.fetch(payment.reference or ""), event.id).state
    if not event.charge_id or payment.received_amount is None:
        payment = settle(payment, provider.fetch(event.reference or payment.reference or ""))
    if event.charge_id:
        follow(payment, provider.reversals(charge_id=event.charge_id))
    return payment.state
