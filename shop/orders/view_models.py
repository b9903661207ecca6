"""An order as pages, letters and packing slips show it: all that they need, read in a few queries."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.addresses import address_lines
from shop.money import in_currency
from shop.orders.deadlines import held_until, kept_until, ran_out
from shop.orders.models import Order, OrderLine, Payment, Refund, Shipment
from shop.orders.templatetags.order_text import promised
from shop.payments import Provider, UnknownProvider, get
from shop.taxes.rates import TaxSum

State = Order.State


@dataclass(frozen=True)
class Step:
    """A station of an order: `at` is when it was reached, where that is known."""

    name: str
    is_reached: bool
    is_current: bool
    at: datetime | None = None


@dataclass(frozen=True)
class OrderView:
    """An order with what belongs to it. Build it by `build_order_view`.

    `came_back` are refunds that failed after the shopper was told of them, and that none has followed yet.
    """

    order: Order
    lines: list[OrderLine]
    shipments: list[Shipment]
    payments: list[Payment]
    refunds: list[Refund]
    came_back: list[Refund]
    ran_out_at: datetime | None = None

    @property
    def is_payable(self) -> bool:
        """Whether the shopper can pay online now."""
        return self.order.awaits_payment and not self.is_looked_into

    @property
    def kept_until(self) -> datetime:
        """When the order is cancelled unless it is paid online."""
        return kept_until(self.order, self.payments)

    @property
    def held_until(self) -> datetime:
        """When the order gives its goods back unless it is paid online."""
        return held_until(self.order, self.payments)

    @property
    def holds_its_goods(self) -> bool:
        """Whether they are set aside now."""
        return self.order.is_held and timezone.now() < self.held_until

    @property
    def is_held_shortly(self) -> bool:
        """Whether it can be paid for longer than its goods are set aside."""
        return self.held_until < self.kept_until

    @property
    def is_late(self) -> bool:
        """Whether that moment is over, and the order not cancelled yet."""
        return self.is_payable and self.kept_until < timezone.now()

    @property
    def is_looked_into(self) -> bool:
        """Whether money came that does not fit, so that a person looks at it."""
        return not self.order.is_paid and any(one.state == Payment.State.ATTENTION for one in self.payments)

    @property
    def has_failed(self) -> bool:
        """Whether the last attempt to pay came to nothing."""
        ended = (Payment.State.FAILED, Payment.State.EXPIRED)
        return self.is_payable and bool(self.payments) and self.payments[-1].state in ended

    @property
    def is_returned(self) -> bool:
        """Whether all the money that came went back."""
        received = [one for one in self.payments if one.received_amount]
        return bool(received) and all(
            sum(refund.amount for refund in self.refunds if refund.payment_id == one.pk) >= (one.received_amount or 0)
            for one in received
        )

    @property
    def shipping_lines(self) -> list[str]:
        return address_lines(self.order.shipping_address) if self.order.shipping_address else []

    @property
    def billing_lines(self) -> list[str]:
        return address_lines(self.order.billing_address) if self.order.billing_address else []

    @property
    def promise(self) -> str:
        return promised(self.order.promised_from, self.order.promised_until)

    @property
    def taxes(self) -> list[TaxSum]:
        taxes = [TaxSum(tax["name"], Decimal(tax["percent"]), Decimal(tax["amount"])) for tax in self.order.taxes]
        return [tax for tax in taxes if tax.percent]

    @property
    def provider_label(self) -> str:
        provider = self._provider
        return str(provider.label) if provider else self.order.payment_provider

    @property
    def instructions(self) -> str:
        """What the shopper has to do to pay an order that is not paid online."""
        provider = self._provider
        if provider is None or self.order.is_paid or self.order.is_cancelled:
            return ""
        asked = {"total": in_currency(self.order.total, self.order.currency), "number": self.order.number}
        said = [str(provider.request) % asked, provider.instructions or str(provider.instructions_to_come)]
        return "\n".join(filter(None, said))

    @property
    def _provider(self) -> Provider | None:
        try:
            return get(self.order.payment_provider) if self.order.payment_provider else None
        except UnknownProvider:
            return None

    @property
    def steps(self) -> list[Step]:
        """Where the order stands; nothing for one that is cancelled, or that was returned and not sent."""
        if self.order.is_cancelled or (self.is_returned and not self.shipments):
            return []
        is_sent = self.order.state == State.SHIPPED
        is_packed = is_sent or self.order.state == State.PACKED
        sent_at = self.shipments[0].at if self.shipments else None
        reached = [(_("Ordered"), True, self.order.placed_at), (_("Paid"), self.order.is_paid, self.order.paid_at)]
        if self.order.requires_shipping:
            reached += [(_("Packed"), is_packed, None), (_("On its way"), is_sent, sent_at)]
        last = max(number for number, (_name, is_reached, _at) in enumerate(reached) if is_reached)
        return [Step(name, is_reached, number == last, at) for number, (name, is_reached, at) in enumerate(reached)]


def build_order_view(order: Order) -> OrderView:
    """Read what belongs to an order: four queries, and one for a cancelled order that nobody paid."""
    payments = list(order.payments.all())
    known = Q(state=Refund.State.DONE) | (Q(state=Refund.State.FAILED) & ~Q(reference=""))
    refunds = list(Refund.objects.filter(known, payment__order=order).select_related("payment").order_by("pk"))
    done = [refund for refund in refunds if refund.state == Refund.State.DONE]
    last = done[-1].pk if done else 0
    return OrderView(
        order,
        lines=list(order.lines.select_related("variant__product__cover", "variant__image")),
        shipments=list(order.shipments.all()),
        payments=payments,
        refunds=done,
        came_back=[refund for refund in refunds if refund.state == Refund.State.FAILED and refund.pk > last],
        ran_out_at=ran_out(order, payments),
    )
