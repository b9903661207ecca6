"""An import reads prices as people type them, each right or not at all."""

from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from shop.catalog.models import Product
from shop.catalog.shopify_csv import prices, typed_numbers
from shop.catalog.tests.product_files import CASES, bring_in, needs_cases

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1299", "1299"),
        ("1,299.00", "1299.00"),
        (" 12.5 ", "12.5"),
        ("1.299,00", "1299.00"),
        ("12,50", "12.50"),
        (".50", "0.50"),
        ("12.", "12"),
        ("+5", "5"),
        ("0.500", "0.500"),
        ("1 299.00", "1299.00"),
        ("1\u00a0299,00", "1299.00"),
        ("1\u202f299,00", "1299.00"),
        ("1'299.50", "1299.50"),
        ("1\u2019299.50", "1299.50"),
        ("1,299", "1299"),
        ("1,299,000", "1299000"),
        ("12,34,567.00", "1234567.00"),
        ("12,-", "12"),
        ("12.\u2013", "12"),
        ("٣", "3"),
        ("\u0663\u066b\u0665", "3.5"),
        ("१२.५०", "12.50"),
        ("\uff11\uff12\uff0e\uff15\uff10", "12.50"),
        ("12.50 EUR", "12.50"),
        ("EUR 12.50", "12.50"),
        ("€12,50", "12.50"),
        ("12,50 €", "12.50"),
        ("\u22125", "-5"),
        ("-€5", "-5"),
    ],
)
def test_it_reads_right_what_has_one_meaning(typed: str, meant: str) -> None:
    assert prices.read(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["12,500", "12.500", "1,000"])
def test_it_refuses_what_may_mean_two_numbers(typed: str) -> None:
    with pytest.raises(prices.NotAPrice, match="may mean"):
        prices.read(typed)


@pytest.mark.parametrize("typed", ["$12.50", "12.50 USD", "12,50 kr", "£3"])
def test_it_refuses_what_is_in_another_currency(typed: str) -> None:
    with pytest.raises(prices.NotAPrice, match="prices are in EUR"):
        prices.read(typed)


@pytest.mark.parametrize(
    "typed", ["1e3", "NaN", "free", "12²", "½", "1.2.3", "1,299,00", "12 50", "--5", ".", "€", "3 for 2", "5-6"]
)
def test_it_refuses_what_is_no_number(typed: str) -> None:
    with pytest.raises(prices.NotAPrice, match="a number like"):
        prices.read(typed)


@pytest.mark.parametrize(
    ("currency", "country", "typed", "meant"),
    [
        ("USD", "US", "$12.50", "12.50"),
        ("CAD", "DE", "$12.50", "12.50"),
        ("KRW", "KR", "₩12,500", "12500"),
        ("SEK", "SE", "1 299,00 kr", "1299.00"),
        ("PLN", "PL", "12,50 zł", "12.50"),
        ("CHF", "CH", "CHF 1'299.00", "1299.00"),
        ("KWD", "KW", "12.500", "12.500"),
        ("JPY", "JP", "￥1,500", "1500"),
        ("JPY", "JP", "1,200円", "1200"),
        ("JPY", "JP", "1,000", "1000"),
        ("JPY", "DE", "¥1,200", "1200"),
        ("PLN", "DE", "12,00 zł", "12.00"),
        ("PLN", "DE", "12 zl", "12"),
        ("CZK", "DE", "1\u00a0299 Kč", "1299"),
        ("HUF", "DE", "1 299 Ft", "1299"),
        ("CHF", "CH", "Fr. 12.50", "12.50"),
        ("CHF", "DE", "SFr. 1'299.-", "1299"),
        ("INR", "US", "Rs. 500", "500"),
        ("INR", "US", "Rs.1,299.50", "1299.50"),
        ("CAD", "CA", "C$12.50", "12.50"),
        ("KWD", "KW", "KD 1.250", "1.250"),
        ("KWD", "DE", "1.250 د.ك.\u200f", "1.250"),
        ("DKK", "DK", "1.299,-", "1299"),
        ("DKK", "DE", "kr. 1.299,00", "1299.00"),
        ("CNY", "CN", "12.50元", "12.50"),
        ("KRW", "US", "12,000원", "12000"),
        ("EUR", "PL", "12 euro", "12"),
    ],
)
def test_it_knows_the_signs_and_the_decimals_of_the_shops_currency(
    settings: Settings, currency: str, country: str, typed: str, meant: str
) -> None:
    settings.SHOP_CURRENCY, settings.SHOP_COUNTRY = currency, country

    assert prices.read(typed) == Decimal(meant)


@pytest.mark.parametrize(
    ("currency", "typed", "like"),
    [("JPY", "free", "1250"), ("JPY", "€12", "1250"), ("KWD", "free", "12.500"), ("PLN", "12 Kč", "12.50")],
)
def test_the_price_that_it_shows_as_an_example_is_one(settings: Settings, currency: str, typed: str, like: str) -> None:
    settings.SHOP_CURRENCY = currency

    with pytest.raises(prices.NotAPrice, match=f"a number like {like}$"):
        prices.read(typed)


@pytest.mark.parametrize("typed", ["1.29,-", "12.9,--"])
def test_what_is_without_cents_has_no_decimals(typed: str) -> None:
    with pytest.raises(prices.NotAPrice):
        prices.read(typed)


def test_a_file_with_decimal_commas_has_no_thousands_behind_a_comma() -> None:
    assert typed_numbers.read("1,299", decimal=",", places=3) == Decimal("1.299")
    with pytest.raises(typed_numbers.TwoMeanings):
        typed_numbers.read("1.299", decimal=",")


@needs_cases
def test_a_file_of_such_prices_is_read_right_or_refused_by_its_lines(tmp_path: Path) -> None:
    said = bring_in(CASES / "09-prices-as-people-type-them" / "products.csv", succeeds=False)

    assert dict(Product.objects.values_list("slug", "variants__price")) == {
        "p0": 1299,
        "p1": 1299,
        "p2": Decimal("12.5"),
        "p4": Decimal("12.5"),
        "p5": 1299,
        "p6": Decimal("12.5"),
        "p8": 0,
        "p11": 3,
        "p13": 12,
        "p14": Decimal("0.5"),
        "p15": 5,
        "p16": 1299,
        "p17": 1299,
    }
    assert [line for line in (5, 9, 11, 12, 14) if f"line {line}, " not in said] == []
    assert "a price is 0 in 1 product, which can be ordered for nothing" in said
