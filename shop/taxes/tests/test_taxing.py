"""The rate of a country and class, and the one rule by which tax is rounded."""

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from shop.money import digits
from shop.taxes.models import TaxRate
from shop.taxes.rates import Rate, rates_for, tax_of
from shop.testing.terms import make_rate

CURRENCIES = {"KRW": 0, "EUR": 2, "KWD": 3}


@pytest.mark.django_db
def test_it_finds_the_rate_of_each_class_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_rate("19.000")
    make_rate("7", tax_class="reduced", name="Reduced VAT")
    make_rate("20", country="AT")
    with django_assert_num_queries(1):
        assert rates_for("DE", ["", "reduced", "reduced"]) == {
            "": Rate("VAT", Decimal(19)),
            "reduced": Rate("Reduced VAT", Decimal(7)),
        }


@pytest.mark.django_db
def test_it_takes_the_standard_rate_for_a_class_without_one() -> None:
    make_rate("20", country="AT")
    make_rate("7", tax_class="reduced")
    assert rates_for("AT", ["reduced", "P0000000"]) == dict.fromkeys(["reduced", "P0000000"], Rate("VAT", Decimal(20)))


@pytest.mark.django_db
def test_it_takes_no_tax_where_there_is_no_rate() -> None:
    make_rate("7", tax_class="reduced")
    assert rates_for("DE", ["", "reduced"]) == {"reduced": Rate("VAT", Decimal(7))}
    assert rates_for("US", ["", "reduced"]) == {}
    assert rates_for("DE", []) == {}


@pytest.mark.django_db
def test_it_writes_a_rate_without_needless_zeros() -> None:
    make_rate("5.500", country="FR")
    make_rate("20.000", country="AT")
    assert [f"{rate.percent:f}" for rate in (rates_for("FR", [""])[""], rates_for("AT", [""])[""])] == ["5.5", "20"]
    assert str(TaxRate.objects.get(country="AT")) == "VAT 20 % (Austria)"


@pytest.mark.django_db
@pytest.mark.parametrize("percent", ["-1", "100.001"])
def test_a_rate_is_between_0_and_100_in_the_database_too(percent: str) -> None:
    with pytest.raises(ValidationError, match="percent"):
        TaxRate(country="DE", name="VAT", percent=Decimal(percent)).full_clean()
    with pytest.raises(IntegrityError):
        make_rate(percent)


@pytest.mark.django_db
def test_a_country_has_one_rate_for_a_class() -> None:
    make_rate("19")
    with pytest.raises(ValidationError, match="has a rate for this class already"):
        TaxRate(country="DE", name="VAT", percent=Decimal(7)).full_clean()
    with pytest.raises(IntegrityError):
        make_rate("7")


@pytest.mark.parametrize(
    ("currency", "amount", "percent", "included", "tax"),
    [
        ("EUR", "119.00", "19", True, "19.00"),
        ("EUR", "100.00", "19", False, "19.00"),
        ("EUR", "0.50", "19", True, "0.08"),
        ("EUR", "0.50", "5", False, "0.03"),
        ("EUR", "1.05", "5", True, "0.05"),
        ("EUR", "10.00", "0", True, "0.00"),
        ("EUR", "0.00", "19", True, "0.00"),
        ("KRW", "11000", "10", True, "1000"),
        ("KRW", "5", "10", False, "1"),
        ("KWD", "1.050", "5", True, "0.050"),
        ("KWD", "0.010", "5", False, "0.001"),
        ("EUR", "99.99", "25.5", True, "20.32"),
    ],
)
def test_it_rounds_half_up_to_the_currencys_digits(
    currency: str, amount: str, percent: str, included: bool, tax: str
) -> None:
    with override_settings(SHOP_CURRENCY=currency):
        assert str(tax_of(Decimal(amount), Decimal(percent), included=included)) == tax


@st.composite
def taxed(draw: st.DrawFn) -> tuple[str, list[Decimal], Decimal]:
    """A currency, the amounts of some lines in its digits, and a rate."""
    currency = draw(st.sampled_from(sorted(CURRENCIES)))
    coins = draw(st.lists(st.integers(0, 10**9), min_size=1, max_size=20))
    thousandths = draw(st.integers(0, 100_000))
    return currency, [Decimal(coin).scaleb(-CURRENCIES[currency]) for coin in coins], Decimal(thousandths).scaleb(-3)


@pytest.mark.slow
@settings(max_examples=1_000, deadline=None)
@given(taxed(), st.booleans())
def test_it_is_the_exact_tax_rounded_once_for_every_line(
    purchase: tuple[str, list[Decimal], Decimal], included: bool
) -> None:
    currency, amounts, percent = purchase
    with override_settings(SHOP_CURRENCY=currency):
        coins = 10 ** digits(currency)
        for amount in amounts:
            tax = tax_of(amount, percent, included=included)
            exact = Fraction(amount) * Fraction(percent) / (100 + Fraction(percent) if included else 100)
            assert Fraction(tax) == Fraction(floor(exact * coins + Fraction(1, 2)), coins)
            assert -tax.as_tuple().exponent == CURRENCIES[currency]  # type: ignore[operator]
            assert 0 <= tax <= amount


@pytest.mark.slow
@settings(max_examples=1_000, deadline=None)
@given(taxed())
def test_lines_without_tax_and_their_tax_make_the_printed_total(purchase: tuple[str, list[Decimal], Decimal]) -> None:
    currency, amounts, percent = purchase
    with override_settings(SHOP_CURRENCY=currency):
        taxes = [tax_of(amount, percent, included=True) for amount in amounts]
        net = [amount - tax for amount, tax in zip(amounts, taxes, strict=True)]
        assert sum(net) + sum(taxes) == sum(amounts)
        # What is taken back is taxed as what was sold.
        assert [tax_of(-amount, percent, included=True) for amount in amounts] == [-tax for tax in taxes]
        # Adding the tax to a price and taking it out again loses at most one coin.
        for amount in amounts:
            gross = amount + tax_of(amount, percent, included=False)
            assert abs(gross - tax_of(gross, percent, included=True) - amount) * 10 ** digits(currency) <= 1
