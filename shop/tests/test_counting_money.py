"""Money is rounded half up to the currency's own digits, and written as the language writes it."""

from decimal import Decimal

import pytest
from django.db import connection
from django.utils import translation
from pytest_django.fixtures import Settings

from shop.money import MoneyField, allocate, digits, format_money, quantize


@pytest.mark.parametrize(("currency", "places"), [("KRW", 0), ("JPY", 0), ("EUR", 2), ("USD", 2), ("KWD", 3)])
def test_a_currency_has_its_own_digits(currency: str, places: int) -> None:
    assert digits(currency) == places


@pytest.mark.parametrize(
    ("currency", "amount", "rounded"),
    [
        ("EUR", "2.345", "2.35"),
        ("EUR", "2.355", "2.36"),
        ("EUR", "2.344999", "2.34"),
        ("EUR", "-2.345", "-2.35"),
        ("EUR", "3", "3.00"),
        ("KRW", "1234.5", "1235"),
        ("KRW", "1234.499", "1234"),
        ("KWD", "1.2345", "1.235"),
    ],
)
def test_it_rounds_half_up(currency: str, amount: str, rounded: str, settings: Settings) -> None:
    settings.SHOP_CURRENCY = currency
    assert str(quantize(Decimal(amount))) == rounded


@pytest.mark.parametrize(
    ("currency", "language", "written"),
    [
        ("EUR", "en", "€1,234.50"),
        ("EUR", "de", "1.234,50\xa0€"),
        ("KRW", "ko", "₩1,235"),
        ("KRW", "en", "₩1,235"),
        ("KWD", "en", "KWD1,234.500"),
    ],
)
def test_it_is_written_as_the_language_writes_it(
    currency: str, language: str, written: str, settings: Settings
) -> None:
    settings.SHOP_CURRENCY = currency
    with translation.override(language):
        assert format_money(quantize(Decimal("1234.5"))) == written


@pytest.mark.parametrize(
    ("currency", "language", "amount", "written"),
    [
        ("HUF", "hu", "4990", "4\xa0990\xa0Ft"),
        ("HUF", "hu", "4990.5", "4\xa0990,50\xa0Ft"),
        ("HUF", "en", "14990", "HUF14,990"),
        ("TWD", "zh-hant", "990", "$990"),
        ("IDR", "id", "150000", "Rp150.000"),
        ("EUR", "de", "4990", "4.990,00\xa0€"),
        ("KWD", "en", "1.255", "KWD1.255"),
    ],
)
def test_no_decimals_are_written_where_nobody_pays_with_coins(
    currency: str, language: str, amount: str, written: str, settings: Settings
) -> None:
    settings.SHOP_CURRENCY = currency
    with translation.override(language):
        assert format_money(quantize(Decimal(amount))).replace("HUF\xa0", "HUF") == written


def test_it_is_written_in_the_shops_language_where_none_is_active(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "de"
    with translation.override(None):
        assert format_money(Decimal("2.00")) == "2,00\xa0€"


@pytest.mark.parametrize(("currency", "read"), [("KRW", "13"), ("EUR", "12.50"), ("KWD", "12.500")])
def test_a_column_gives_the_currencys_own_digits(currency: str, read: str, settings: Settings) -> None:
    settings.SHOP_CURRENCY = currency
    field = MoneyField()
    assert str(field.from_db_value(Decimal("12.500"), None, connection)) == read
    assert field.from_db_value(None, None, connection) is None


@pytest.mark.parametrize(("currency", "places"), [("KRW", 0), ("EUR", 2), ("KWD", 3)])
def test_a_form_takes_the_currencys_own_digits(currency: str, places: int, settings: Settings) -> None:
    settings.SHOP_CURRENCY = currency
    assert MoneyField().formfield().decimal_places == places


@pytest.mark.parametrize(
    ("amount", "weights", "shares"),
    [
        ("10.00", ["1", "1", "1"], ["3.34", "3.33", "3.33"]),
        ("0.01", ["5.00", "5.00"], ["0.01", "0.00"]),
        ("5.00", ["0", "20.00"], ["0.00", "5.00"]),
        ("9.99", ["10.00", "30.00"], ["2.50", "7.49"]),
        ("0.00", ["0", "0"], ["0", "0"]),
    ],
)
def test_shares_sum_to_what_was_shared(amount: str, weights: list[str], shares: list[str]) -> None:
    assert allocate(Decimal(amount), [Decimal(weight) for weight in weights]) == [Decimal(share) for share in shares]


def test_an_amount_cannot_be_shared_by_nothing() -> None:
    with pytest.raises(ValueError, match="nothing to share"):
        allocate(Decimal("1.00"), [Decimal(0)])
