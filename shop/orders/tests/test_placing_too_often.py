"""Nobody places orders without end: strictly what one shopper has is counted, and widely what others have too."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from shop.limits.attempts import TooManyAttempts
from shop.orders.models import Order
from shop.orders.placing import place_order
from shop.orders.sources import BY_ADDRESS, BY_MAILBOX, BY_SHOPPER, Source, mailbox
from shop.testing.builders import make_product
from shop.testing.orders import make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]
Place: TypeAlias = Callable[..., bool]


@pytest.fixture
def place() -> Place:
    """Place an order of one unit, and tell whether it was placed; what the test does not name is new each time."""
    variant = make_product(stock=10_000).variants.get()

    def place(number: int, *, session: str = "", email: str = "", address: str = "") -> bool:
        email = email or f"shopper{number}@example.org"
        source = Source.of(
            session=session or f"browser {number}", email=email, address=address or f"192.0.2.{number % 256}"
        )
        names = {"source_session": source.session, "source_email": source.email, "source_address": source.address}
        try:
            place_order(make_draft(of={variant: 1}, email=email, **names))
        except TooManyAttempts:
            return False
        return True

    return place


@pytest.mark.parametrize("told", [{"session": "one browser"}, {"email": "ada@example.org", "address": "192.0.2.1"}])
def test_one_shopper_places_ten_in_ten_minutes(place: Place, told: dict[str, str]) -> None:
    placed = sum(place(number, **told) for number in range(BY_SHOPPER.most + 3))

    assert placed == BY_SHOPPER.most == Order.objects.count()


def test_who_types_anothers_email_elsewhere_does_not_use_up_their_orders(place: Place) -> None:
    assert sum(place(number, email="ada@example.org", address="198.51.100.7") for number in range(12)) == 10

    assert place(100, email="ada@example.org", address="192.0.2.1")


def test_one_mailbox_is_bounded_from_all_addresses_together(place: Place) -> None:
    spellings = ("ada@example.org", "Ada+{0}@example.org", "a.da+{0}@EXAMPLE.org")
    placed = sum(place(number, email=spellings[number % 3].format(number)) for number in range(BY_MAILBOX.most + 5))

    assert placed == BY_MAILBOX.most


def test_a_school_behind_one_address_meets_no_limit(place: Place) -> None:
    assert all(place(number, address="192.0.2.1") for number in range(120))
    assert BY_ADDRESS.most > 120


@pytest.mark.parametrize("email", ["Ada@Example.org", "ada+shop@example.org", "a.d.a@example.org"])
def test_a_mailbox_is_one_however_its_address_is_spelled(email: str) -> None:
    assert mailbox(email) == mailbox("ada@example.org")


def test_where_an_order_comes_from_cannot_be_read(place: Place) -> None:
    assert place(1, session="one browser", email="ada@example.org", address="192.0.2.1")

    order = Order.objects.get()
    kept = [order.source_session, order.source_email, order.source_address]
    assert [len(text) for text in kept] == [64, 64, 64]
    assert not any(word in text for word in ("browser", "ada", "192") for text in kept)
