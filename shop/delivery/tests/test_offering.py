"""What is offered for a parcel: by country, weight, sum, category and position."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from shop.delivery.models import ClosedDay, DeliveryMethod, DeliveryZone
from shop.delivery.quotes import DEFAULT_METHOD, DeliveryQuote, Parcel, delivery_quotes, reachable_countries
from shop.testing.builders import make_category
from shop.testing.terms import make_method, make_zone

pytestmark = pytest.mark.django_db
# A Wednesday morning.
NOW = datetime(2026, 6, 10, 8, tzinfo=UTC)


def parcel(
    *,
    country: str = "DE",
    weight_grams: Decimal | int = 500,
    total: str = "20",
    units: int = 1,
    category_ids: frozenset[int | None] = frozenset(),
) -> Parcel:
    return Parcel(country, weight_grams, Decimal(total), units, category_ids)


def names(given: Parcel) -> list[str]:
    return [offer.name for offer in delivery_quotes(given, NOW)]


def test_it_says_what_each_costs_and_when_it_arrives() -> None:
    method = make_method(
        name="Express", description="By courier", price="11.90", least_days=1, most_days=3, cutoff_hour=14
    )
    assert delivery_quotes(parcel(), NOW) == [
        DeliveryQuote(method.pk, "Express", "By courier", Decimal("11.90"), date(2026, 6, 11), date(2026, 6, 15))
    ]


def test_it_offers_in_the_merchants_order_what_is_active() -> None:
    make_method(name="Express", position=2)
    make_method(name="Standard", position=1)
    make_method(name="Drone", position=0, is_active=False)
    assert names(parcel()) == ["Standard", "Express"]


def test_it_offers_what_reaches_the_country() -> None:
    make_method(name="Germany", zone=make_zone("DE"), position=1)
    make_method(name="Neighbours", zone=make_zone("AT", "CH"), position=2)
    make_method(name="World", position=3)
    assert names(parcel(country="DE")) == ["Germany", "World"]
    assert names(parcel(country="CH")) == ["Neighbours", "World"]
    assert names(parcel(country="")) == ["World"]


@pytest.mark.parametrize(
    ("weight", "total", "offered"),
    [
        (999, "20", []),
        (1000, "20", ["Parcel"]),
        (5000, "20", ["Parcel"]),
        (5001, "20", []),
        (2000, "9.99", []),
        (2000, "10.00", ["Parcel"]),
        (2000, "500.00", ["Parcel"]),
        (2000, "500.01", []),
    ],
)
def test_it_meets_bounds_of_weight_and_sum_by_the_amount_itself(weight: int, total: str, offered: list[str]) -> None:
    make_method(name="Parcel", least_weight_grams=1000, most_weight_grams=5000, least_total="10", most_total="500")
    assert names(parcel(weight_grams=weight, total=total)) == offered


def test_a_weight_is_not_rounded_to_its_bounds() -> None:
    make_method(name="Letter", most_weight_grams=500)
    assert names(parcel(weight_grams=2 * Decimal(250))) == ["Letter"]
    assert names(parcel(weight_grams=2 * Decimal("250.2"))) == []


def test_it_takes_a_bound_of_zero_for_a_bound() -> None:
    make_method(name="Letter", most_weight_grams=0)
    assert names(parcel(weight_grams=0)) == ["Letter"]
    assert names(parcel(weight_grams=1)) == []


def test_it_offers_a_categorys_method_where_everything_stands_in_or_below_it() -> None:
    furniture, mugs = make_category(name="Furniture"), make_category(name="Mugs")
    tables = make_category(name="Tables", parent=make_category(name="Living", parent=furniture))
    make_method(name="Freight", categories=[furniture])
    assert names(parcel(category_ids=frozenset({furniture.pk}))) == ["Freight"]
    assert names(parcel(category_ids=frozenset({tables.pk, furniture.pk}))) == ["Freight"]
    assert names(parcel(category_ids=frozenset({tables.pk, mugs.pk}))) == []
    assert names(parcel(category_ids=frozenset({tables.pk, None}))) == []
    assert names(parcel(category_ids=frozenset({10**6}))) == []


def test_it_offers_a_method_of_several_categories_for_a_mixture_of_them() -> None:
    cups, plates, rugs = (make_category(name=name) for name in ("Cups", "Plates", "Rugs"))
    make_method(name="Fragile", categories=[cups, plates])
    assert names(parcel(category_ids=frozenset({cups.pk, plates.pk}))) == ["Fragile"]
    assert names(parcel(category_ids=frozenset({cups.pk, rugs.pk}))) == []


@pytest.mark.parametrize(
    ("pricing", "free_from", "total", "price"),
    [
        ("flat", None, "20", "4.90"),
        ("per_unit", None, "20", "14.70"),
        ("flat", "60", "59.99", "4.90"),
        ("flat", "60", "60", "0.00"),
        ("per_unit", "60", "60.00", "0.00"),
        ("flat", "0", "0", "0.00"),
    ],
)
def test_it_costs_once_or_for_each_unit_until_it_is_free(
    pricing: str, free_from: str | None, total: str, price: str
) -> None:
    make_method(price="4.90", pricing=pricing, free_from=free_from)
    assert str(delivery_quotes(parcel(total=total, units=3), NOW)[0].price) == price


@pytest.mark.parametrize(("currency", "price", "for_three"), [("KRW", "3000", "9000"), ("KWD", "1.255", "3.765")])
def test_it_costs_in_the_currencys_own_digits(currency: str, price: str, for_three: str) -> None:
    with override_settings(SHOP_CURRENCY=currency):
        make_method(price=price, pricing=DeliveryMethod.Pricing.PER_UNIT)
        assert str(delivery_quotes(parcel(units=3), NOW)[0].price) == for_three


def test_it_gives_each_method_its_own_days() -> None:
    ClosedDay.objects.create(date=date(2026, 6, 11))
    make_method(name="Early", cutoff_hour=9, least_days=0, most_days=0)
    make_method(name="Late", cutoff_hour=7, least_days=0, most_days=0)
    assert [offer.promised_from for offer in delivery_quotes(parcel(), NOW)] == [date(2026, 6, 10), date(2026, 6, 12)]


def test_it_promises_from_now_where_no_time_is_given() -> None:
    make_method()
    assert delivery_quotes(parcel())[0].promised_until >= delivery_quotes(parcel())[0].promised_from


def test_it_delivers_freely_to_everywhere_as_long_as_no_method_was_made() -> None:
    assert [
        (offer.method_id, offer.name, str(offer.price)) for offer in delivery_quotes(parcel(country="KR"), NOW)
    ] == [(DEFAULT_METHOD, "Standard delivery", "0.00")]
    assert reachable_countries() is None
    make_method(is_active=False)
    assert delivery_quotes(parcel(), NOW) == []
    assert reachable_countries() == frozenset()


def test_it_says_which_countries_it_reaches() -> None:
    make_method(zone=make_zone("DE"))
    make_method(zone=make_zone("AT", "DE", name="Alps"))
    make_method(zone=make_zone("US"), is_active=False)
    assert reachable_countries() == frozenset({"AT", "DE"})
    make_method()
    assert reachable_countries() is None


def test_it_queries_as_often_for_many_methods_as_for_one() -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert delivery_quotes(parcel(category_ids=frozenset({category.pk})), NOW)
        return len(queries)

    category = make_category()
    make_method(categories=[category])
    count()
    few = count()
    for number in range(20):
        make_method(categories=[category], zone=make_zone("DE", name=str(number)))
    count()
    assert count() == few == 5


@pytest.mark.parametrize(
    ("least", "most"),
    [("least_weight_grams", "most_weight_grams"), ("least_total", "most_total"), ("least_days", "most_days")],
)
def test_it_refuses_bounds_that_nothing_meets(least: str, most: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        DeliveryMethod(name="Never", **{least: 10, most: 9}).full_clean()
    assert refusal.value.message_dict == {most: ["Less than the least. Give a higher number, or leave it empty."]}


@pytest.mark.parametrize("field", ["price", "free_from"])
def test_no_price_is_negative_in_the_database_either(field: str) -> None:
    with pytest.raises(IntegrityError):
        make_method(**{field: "-1"})  # type: ignore[arg-type]


def test_a_cut_off_hour_is_an_hour_in_the_database_too() -> None:
    with pytest.raises(IntegrityError):
        make_method(cutoff_hour=25)


@pytest.mark.parametrize("countries", [[], ["XX"], ["de"], ["DE", "DE"], "DE", [None]])
def test_a_zone_is_of_countries(countries: object) -> None:
    with pytest.raises(ValidationError, match="countries"):
        DeliveryZone(name="Nowhere", countries=countries).full_clean()
