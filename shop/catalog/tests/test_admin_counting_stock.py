"""A merchant counts stock and changes prices, in the list of all variants and beside orders that come in meanwhile."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.catalog.models import Variant
from shop.catalog.tests.admin_pages import errors, fields_of, form_fields, page_of, rows, send
from shop.testing.builders import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database locks")]
LIST = reverse("admin:catalog_variant_changelist")


def list_fields(client: Client) -> dict[str, str]:
    return form_fields(client.get(LIST).content.decode(), form="changelist-form") | {"_save": "Save"}


def test_it_saves_stock_and_prices_and_brings_the_product_up_to_date(admin_client: Client) -> None:
    product = make_product(price="20", stock=0)
    fields = list_fields(admin_client) | {"form-0-price": "15", "form-0-compare_at_price": "20", "form-0-stock": "3"}
    assert admin_client.post(LIST, fields).status_code == 302
    product.refresh_from_db()
    assert (product.price_from, product.is_on_sale, product.is_available) == (Decimal(15), True, True)


def test_it_keeps_an_image_and_options_while_the_list_is_saved(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S"]})
    variant = product.variants.get()
    variant.image = product.images.create(source="https://example.com/cup.jpg")
    variant.save()
    assert admin_client.post(LIST, list_fields(admin_client) | {"form-0-stock": "3"}).status_code == 302
    variant.refresh_from_db()
    assert (variant.stock, variant.option1, variant.image_id) == (3, "S", product.images.get().pk)


def test_it_leaves_a_stock_alone_that_an_order_has_lowered(admin_client: Client) -> None:
    product = make_product(stock=10)
    in_list, on_page = list_fields(admin_client), fields_of(admin_client, page_of(product))
    Variant.objects.update(stock=7)
    assert admin_client.post(LIST, in_list | {"form-0-price": "15"}).status_code == 302
    assert product.variants.get().stock == 7
    assert send(admin_client, page_of(product), on_page | {"variants-0-sku": "CUP"}) == []
    assert product.variants.get().stock == 7


def test_it_refuses_once_to_overwrite_a_stock_that_an_order_has_lowered(admin_client: Client) -> None:
    product = make_product(stock=10)
    fields = fields_of(admin_client, page_of(product)) | {"variants-0-stock": "20"}
    Variant.objects.update(stock=7)
    refused = admin_client.post(page_of(product), fields).content.decode()
    assert errors(refused) == [
        "The stock has changed to 7 since this page was opened. Save again to overwrite it.",
    ]
    assert product.variants.get().stock == 7
    again = dict(form_fields(refused, form="product_form"))
    assert again["variants-0-stock"] == "20"
    assert send(admin_client, page_of(product), again) == []
    assert product.variants.get().stock == 20


@pytest.mark.parametrize("words", ["CUP-S", "4012345", "Linen"])
def test_it_finds_variants_by_sku_barcode_or_title(admin_client: Client, words: str) -> None:
    make_product(title="Linen shirt", variant={"sku": "CUP-S", "barcode": "4012345678901"})
    make_product(title="Other")
    assert [row[1] for row in rows(admin_client.get(LIST, {"q": words}).content.decode())] == ["Linen shirt"]


@pytest.mark.parametrize(("stock", "titles"), [("none", ["Gone"]), ("low", ["Few"]), ("untracked", ["Endless"])])
def test_it_narrows_by_stock(admin_client: Client, stock: str, titles: list[str]) -> None:
    make_product(title="Gone", stock=0)
    make_product(title="Few", stock=5)
    make_product(title="Many", stock=6)
    make_product(title="Endless", stock=0, variant={"track_stock": False})
    assert [row[1] for row in rows(admin_client.get(LIST, {"stock": stock}).content.decode())] == titles


def test_it_costs_the_same_queries_for_one_variant_and_for_many(admin_client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.get(LIST).status_code == 200
        return len(captured)

    make_product()
    few = queries()
    for _ in range(9):
        make_product(options={"Size": list("12345")})
    # Three of them are the shop's own, read anew after a write: its version, when it next changes, and its name.
    assert queries() == few == 7


def test_it_saves_one_variant_on_its_own_page(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S"]})
    variant = product.variants.get()
    page = reverse("admin:catalog_variant_change", args=[variant.pk])
    fields = form_fields(admin_client.get(page).content.decode(), form="variant_form")
    assert admin_client.post(page, fields | {"cost": "7.25", "price": "18"}).status_code == 302
    variant.refresh_from_db()
    product.refresh_from_db()
    assert (variant.cost, variant.option1, product.price_from) == (Decimal("7.25"), "S", Decimal(18))


def test_it_adds_variants_on_their_products_page_alone(admin_client: Client) -> None:
    assert admin_client.get(reverse("admin:catalog_variant_add")).status_code == 403
