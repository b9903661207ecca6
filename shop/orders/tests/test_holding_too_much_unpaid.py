"""What the unpaid orders of one client may hold: their share of all goods, and of a few as much as there is."""

from collections.abc import Mapping

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.catalog.models import Variant
from shop.orders import services
from shop.orders.models import Order
from shop.orders.placing import place_order
from shop.orders.unpaid_shares import BEYOND, MODEST, TooMuchUnpaid, share
from shop.testing.builders import make_product
from shop.testing.orders import make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it has SQL of its own")]


def place(of: Mapping[Variant, int], **fields: str) -> Order:
    return place_order(make_draft(of=of, **fields))


def shelf(count: int, *, stock: int) -> list[Variant]:
    return [make_product(title=f"Mug {number}", stock=stock).variants.get() for number in range(count)]


@pytest.mark.parametrize(("there", "most"), [(1, 0), (2, 1), (4, 2), (6, 3), (30, 3), (60, 6), (1000, 100)])
def test_a_share_is_a_tenth_or_a_few_and_never_more_than_half(there: int, most: int) -> None:
    assert share(there) == most


@pytest.mark.parametrize("provider", ["bank_transfer", "sandbox"])
def test_fifty_of_sixty_can_be_ordered_on_account(provider: str) -> None:
    mugs = shelf(BEYOND, stock=60)

    place(dict.fromkeys(mugs, 50), source_session="ada", source_address="office", payment_provider=provider)


@pytest.mark.parametrize("source", ["source_session", "source_email", "source_address"])
def test_the_unpaid_orders_of_a_source_are_added_up(source: str) -> None:
    mugs = shelf(BEYOND + 1, stock=60)
    place(dict.fromkeys(mugs[:BEYOND], 50), **{source: "mallory"})
    place({mugs[BEYOND]: 6}, **{source: "mallory"})

    with pytest.raises(TooMuchUnpaid) as refused:
        place({mugs[BEYOND]: 6}, **{source: "mallory"})

    assert refused.value.sentences == [f"No more of {mugs[BEYOND]} can wait for your payment."]
    mugs[BEYOND].refresh_from_db()
    assert (Order.objects.count(), mugs[BEYOND].stock) == (2, 54)
    place({mugs[BEYOND]: 40}, **{source: "ada"})


def test_it_says_how_many_can_be_ordered() -> None:
    mugs = shelf(BEYOND + 1, stock=60)

    with pytest.raises(TooMuchUnpaid) as refused:
        place(dict.fromkeys(mugs, 7), source_session="mallory")

    assert refused.value.sentences[0] == f"Only 6 of {mugs[0]} can wait for your payment."
    assert len(refused.value.sentences) == BEYOND + 1


@pytest.mark.parametrize("ended", ["paid", "packed", "cancelled", "released"])
def test_what_is_paid_accepted_or_given_back_makes_room(ended: str) -> None:
    mugs = shelf(BEYOND + 1, stock=60)
    order = place(dict.fromkeys(mugs[:BEYOND], 50), source_session="ada")
    match ended:
        case "paid":
            services.mark_paid(order=order)
        case "packed":
            services.pack(order=order)
        case "cancelled":
            services.cancel(order=order)
        case "released":
            services.release(order=order)

    place({mugs[BEYOND]: 50}, source_session="ada")


def test_goods_that_were_given_back_are_not_taken_again_beyond_it() -> None:
    mugs = shelf(BEYOND + 1, stock=60)
    first = place({mugs[BEYOND]: 50}, source_session="mallory", payment_provider="sandbox")
    services.release(order=first)
    place(dict.fromkeys(mugs[:BEYOND], 50), source_session="mallory")

    with pytest.raises(TooMuchUnpaid):
        services.hold_again(order=first)

    first.refresh_from_db()
    assert not first.is_held


def test_a_class_at_one_address_orders_all_shirts_together() -> None:
    shirts = shelf(BEYOND + 2, stock=10)

    for number in range(2 * len(shirts)):
        place({shirts[number % len(shirts)]: 5}, source_session=str(number), source_address="school")


def test_small_orders_without_end_do_not_empty_the_shop() -> None:
    mugs = shelf(BEYOND + 1, stock=100)
    for mug in mugs:
        place({mug: 50}, source_session=mug.sku)
    Order.objects.update(source_address="mallory")

    with pytest.raises(TooMuchUnpaid):
        place({mugs[0]: MODEST}, source_session="new", source_address="mallory")

    place({mugs[0]: MODEST}, source_session="new", source_address="elsewhere")


def test_what_has_no_end_can_be_ordered_without_end() -> None:
    mugs = shelf(BEYOND + 1, stock=0)
    Variant.objects.filter(pk__in=[mug.pk for mug in mugs]).update(allow_backorder=True)

    place(dict.fromkeys(mugs, 90), source_session="ada")


def test_it_names_the_open_orders_of_the_same_browser_alone() -> None:
    mugs = shelf(BEYOND + 1, stock=60)
    own = place(dict.fromkeys(mugs[:5], 50), source_session="ada", source_email="a")
    place(dict.fromkeys(mugs[5:BEYOND], 50), source_session="other", source_email="a")

    with pytest.raises(TooMuchUnpaid) as refused:
        place({mugs[BEYOND]: 50}, source_session="ada", source_email="a")

    assert refused.value.open_orders == [own]


def test_counting_and_adding_up_cost_two_statements() -> None:
    sources = {"source_session": "ada", "source_email": "ada", "source_address": "office"}
    place_order(make_draft())
    statements = []
    for fields in ({}, sources):
        draft = make_draft(of={make_product(stock=50).variants.get(): 1}, **fields)
        with CaptureQueriesContext(connection) as captured:
            place_order(draft)
        statements.append(sum("SAVEPOINT" not in query["sql"] for query in captured))

    assert statements[1] - statements[0] == 2
