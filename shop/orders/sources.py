"""Where an order comes from: whose browser, which mailbox and which address of the network, none of them readable.

Each is a keyed hash, kept with the order while it is unpaid and a week longer, so that what one source takes without
paying can be added up, and be cancelled at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from django.db.models import Q, QuerySet
from django.utils import timezone

from shop.keys import keyed_hash
from shop.limits.attempts import Rule, Try
from shop.orders.models import Order
from shop.orders.models.orders import UNCONFIRMED
from shop.text_identity import identity

KEPT = timedelta(days=7)
FORGOTTEN_AT_ONCE = 1_000
# Strict for what one shopper has; wide for what others share or can type too.
BY_SHOPPER = Rule("orders by a shopper", most=10, seconds=10 * 60)
BY_MAILBOX = Rule("orders for a mailbox", most=50, seconds=10 * 60)
BY_ADDRESS = Rule("orders from an address", most=200, seconds=10 * 60)
NAMES = ("source_session", "source_email", "source_address")


@dataclass(frozen=True, slots=True)
class Source:
    """Keyed hashes; empty where nothing is known."""

    session: str = ""
    email: str = ""
    address: str = ""

    @classmethod
    def of(cls, *, session: str, email: str, address: str) -> Self:
        """Hide who they are. `session` is what one browser keeps, however often its session gets a new key."""
        return cls(hidden("session", session), hidden("email", mailbox(email)), hidden("address", address))

    @classmethod
    def of_order(cls, order: Order) -> Self:
        return cls(order.source_session, order.source_email, order.source_address)

    @property
    def is_known(self) -> bool:
        return bool(self.session or self.email or self.address)

    def tries(self) -> Iterator[Try]:
        """Yield what the placing of one order is counted under."""
        if self.session:
            yield BY_SHOPPER, f"session {self.session}"
        if self.email:
            yield BY_SHOPPER, f"email {self.email} {self.address}"
            yield BY_MAILBOX, self.email
        if self.address:
            yield BY_ADDRESS, self.address


def hidden(kind: str, text: str) -> str:
    return keyed_hash("shop.orders.sources", f"{kind}:{text}") if text else ""


def mailbox(email: str) -> str:
    """Return what is the same for all spellings of an address that reach one person: ada+1@, a.da@, Ada@."""
    local_part, at, domain = identity(email).rpartition("@")
    return local_part.partition("+")[0].replace(".", "") + at + domain


def same_source(order: Order) -> Q:
    """Return what finds the orders of any of this order's sources; no order where none is known any more."""
    found = Q(pk=None)
    for name in NAMES:
        if known := getattr(order, name):
            found |= Q(**{name: known})
    return found


def unpaid_of_the_same_source(order: Order) -> QuerySet[Order]:
    """The unpaid orders of any of this order's sources, this one too."""
    return Order.objects.unconfirmed().filter(same_source(order) | Q(pk=order.pk))


def forget() -> None:
    """Remove the sources of orders that are no longer unpaid, some at a time. For housekeeping, once a day."""
    known = ~Q(source_session="") | ~Q(source_email="") | ~Q(source_address="")
    done = Order.objects.exclude(state__in=UNCONFIRMED).filter(known, placed_at__lt=timezone.now() - KEPT)
    while keys := list(done.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE]):
        Order.objects.filter(pk__in=keys).update(**dict.fromkeys(NAMES, ""))
