"""What can be done with an order. Each verb is one transaction, which holds the order's row from its start."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from shop.addresses import printable
from shop.catalog import stock
from shop.database.postgresql.deadlocks import outlasting_deadlocks
from shop.orders import holding, letters, received_money
from shop.orders.models import Letter, Order, OrderEvent, Shipment
from shop.orders.models.orders import UNCONFIRMED
from shop.orders.signals import announce, order_cancelled, order_paid

Person = User | None
"""A user of the admin, or None for the shop itself."""

State = Order.State
UNPAID = set(UNCONFIRMED)
CAN_BE_PACKED = {State.PLACED, State.PAID}
CAN_BE_SHIPPED = {State.PLACED, State.PAID, State.PACKED, State.SHIPPED}
CAN_BE_CANCELLED = {State.AWAITING_PAYMENT, State.PLACED, State.PAID, State.PACKED}


class NotAllowed(Exception):
    """The order's state does not allow this."""

    def __init__(self, order: Order, verb: str) -> None:
        super().__init__(f"{order} is {order.state}: to {verb} it is not possible.")
        self.order = order
        self.verb = verb


@outlasting_deadlocks
@transaction.atomic
def mark_paid(*, order: Order, by: Person = None, text: str = "") -> Order:
    """Note that the whole total was received. Paid already: nothing happens. Raises NotAllowed when cancelled.

    The goods of an order that had been released are taken again; where they are gone it is paid all the same, and its
    `attention` says what is missing.
    """
    order = order.locked()
    if order.is_paid:
        return order
    if order.is_cancelled:
        raise NotAllowed(order, "pay")
    if not order.is_held:
        with translation.override(settings.LANGUAGE_CODE):
            lacks = holding.take_what_is_there(order)
            if lacks:
                add_attention(order, _("Paid after its goods had been given back. %s") % " ".join(lacks))
        order.is_held = True
    stock.keep_sold(order.holder)
    letters.drop_request_to_pay(order)
    order.paid_at = timezone.now()
    if order.state in UNPAID:
        order.state = State.PAID
    order.save()
    record(order=order, text=text, by=by, kind=OrderEvent.Kind.PAID)
    letters.write_of_payment(order)
    announce(order_paid, order)
    return order


@transaction.atomic
def pack(*, order: Order, by: Person = None) -> Order:
    """Note that the order is ready to go. Raises NotAllowed."""
    order = order.locked()
    if order.state not in CAN_BE_PACKED:
        raise NotAllowed(order, "pack")
    order.state = State.PACKED
    order.save()
    record(order=order, by=by, kind=OrderEvent.Kind.PACKED)
    return order


@transaction.atomic
def ship(
    *, order: Order, carrier: str = "", tracking_number: str = "", tracking_url: str = "", by: Person = None
) -> Order:
    """Note that the order, or one more parcel of it, was handed over. Raises NotAllowed."""
    order = order.locked()
    if order.state not in CAN_BE_SHIPPED:
        raise NotAllowed(order, "ship")
    shipment = Shipment.objects.create(
        order=order, carrier=carrier, tracking_number=tracking_number, tracking_url=tracking_url
    )
    order.state = State.SHIPPED
    order.save()
    text = str(shipment) if carrier or tracking_number else ""
    record(order=order, text=text, by=by, kind=OrderEvent.Kind.SHIPPED)
    letters.write(order, Letter.Kind.SHIPPED, occasion=str(shipment.pk))
    return order


@outlasting_deadlocks
@transaction.atomic
def cancel(*, order: Order, reason: str = "", by: Person = None, is_told: bool = True) -> Order:
    """Cancel the order; its goods and its coupon go back. Cancelled already: nothing happens.

    The shopper is written to unless `is_told` is False. Raises NotAllowed when it is shipped. Money that was received
    is not returned by this but by refunding.refund, and until it is, the order needs a person.
    """
    order = order.locked()
    if order.is_cancelled:
        return order
    if order.state not in CAN_BE_CANCELLED:
        raise NotAllowed(order, "cancel")
    if order.is_held:
        holding.give_back(order)
    letters.drop_request_to_pay(order)
    order.state, order.is_held = State.CANCELLED, False
    if received_money.left(order)[0]:
        add_attention(order, money_to_return())
    order.save()
    record(order=order, text=reason, by=by, kind=OrderEvent.Kind.CANCELLED)
    if is_told:
        letters.write(order, Letter.Kind.CANCELLED)
    announce(order_cancelled, order)
    return order


@outlasting_deadlocks
@transaction.atomic
def cancel_unpaid(*, order: Order, reason: str = "", by: Person = None) -> bool:
    """Cancel an order that neither money nor a person has confirmed, and write to nobody; tell whether it was one."""
    if not order.locked().is_unconfirmed:
        return False
    cancel(order=order, reason=reason, by=by, is_told=False)
    return True


@outlasting_deadlocks
@transaction.atomic
def hold_again(*, order: Order) -> Order:
    """Take the goods and the coupon of an unpaid order again. Held already: nothing happens.

    Raises NotAllowed, OutOfStock, CouponRefused or TooMuchUnpaid.
    """
    order = order.locked()
    if order.state not in UNPAID:
        raise NotAllowed(order, "hold")
    if not order.is_held:
        holding.take(order)
        order.is_held = True
        order.save()
        record(order=order, kind=OrderEvent.Kind.HELD)
    return order


@outlasting_deadlocks
@transaction.atomic
def release(*, order: Order, reason: str = "") -> Order:
    """Give back the goods and the coupon of an unpaid order, which can still be paid.

    Released already, or no longer unpaid: nothing happens.
    """
    order = order.locked()
    if order.is_held and order.state in UNPAID:
        holding.give_back(order)
        order.is_held = False
        order.save()
        record(order=order, text=reason, kind=OrderEvent.Kind.RELEASED)
    return order


def record(
    *, order: Order, text: str = "", by: Person = None, kind: OrderEvent.Kind = OrderEvent.Kind.NOTE
) -> OrderEvent:
    """Write a line into the order's history. `text` is for the merchant."""
    return OrderEvent.objects.create(order=order, text=text, user=by, kind=kind)


def add_attention(order: Order, reason: str) -> None:
    """Add to what a person must look at; whoever calls holds the order's row and saves it."""
    # Providers and mail servers have their words in it, and a person must be able to save it again.
    order.attention = f"{order.attention}\n{printable(reason)}".strip()


def money_to_return() -> str:
    """Say, in the merchant's language, that a cancelled order's money is still to be returned."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("It was cancelled after money had come in. Return the money.")


def note_money_returned(order: Order) -> None:
    """Take that sentence away when no money is left; whoever calls holds the order's row. Writes."""
    reasons = order.attention.splitlines()
    if money_to_return() in reasons and not received_money.left(order)[0]:
        order.attention = "\n".join(reason for reason in reasons if reason != money_to_return())
        order.save(update_fields=["attention", "updated_at"])
