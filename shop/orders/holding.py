"""An order's goods and its coupon, taken and given back. Call it while the order's row is held."""

from django.db import transaction
from django.utils.translation import gettext as _

from shop.catalog import stock
from shop.catalog.stock import OutOfStock, Shortage
from shop.coupons import services as coupons
from shop.coupons.refusals import CouponRefused, explain
from shop.orders import unpaid_shares
from shop.orders.models import Order, OrderLine


@transaction.atomic
def take(order: Order) -> None:
    """Take all of it for an order that is not paid yet, or costs nothing.

    Raises OutOfStock, CouponRefused or TooMuchUnpaid, and then nothing is taken.
    """
    lines = list(order.lines.all())
    gone = tuple(Shortage(None, line.quantity, 0, 0, line.name) for line in lines if line.variant_id is None)
    if gone:
        raise OutOfStock(gone)
    stock.take(order.holder, quantities(lines))
    if order.is_unconfirmed:
        unpaid_shares.check(order)
    use_coupon(order)


@transaction.atomic
def take_what_is_there(order: Order) -> list[str]:
    """Take what can be had, note in each line what cannot, and return a sentence for each lack."""
    lines = list(order.lines.all())
    lacks = {lack.variant_id: lack for lack in stock.take_what_is_there(order.holder, quantities(lines))}
    said = []
    for line in lines:
        if line.variant_id in lacks or line.variant_id is None:
            lack = lacks.get(line.variant_id or 0)
            line.short = line.quantity - (lack.available if lack else 0)
            line.save(update_fields=["short"])
            said.append(_("%(short)d of %(name)s are missing.") % {"short": line.short, "name": line.name})
    try:
        with transaction.atomic():
            use_coupon(order)
    except CouponRefused as refusal:
        said.append(explain(refusal))
    return said


@transaction.atomic
def give_back(order: Order) -> None:
    """Give back what is held, or was sold for good by an order that is paid."""
    if order.is_paid:
        stock.put_back(quantities(list(order.lines.all())))
    else:
        stock.give_back(order.holder)
    coupons.give_back(order.holder)


def use_coupon(order: Order) -> None:
    if order.coupon_code:
        coupons.use(order.coupon_code, holder=order.holder, email=order.email, subtotal=order.subtotal)


def quantities(lines: list[OrderLine]) -> dict[int, int]:
    """Return what was taken, or is to be, by variant id."""
    wanted: dict[int, int] = {}
    for line in lines:
        if line.variant_id is not None and line.quantity > line.short:
            wanted[line.variant_id] = wanted.get(line.variant_id, 0) + line.quantity - line.short
    return wanted
