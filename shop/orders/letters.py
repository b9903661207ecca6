"""Writing to shoppers, and to the owner: noted in the transaction of what it tells of, and sent later."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from shop import identity, site_menus
from shop.keys import keyed_hash
from shop.money import in_currency
from shop.orders.models import Letter, Order, Refund
from shop.orders.templatetags.order_text import per_cent
from shop.orders.view_models import OrderView, build_order_view
from shop.web_addresses import name_web_addresses

TIME_TO_PAY = timedelta(minutes=10)
EMPTY_LINES = re.compile(r"\n{3,}")


class Sum(NamedTuple):
    """A line below the goods: what it is, and its amount as it is written. `kind` is "total", "soft" or nothing."""

    name: str
    amount: str
    kind: str = ""


def write(order: Order, kind: Letter.Kind, *, occasion: str = "", wait: timedelta = timedelta()) -> None:
    """Note that a letter is to be sent, once for each order, kind and occasion. Call it inside the transaction.

    `wait`: how long it may still be dropped before it is sent.
    """
    note(Letter(order=order, kind=kind, occasion=occasion, next_at=timezone.now() + wait))


def note(*written: Letter) -> None:
    """Write down letters to be sent, but for those that are there already."""
    Letter.objects.bulk_create(written, ignore_conflicts=True)


def write_of_placing(order: Order) -> None:
    """Confirm the order; one that awaits its payment after a while, since it is mostly paid, or changed, by then."""
    wait = TIME_TO_PAY if order.awaits_payment else timedelta()
    confirmation = Letter(order=order, kind=Letter.Kind.PLACED, next_at=timezone.now() + wait)
    note(confirmation, *([] if order.awaits_payment else to_owner(order)))


def write_of_payment(order: Order) -> None:
    """Say that the money has come."""
    note(Letter(order=order, kind=Letter.Kind.PAID), *to_owner(order))


def to_owner(order: Order) -> list[Letter]:
    """Return what tells the owner of an order that is to be seen to, once: it is paid, or is paid offline."""
    return [Letter(order=order, kind=Letter.Kind.TO_OWNER)] if settings.ORDER_MAIL_TO else []


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
    order, own = letter.order, identity.current()
    if letter.kind == Letter.Kind.TO_OWNER:
        return compose_to_owner(letter)
    with translation.override(order.language):
        subject, shown = subject_of(letter), build_order_view(order)
        is_address_said = order.is_vouched_for or not name_web_addresses(shown.shipping_lines)
        context: dict[str, Any] = {
            "subject": subject,
            "order": order,
            "shown": shown,
            "sums": list(sums_of(shown)),
            "is_address_said": is_address_said,
            "link": urljoin(settings.SHOP_URL, order.get_absolute_url()),
            "shop_name": own.name,
            "pages": [
                (link.name, urljoin(settings.SHOP_URL, link.url)) for link in site_menus.current().before_ordering
            ],
            **occasion_of(letter),
        }
        text = render_to_string("orders/mail/_letter.txt", {**context, "body": f"orders/mail/_{letter.kind}.txt"})
        html = render_to_string("orders/mail/_letter.html", {**context, "body": f"orders/mail/_{letter.kind}.html"})
    mail = EmailMultiAlternatives(
        subject,
        EMPTY_LINES.sub("\n\n", text).strip() + "\n",
        own.sender,
        to=[order.email],
        reply_to=[own.reply_to],
        headers={"Message-ID": message_id(letter)},
    )
    mail.attach_alternative(html, "text/html")
    return mail


def compose_to_owner(letter: Letter) -> EmailMultiAlternatives:
    """Return a mail to the owner that has nothing in it of what the shopper typed."""
    order, own = letter.order, identity.current()
    with translation.override(settings.LANGUAGE_CODE):
        total = in_currency(order.total, order.currency)
        subject = _("New order %(number)d: %(total)s") % {"number": order.number, "total": total}
        link = urljoin(settings.SHOP_URL, reverse("admin:orders_order_change", args=[order.pk]))
        context = {"order": order, "lines": list(order.lines.all()), "link": link, "shop_name": own.name}
        text = render_to_string("orders/mail/to_owner.txt", context)
    headers = {"Message-ID": message_id(letter)}
    return EmailMultiAlternatives(subject, text.strip() + "\n", own.sender, to=settings.ORDER_MAIL_TO, headers=headers)


def message_id(letter: Letter) -> str:
    """Return the same identifier each time that a letter is tried, so that what came twice is shown once."""
    host = urlsplit(settings.SHOP_URL).hostname or "localhost"
    unique = keyed_hash("shop.orders.letters", f"{letter.order.token}:{letter.pk}")
    return f"<{unique}@{f'[{host}]' if ':' in host else host}>"


def subject_of(letter: Letter) -> str:
    subjects = {
        Letter.Kind.PLACED: _("Your order %(number)d"),
        Letter.Kind.PAID: _("We have received the payment for your order %(number)d"),
        Letter.Kind.SHIPPED: _("Your order %(number)d is on its way"),
        Letter.Kind.CANCELLED: _("Your order %(number)d is cancelled"),
        Letter.Kind.REFUNDED: _("We have returned money for your order %(number)d"),
        Letter.Kind.CAME_BACK: _("Your refund for order %(number)d did not go through"),
    }
    return subjects[Letter.Kind(letter.kind)] % {"number": letter.order.number}


def sums_of(shown: OrderView) -> Iterator[Sum]:
    """Yield what an order's total is made of, with the coupon's code where there was one."""
    order, money = shown.order, partial(in_currency, currency=shown.order.currency)
    yield Sum(_("Subtotal"), money(order.subtotal))
    if order.discount or order.coupon_code:
        name = _("Code %(code)s") % {"code": order.coupon_code} if order.coupon_code else _("Discount")
        yield Sum(name, f"\u2212{money(order.discount)}" if order.discount else _("Free delivery"))
    if order.requires_shipping:
        yield Sum(
            order.delivery_name or _("Delivery"), money(order.delivery_price) if order.delivery_price else _("Free")
        )
    taxes = [(f"{tax.name} {per_cent(tax.percent)}", money(tax.amount)) for tax in shown.taxes]
    if not order.tax_included:
        yield from (Sum(name, amount) for name, amount in taxes)
    yield Sum(_("Total"), money(order.total), "total")
    if order.tax_included:
        yield from (Sum(_("of which %(tax)s") % {"tax": name}, amount, "soft") for name, amount in taxes)


def occasion_of(letter: Letter) -> dict[str, Any]:
    """Return the parcel or the refund that the letter tells of, if it tells of one."""
    key = letter.occasion.partition("@")[0]
    found: dict[str, Any] = {"shipment": None, "refund": None}
    if key.isdecimal() and letter.kind == Letter.Kind.SHIPPED:
        found["shipment"] = letter.order.shipments.filter(pk=key).first()
    if key.isdecimal() and letter.kind in (Letter.Kind.REFUNDED, Letter.Kind.CAME_BACK):
        refunds = Refund.objects.filter(payment__order=letter.order).select_related("payment")
        found["refund"] = refunds.filter(pk=key).first()
    return found
