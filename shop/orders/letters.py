"""Writing to shoppers: what is to be sent is noted in the transaction of what it tells of, and sent later."""

from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from shop.orders.models import Letter, Order, Refund
from shop.orders.showing import show

TIME_TO_PAY = timedelta(minutes=10)


def write(order: Order, kind: Letter.Kind, *, occasion: str = "", wait: timedelta = timedelta()) -> None:
    """Note that a letter is to be sent, once for each order, kind and occasion. Call it inside the transaction.

    `wait`: how long it may still be dropped before it is sent.
    """
    letter = Letter(order=order, kind=kind, occasion=occasion, next_at=timezone.now() + wait)
    Letter.objects.bulk_create([letter], ignore_conflicts=True)


def write_of_placing(order: Order) -> None:
    """Confirm the order; one that awaits its payment after a while, since it is mostly paid, or changed, by then."""
    write(order, Letter.Kind.PLACED, wait=TIME_TO_PAY if order.awaits_payment else timedelta())


def drop_request_to_pay(order: Order) -> None:
    """Drop the confirmation that was waiting for the payment, unless it is sent. Call it before the state changes."""
    if order.awaits_payment:
        order.letters.filter(kind=Letter.Kind.PLACED, occasion="", sent_at=None).delete()


def write_again(letter: Letter) -> None:
    """Note that the same is to be sent once more."""
    first = letter.occasion.partition("@")[0]
    write(letter.order, Letter.Kind(letter.kind), occasion=f"{first}@{timezone.now():%Y%m%d%H%M%S.%f}")


def compose(letter: Letter) -> EmailMultiAlternatives:
    """Return the letter as a mail in the order's language, as text and as HTML. Queries, and writes nothing."""
    order = letter.order
    with translation.override(order.language):
        subject = subject_of(letter)
        context: dict[str, Any] = {
            "subject": subject,
            "order": order,
            "shown": show(order),
            "link": urljoin(settings.SHOP_URL, order.get_absolute_url()),
            "shop_name": settings.SHOP_NAME,
            **occasion_of(letter),
        }
        text = render_to_string("orders/mail/_letter.txt", {**context, "body": f"orders/mail/_{letter.kind}.txt"})
        html = render_to_string("orders/mail/_letter.html", {**context, "body": f"orders/mail/_{letter.kind}.html"})
    mail = EmailMultiAlternatives(subject, text, to=[order.email])
    mail.attach_alternative(html, "text/html")
    return mail


def subject_of(letter: Letter) -> str:
    subjects = {
        Letter.Kind.PLACED: _("Your order %(number)d"),
        Letter.Kind.PAID: _("We have received the payment for your order %(number)d"),
        Letter.Kind.SHIPPED: _("Your order %(number)d is on its way"),
        Letter.Kind.CANCELLED: _("Your order %(number)d is cancelled"),
        Letter.Kind.REFUNDED: _("We have returned money for your order %(number)d"),
    }
    return subjects[Letter.Kind(letter.kind)] % {"number": letter.order.number}


def occasion_of(letter: Letter) -> dict[str, Any]:
    """Return the parcel or the refund that the letter tells of, if it tells of one."""
    key = letter.occasion.partition("@")[0]
    found: dict[str, Any] = {"shipment": None, "refund": None}
    if key.isdecimal() and letter.kind == Letter.Kind.SHIPPED:
        found["shipment"] = letter.order.shipments.filter(pk=key).first()
    if key.isdecimal() and letter.kind == Letter.Kind.REFUNDED:
        refunds = Refund.objects.filter(payment__order=letter.order).select_related("payment")
        found["refund"] = refunds.filter(pk=key).first()
    return found
