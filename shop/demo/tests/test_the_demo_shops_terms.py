"""The demo shop delivers and taxes as a German shop does."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.test import override_settings

from shop.addresses import valid_countries
from shop.catalog.models import Variant
from shop.delivery.models import DeliveryMethod, DeliveryZone
from shop.delivery.quotes import Parcel, delivery_quotes, free_delivery
from shop.demo.terms import write_terms
from shop.taxes.models import TaxRate
from shop.taxes.rates import rates_for
from shop.testing.terms import make_method, make_rate

REDUCED = "reduced"
pytestmark = pytest.mark.django_db


def offered(country: str, *, total: str = "20", weight_grams: int = 900) -> dict[str, str]:
    found = delivery_quotes(Parcel(country, weight_grams, Decimal(total), 1), datetime(2026, 6, 10, 8, tzinfo=UTC))
    return {offer.name: str(offer.price) for offer in found}


def test_it_delivers_in_several_ways_and_freely_from_a_sum() -> None:
    write_terms()
    ways = {"Standard delivery": "4.90", "Express delivery": "11.90", "Pick-up at the studio": "0.00"}
    assert offered("DE") == ways
    assert offered("DE", total="60") == ways | {"Standard delivery": "0.00"}
    assert offered("FR") == {"Standard delivery": "9.90"}
    assert offered("CH") == {"Standard delivery": "19.90"}
    assert offered("KR") == {}
    found = free_delivery(Decimal(48))
    assert found is not None
    assert (found.threshold, found.missing) == (Decimal(60), Decimal(12))


def test_it_sends_what_is_too_heavy_for_a_parcel_by_freight() -> None:
    write_terms()
    assert offered("DE", weight_grams=31_501) == {"Freight delivery": "39.00", "Pick-up at the studio": "0.00"}


def test_a_pick_up_is_never_the_first_that_it_offers() -> None:
    write_terms()
    for weight_grams in (900, 31_501):
        assert not next(iter(offered("DE", weight_grams=weight_grams))).startswith("Pick-up")


def test_it_takes_the_tax_of_germany_and_the_union() -> None:
    write_terms()
    rates = rates_for("DE", ["", REDUCED])
    assert {tax_class: str(rate.percent) for tax_class, rate in rates.items()} == {"": "19", REDUCED: "7"}
    union = DeliveryZone.objects.get(name="European Union").countries
    standard = TaxRate.objects.filter(tax_class="").values_list("country", flat=True)
    assert len(union) == 26
    assert sorted(standard) == sorted(["DE", *union])
    assert rates_for("CH", [""]) == {}
    for zone in DeliveryZone.objects.all():
        valid_countries(zone.countries)


@pytest.mark.slow
def test_it_comes_with_the_products_and_comes_once(demo_shop: object) -> None:
    counts = DeliveryMethod.objects.count(), TaxRate.objects.count()
    write_terms()
    assert (DeliveryMethod.objects.count(), TaxRate.objects.count()) == counts != (0, 0)
    assert Variant.objects.filter(tax_code=REDUCED, taxable=True).exists()
    assert not Variant.objects.filter(product__gift_card=True, taxable=True).exists()


def test_it_leaves_a_merchants_own_terms_alone() -> None:
    make_method(name="By pigeon")
    make_rate("16")
    write_terms()
    assert [method.name for method in DeliveryMethod.objects.all()] == ["By pigeon"]
    assert TaxRate.objects.count() == 1


@pytest.mark.parametrize(("currency", "price"), [("KRW", "7500"), ("KWD", "1.500")])
def test_it_costs_something_plausible_in_any_currency(currency: str, price: str) -> None:
    with override_settings(SHOP_CURRENCY=currency):
        write_terms()
        assert offered("DE")["Standard delivery"] == price
