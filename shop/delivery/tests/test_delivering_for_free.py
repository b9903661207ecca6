"""How much is missing until delivery is free, for the bar in the drawer."""

from decimal import Decimal

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from shop.catalog.models import CatalogueVersion
from shop.delivery.quotes import FreeDelivery, free_delivery
from shop.testing.builders import make_category, make_variant
from shop.testing.terms import make_method, make_zone

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("total", "missing", "is_reached"),
    [("0", "60.00", False), ("47.99", "12.01", False), ("60", "0.00", True), ("99", "0.00", True)],
)
def test_it_says_how_much_is_missing(
    total: str, missing: str, is_reached: bool, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_method(free_from="60")
    with django_assert_num_queries(3):  # version, dates, methods
        found = free_delivery(Decimal(total), "DE")
    with django_assert_num_queries(1):  # version
        assert free_delivery(Decimal(total), "DE") == found
    assert found == FreeDelivery(Decimal(60), Decimal(missing))
    assert found.is_reached is is_reached


def test_it_takes_the_lowest_sum_of_the_country() -> None:
    make_method(zone=make_zone("DE"), free_from="60")
    make_method(zone=make_zone("DE", name="Germany by courier"), free_from="90")
    make_method(zone=make_zone("AT"), free_from="30")
    assert free_delivery(Decimal(50), "DE") == FreeDelivery(Decimal(60), Decimal(10))
    assert free_delivery(Decimal(50), "AT") == FreeDelivery(Decimal(30), Decimal(0))
    assert free_delivery(Decimal(50), "FR") is None


def test_it_takes_the_shops_own_country_for_a_shopper_of_whom_nothing_is_known() -> None:
    make_method(zone=make_zone("AT"), free_from="30")
    assert free_delivery(Decimal(50)) is None
    with override_settings(SHOP_COUNTRY="AT"):
        assert free_delivery(Decimal(50)) == FreeDelivery(Decimal(30), Decimal(0))


def test_it_promises_nothing_that_depends_on_what_is_bought() -> None:
    make_method(free_from="60", categories=[make_category()])
    make_method(free_from="60", is_active=False)
    make_method(free_from=None)
    make_method(free_from="10", price="0")
    assert free_delivery(Decimal(50), "DE") is None


def test_it_promises_nothing_that_the_weight_rules_out() -> None:
    make_method(free_from="60", most_weight_grams=5000)
    assert free_delivery(Decimal(50), "DE", weight_grams=5000) == FreeDelivery(Decimal(60), Decimal(10))
    assert free_delivery(Decimal(50), "DE", weight_grams=5001) is None


def test_it_promises_nothing_for_sums_that_the_method_does_not_take() -> None:
    make_method(free_from="60", most_total="100")
    assert free_delivery(Decimal(50), "DE") is not None
    assert free_delivery(Decimal(101), "DE") is None


def test_a_cart_of_heavy_things_is_promised_nothing_that_they_are_too_heavy_for(client: Client) -> None:
    make_method(free_from="60", most_weight_grams=31_500)
    bench = make_variant(price="20", weight_grams=20_000)
    client.post(reverse("cart:add-line"), {"variant": bench.pk})
    html = client.get(reverse("cart:cart")).content.decode()
    assert "Free delivery in €40.00" in html
    assert 'max="60.00" value="20.00"' in html
    client.post(reverse("cart:add-line"), {"variant": bench.pk})
    assert "cart-delivery" not in client.get(reverse("cart:cart")).content.decode()


def test_a_changed_method_makes_pages_new() -> None:
    before = CatalogueVersion.current()
    method = make_method(free_from="60")
    made = CatalogueVersion.current()
    method.delete()
    assert len({before, made, CatalogueVersion.current()}) == 3
