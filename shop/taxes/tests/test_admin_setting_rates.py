"""A merchant sets the tax of a country."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from shop.catalog.tests.admin_pages import errors, form_fields, rows
from shop.taxes.models import TaxRate
from shop.testing.builders import make_variant
from shop.testing.terms import make_rate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = reverse("admin:taxes_taxrate_changelist")
ADD = reverse("admin:taxes_taxrate_add")


def fields(client: Client, **changed: str) -> dict[str, str]:
    return form_fields(client.get(ADD).content.decode(), form="taxrate_form") | changed


def test_it_adds_a_rate(admin_client: Client) -> None:
    sent = fields(admin_client, country="FR", tax_class=" books ", name="TVA", percent="5.5")
    assert admin_client.post(ADD, sent).status_code == 302
    rate = TaxRate.objects.get()
    assert (rate.country, rate.tax_class, rate.percent) == ("FR", "books", Decimal("5.5"))


def test_it_refuses_a_second_rate_of_a_class(admin_client: Client) -> None:
    make_rate()
    refused = admin_client.post(ADD, fields(admin_client, country="DE", name="VAT", percent="7"))
    assert errors(refused.content.decode()) == ["This country has a rate for this class already."]


@pytest.mark.parametrize(("country", "percent"), [("XX", "19"), ("", "19"), ("DE", "101"), ("DE", "-1"), ("DE", "x")])
def test_it_refuses_what_is_no_country_and_no_rate(admin_client: Client, country: str, percent: str) -> None:
    refused = admin_client.post(ADD, fields(admin_client, country=country, name="VAT", percent=percent))
    assert len(errors(refused.content.decode())) == 1
    assert not TaxRate.objects.exists()


def test_it_names_the_tax_codes_that_variants_have(admin_client: Client) -> None:
    assert "In use:" not in admin_client.get(ADD).content.decode()
    make_variant(tax_code="reduced")
    make_variant(tax_code="books")
    assert "In use: books, reduced." in admin_client.get(ADD).content.decode()


def test_it_lists_countries_by_name_and_saves_in_the_list(admin_client: Client) -> None:
    make_rate("18")
    page = admin_client.get(LIST).content.decode()
    assert rows(page)[0][1:3] == ["Germany (DE)", "standard"]
    assert 'value="18"' in page
    sent = form_fields(page, form="changelist-form") | {"form-0-percent": "19", "_save": "Save"}
    assert admin_client.post(LIST, sent).status_code == 302
    assert TaxRate.objects.get().percent == 19
