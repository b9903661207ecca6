"""The purchase in the making: the cart, what the shopper has told, and what follows from both."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from cart import pricing
from cart.cart import Cart
from cart.pricing import PricedCart
from cart.sessions import SessionStore
from shop import addresses, identity, payments
from shop.checkout.quote import Quote, make_quote
from shop.checkout.session import CheckoutSession, Fields
from shop.delivery.fitting import why_not
from shop.delivery.quotes import DeliveryQuote, Parcel, delivery_quotes, reachable_countries
from shop.money import ZERO
from shop.payments import Provider


def address_of(fields: Fields, part: str) -> dict[str, str]:
    """Return one of the address section's addresses in the terms of `shop.addresses`, empty where it was not given."""
    prefix = f"{part}_"
    return {name.removeprefix(prefix): value for name, value in fields.items() if name.startswith(prefix)}


@dataclass(frozen=True)
class Purchase:
    """What is known of a purchase, looked up when it is asked for, once. Writes nothing."""

    cart: PricedCart
    answers: CheckoutSession

    @classmethod
    def of(cls, session: SessionStore) -> "Purchase":
        answers = CheckoutSession.of(session)
        return cls(pricing.price(Cart.of(session), answers.shopper), answers)

    @property
    def contact(self) -> Fields:
        return self.answers.confirmed.get("contact", {})

    @property
    def address(self) -> Fields:
        return self.answers.confirmed.get("address", {})

    @property
    def email(self) -> str:
        return self.contact.get("email", "")

    @property
    def country(self) -> str:
        """Where it goes, or who pays where nothing is shipped; until that is known, the shop's own country."""
        part = "shipping" if self.needs_delivery else "billing"
        return self.answers.country_of(part) or identity.current().country

    @property
    def returns_days(self) -> int | None:
        """Within how many days goods may come back, where the shop promises it."""
        return identity.current().returns_days

    @property
    def country_name(self) -> str:
        return addresses.country_name(self.country)

    @property
    def note(self) -> str:
        return self.address.get("note", "")

    @property
    def printed_addresses(self) -> list[tuple[str, list[str]]]:
        """The addresses as they are printed, each with what it is for."""
        parts = [("shipping", _("Ship to")), ("billing", _("Bill to"))]
        found = [(title, address_of(self.address, part)) for part, title in parts]
        return [(title, addresses.address_lines(address)) for title, address in found if address]

    @cached_property
    def needs_delivery(self) -> bool:
        return any(line.orderable and line.variant and line.variant.requires_shipping for line in self.cart.lines)

    @cached_property
    def goods(self) -> Quote:
        """The quote without delivery: what decides which ways of delivery there are, and what they cost."""
        return make_quote(self.cart, country=self.country)

    @cached_property
    def deliveries(self) -> Sequence[DeliveryQuote]:
        """The ways in which this can be delivered to where it goes."""
        return delivery_quotes(self.parcel) if self.needs_delivery else ()

    @cached_property
    def parcel(self) -> Parcel:
        """What is to be sent, without the goods that are not."""
        shipped = [line for line in self.goods.lines if line.variant.requires_shipping]
        return Parcel(
            country=self.country,
            weight_grams=sum(line.variant.weight_grams * line.quantity for line in shipped),
            total=sum((line.total - line.discount for line in shipped), ZERO),
            tax=ZERO if self.goods.totals.tax_included else sum((line.tax for line in shipped), ZERO),
            units=sum(line.quantity for line in shipped),
            category_ids=frozenset(line.variant.product.category_id for line in shipped),
        )

    @cached_property
    def lost_method(self) -> str:
        """Why the delivery that was chosen before is not offered any more, or nothing. Queries where it is not."""
        chosen = self.answers.confirmed.get("delivery", {}).get("method", "")
        if not chosen or not self.needs_delivery or chosen in [str(delivery.method_id) for delivery in self.deliveries]:
            return ""
        return why_not(chosen, self.parcel)

    @cached_property
    def reached(self) -> frozenset[str] | None:
        """The countries that parcels go to, or None where that is all of them."""
        return reachable_countries()

    @cached_property
    def delivery(self) -> DeliveryQuote | None:
        """The chosen way of delivery, or the only one."""
        if len(self.deliveries) == 1:
            return self.deliveries[0]
        chosen = self.answers.confirmed.get("delivery", {}).get("method", "")
        return next((delivery for delivery in self.deliveries if str(delivery.method_id) == chosen), None)

    @cached_property
    def quote(self) -> Quote:
        return self.goods if self.delivery is None else self.goods.delivered_by(self.delivery)

    @property
    def is_free(self) -> bool:
        return self.quote.totals.total == 0

    @cached_property
    def providers(self) -> Sequence[Provider]:
        """The ways to pay: none where there is nothing to pay."""
        return () if self.is_free else payments.enabled()

    @cached_property
    def provider(self) -> Provider | None:
        """The chosen way to pay, or the only one."""
        if len(self.providers) == 1:
            return self.providers[0]
        chosen = self.answers.confirmed.get("payment", {}).get("provider", "")
        return next((provider for provider in self.providers if provider.name == chosen), None)
