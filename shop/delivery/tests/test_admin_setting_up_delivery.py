"""A merchant says where, how and when the shop delivers."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from shop.catalog.tests.admin_pages import errors, form_fields, rows
from shop.delivery.models import ClosedDay, DeliveryMethod, DeliveryZone
from shop.testing.builders import make_category
from shop.testing.terms import make_method, make_zone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
METHODS = reverse("admin:delivery_deliverymethod_changelist")
ADD_METHOD = reverse("admin:delivery_deliverymethod_add")
ADD_ZONE = reverse("admin:delivery_deliveryzone_add")
ADD_DAY = reverse("admin:delivery_closedday_add")


def page_of(method: DeliveryMethod) -> str:
    return reverse("admin:delivery_deliverymethod_change", args=[method.pk])


def fields(client: Client, page: str, form: str, **changed: Any) -> dict[str, Any]:
    return dict(form_fields(client.get(page).content.decode(), form=form)) | changed


def method_fields(client: Client, **changed: Any) -> dict[str, Any]:
    return fields(client, ADD_METHOD, "deliverymethod_form", **changed)


def test_it_adds_a_zone_of_countries(admin_client: Client) -> None:
    sent = fields(admin_client, ADD_ZONE, "deliveryzone_form", name="Alps", countries=["AT", "CH"])
    assert admin_client.post(ADD_ZONE, sent).status_code == 302
    assert DeliveryZone.objects.get().countries == ["AT", "CH"]
    listed = rows(admin_client.get(reverse("admin:delivery_deliveryzone_changelist")).content.decode())
    assert listed[0][1:] == ["Alps", "Austria, Switzerland", "-"]


@pytest.mark.parametrize("countries", [[], ["XX"], ["DE", "XX"]])
def test_it_refuses_a_zone_of_no_countries(admin_client: Client, countries: list[str]) -> None:
    sent = fields(admin_client, ADD_ZONE, "deliveryzone_form", name="Nowhere", countries=countries)
    assert len(errors(admin_client.post(ADD_ZONE, sent).content.decode())) == 1


def test_it_keeps_a_zone_that_a_method_needs(admin_client: Client) -> None:
    zone = make_zone("DE")
    make_method(zone=zone)
    admin_client.post(reverse("admin:delivery_deliveryzone_delete", args=[zone.pk]), {"post": "yes"})
    assert DeliveryZone.objects.exists()


def test_it_adds_a_method_from_little_more_than_a_name_and_a_price(admin_client: Client) -> None:
    sent = method_fields(admin_client, name="Standard", price="4.90")
    assert admin_client.post(ADD_METHOD, sent).status_code == 302
    method = DeliveryMethod.objects.get()
    assert (method.name, method.price, method.zone, method.is_active) == ("Standard", Decimal("4.90"), None, True)


def test_it_adds_a_method_with_all_of_its_conditions(admin_client: Client) -> None:
    category = make_category(name="Tables", parent=make_category(name="Furniture"))
    sent = method_fields(
        admin_client, name="Freight", zone=str(make_zone("DE").pk), price="39", pricing="per_unit", free_from="500",
        least_weight_grams="30000", most_weight_grams="90000", least_total="10", most_total="9000",
        categories=[str(category.pk)], least_days="3", most_days="6", cutoff_hour="10",
    )  # fmt: skip
    assert admin_client.post(ADD_METHOD, sent).status_code == 302
    method = DeliveryMethod.objects.get()
    assert list(method.categories.all()) == [category]
    assert (method.pricing, method.free_from, method.cutoff_hour) == ("per_unit", Decimal(500), 10)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"most_days": "1"}, "Less than the least. Give a higher number, or leave it empty."),
        ({"cutoff_hour": "25"}, "Ensure this value is less than or equal to 24."),
        ({"price": "-1"}, "Ensure this value is greater than or equal to 0."),
        ({"price": "4.905"}, "Ensure that there are no more than 2 decimal places."),
    ],
)
def test_it_refuses_what_cannot_be(admin_client: Client, changed: dict[str, str], sentence: str) -> None:
    refused = admin_client.post(ADD_METHOD, method_fields(admin_client, name="Standard", **changed))
    assert errors(refused.content.decode()) == [sentence]


def test_it_shows_categories_as_a_tree(admin_client: Client) -> None:
    make_category(name="Tables", parent=make_category(name="Furniture"))
    assert "\N{NO-BREAK SPACE}" * 4 + "Tables" in admin_client.get(ADD_METHOD).content.decode()


def test_it_shows_what_is_promised_now(admin_client: Client) -> None:
    page = admin_client.get(page_of(make_method())).content.decode()
    assert "leaves on " in page
    assert ", arrives between " in page


def test_it_lists_methods_and_orders_them_there(admin_client: Client) -> None:
    make_method(name="Express", price="11.90", free_from="90", position=1, least_days=1, most_days=1)
    make_method(name="Standard", zone=make_zone("DE", name="Germany"), position=2, least_days=1, most_days=3)
    page = admin_client.get(METHODS).content.decode()
    assert [row[1:4] for row in rows(page)] == [
        ["Express", "everywhere", "€11.90 once for an order"],
        ["Standard", "Germany", "€4.90 once for an order"],
    ]
    assert [row[5] for row in rows(page)] == ["1", "1\N{EN DASH}3"]
    assert [row[4] for row in rows(page)] == ["€90.00", "\N{EN DASH}"]
    sent = form_fields(page, form="changelist-form") | {"form-0-position": "3", "_save": "Save"}
    assert admin_client.post(METHODS, sent).status_code == 302
    assert [method.name for method in DeliveryMethod.objects.active()] == ["Standard", "Express"]


def test_it_says_what_happens_as_long_as_there_is_no_method(admin_client: Client) -> None:
    sentence = "As long as there is no delivery method"
    assert sentence in admin_client.get(METHODS).content.decode()
    make_method()
    assert sentence not in admin_client.get(METHODS).content.decode()


def test_it_adds_closed_days(admin_client: Client) -> None:
    sent = fields(admin_client, ADD_DAY, "closedday_form", date="2026-08-03", until="2026-08-14", name="Summer break")
    assert admin_client.post(ADD_DAY, sent).status_code == 302
    assert ClosedDay.objects.get().until == date(2026, 8, 14)


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2026-08-03", "2026-08-02", "Before the first day. Give a later one, or leave it empty."),
        ("the third", "2026-08-02", "Enter a valid date."),
    ],
)
def test_it_refuses_days_that_run_backwards(admin_client: Client, first: str, last: str, sentence: str) -> None:
    sent = fields(admin_client, ADD_DAY, "closedday_form", date=first, until=last)
    assert errors(admin_client.post(ADD_DAY, sent).content.decode()) == [sentence]
