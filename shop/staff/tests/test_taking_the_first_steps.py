"""The first steps say what is done by what the shop's data say, and each leads to where it is done."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from shop import identity
from shop.addresses import COUNTRIES
from shop.brand.models import Brand
from shop.content.models import Page
from shop.delivery.models import DeliveryZone
from shop.staff.countries import EUROPEAN_UNION, STANDARD_RATES
from shop.staff.first_steps import first_steps
from shop.taxes.models import TaxRate
from shop.testing.builders import make_product
from shop.testing.terms import make_method, make_rate, make_zone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starting_pages")]
PAGE = "/admin/first-steps/"


@pytest.fixture(autouse=True)
def a_fresh_shop(settings: Settings) -> None:
    settings.PAYMENT_PROVIDERS, settings.BANK_TRANSFER_INSTRUCTIONS = ["bank_transfer"], ""


def done() -> set[str]:
    return {step.key for step in first_steps() if step.is_done}


def take(client: Client, country: str, **fields: str) -> Any:
    return client.post(PAGE, {"country": country, **fields}, follow=True)


def test_nothing_is_done_in_a_fresh_shop(admin_client: Client) -> None:
    html = admin_client.get(PAGE).content.decode()

    assert done() == set()
    assert html.count('data-done="no"') == len(first_steps())


def test_each_step_is_done_by_what_is_saved() -> None:
    make_zone("DE")
    make_rate()
    make_method()
    make_product()
    Brand(name="Halm", accent="#00408a", bank_transfer="IBAN DE02").save()

    assert {"name", "look", "country", "delivery", "payment", "products"} <= done()


def test_pages_of_the_law_are_named_until_each_is_published() -> None:
    def named() -> list[str]:
        pages = next(step for step in first_steps() if step.key == "pages")
        return [str(link.text).partition(":")[0] for link in pages.links[1:]]

    assert named() == ["Imprint", "Privacy", "Right of withdrawal", "Terms"]

    Page.objects.filter(kind="imprint").update(text="<p>Halm</p>", status="published")
    assert "pages" in done()
    assert named() == ["Privacy", "Right of withdrawal", "Terms"]


def test_each_step_leads_to_a_page_that_is_there(admin_client: Client) -> None:
    for step in first_steps():
        for link in step.links:
            assert admin_client.get(link.url).status_code == 200, link


def test_menu_and_front_page_are_named_after_the_steps(admin_client: Client) -> None:
    after = admin_client.get(PAGE).content.decode().partition("And then</h2>")[2]

    for address in ("/admin/content/menuitem/", "/admin/frontpage/section/", 'href="/"'):
        assert address in after


def test_the_start_page_names_what_is_left(admin_client: Client) -> None:
    Brand(name="Halm").save()
    html = admin_client.get("/admin/").content.decode()

    assert f'href="{PAGE}"' in html
    assert "Look, Country, Delivery, Payment" in html


def test_the_start_page_reads_the_brand_once(admin_client: Client) -> None:
    Brand(name="Halm").save()
    with CaptureQueriesContext(connection) as queries:
        admin_client.get("/admin/")

    read = [query["sql"] for query in queries if '"brand_brand"."name"' in query["sql"]]
    assert len(read) == 1, read


def test_each_page_has_a_way_back_until_all_is_done(admin_client: Client) -> None:
    make_zone("DE")
    make_rate()
    make_method()
    make_product()
    Page.objects.filter(kind="about").update(text="<p>We are two.</p>", status="published")
    way = f'<a href="{PAGE}">First steps</a></nav>'
    step = "/admin/delivery/deliverymethod/"
    assert way not in admin_client.get(step).content.decode()

    assert way not in admin_client.get(PAGE).content.decode()
    assert way in admin_client.get(step).content.decode()

    Brand(name="Halm", accent="#00408a", bank_transfer="IBAN DE02").save()
    assert "All steps are done." in admin_client.get(PAGE).content.decode()
    assert way not in admin_client.get(step).content.decode()


def test_the_page_of_the_shop_leads_back_to_them(admin_client: Client) -> None:
    assert f'<a href="{PAGE}">First steps</a>' in admin_client.get("/admin/brand/brand/1/change/").content.decode()


def test_a_country_of_the_union_gets_its_rate_for_all_of_it_and_two_zones(admin_client: Client) -> None:
    take(admin_client, "AT")

    assert identity.current().country == "AT"
    assert set(TaxRate.objects.values_list("percent", flat=True)) == {Decimal(20)}
    assert set(TaxRate.objects.values_list("country", flat=True)) == EUROPEAN_UNION.keys()
    zones = {zone.name: set(zone.countries) for zone in DeliveryZone.objects.all()}
    assert zones == {"Austria": {"AT"}, "European Union": EUROPEAN_UNION.keys() - {"AT"}}
    assert "country" in done()


def test_each_country_of_the_union_gets_its_own_rate_where_that_is_asked_for(admin_client: Client) -> None:
    take(admin_client, "DE", taxes_by_destination="on")

    rates = dict(TaxRate.objects.values_list("country", "percent"))
    assert rates == {country: Decimal(percent) for country, percent in EUROPEAN_UNION.items()}


@pytest.mark.parametrize(("country", "rates"), [("GB", 1), ("CH", 1), ("KR", 1), ("US", 0), ("JP", 0)])
def test_other_countries_get_a_zone_and_the_rate_that_is_known(country: str, rates: int, admin_client: Client) -> None:
    take(admin_client, country)

    assert TaxRate.objects.filter(country=country).count() == TaxRate.objects.count() == rates
    assert [zone.countries for zone in DeliveryZone.objects.all()] == [[country]]


def test_what_is_there_is_not_overwritten_however_often_it_is_sent(admin_client: Client) -> None:
    rate, zone = make_rate("10", country="AT", name="USt"), make_zone("AT", "DE", name="Near")
    answer = take(admin_client, "AT")
    again = take(admin_client, "AT")

    rate.refresh_from_db()
    zone.refresh_from_db()
    assert (rate.percent, rate.name, zone.countries) == (Decimal(10), "USt", ["AT", "DE"])
    assert "Added: 26 tax rates and 1 delivery zone." in answer.content.decode()
    assert "Added: 0 tax rates and 0 delivery zones." in again.content.decode()


def test_what_is_no_country_is_refused_and_nothing_is_written(admin_client: Client) -> None:
    answer = take(admin_client, "<script>")

    assert answer.status_code == 422
    assert "is not one of the available choices" in answer.content.decode()
    assert not Brand.objects.exists()


def test_every_preset_is_for_a_country_that_there_is() -> None:
    assert STANDARD_RATES.keys() <= COUNTRIES


def test_it_is_the_owners_alone(client: Client, django_user_model: Any) -> None:
    packer = django_user_model.objects.create_user("bo", is_staff=True)
    packer.groups.add(Group.objects.get(name="Packer"))
    client.force_login(packer)
    assert client.get(PAGE).status_code == 403
    assert PAGE not in client.get("/admin/").content.decode()

    packer.groups.add(Group.objects.get(name="Owner"))
    assert client.get(PAGE).status_code == 200
