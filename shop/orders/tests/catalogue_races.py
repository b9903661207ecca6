"""Races of orders with merchants who write other products than those that are bought, in the same categories."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from inspect import unwrap
from time import sleep
from typing import Any

from django.contrib.auth import get_user_model
from django.db import OperationalError, transaction
from django.test import Client
from django.urls import reverse

from shop.catalog.facets import storing
from shop.catalog.models import Category, FacetBits, Product, Variant, bulk_write
from shop.catalog.tests.admin_pages import form_fields
from shop.orders.drafts import OrderDraft
from shop.orders.models.orders import new_token
from shop.orders.placing import place_order
from shop.orders.tests.racing import at_once
from shop.testing.builders import make_category, make_product
from shop.testing.orders import make_draft

WRITERS, BUYERS, BUYERS_BESIDE_A_LIST = 6, 8, 30
SECONDS_BETWEEN = 0.02


def place(draft: OrderDraft) -> str:
    place_order(draft)
    return "order"


def place_at_first_try(draft: OrderDraft) -> str:
    unwrap(place_order)(draft)
    return "order"


def last_ones(categories: Sequence[Category]) -> OrderDraft:
    """Return an order that sells out a product of each category."""
    variants = [make_product(category=category, stock=1).variants.get() for category in categories]
    return make_draft(of=dict.fromkeys(variants, 1))


def rename(products: Sequence[Product], block: Callable[[], AbstractContextManager[Any]]) -> str:
    try:
        with block():
            for product in products:
                product.vendor = new_token()[:8]
                product.save()
                sleep(SECONDS_BETWEEN)
    except OperationalError:
        return "ended"
    return "merchant"


def facets_are_true() -> dict[str, bool]:
    def bits() -> set[tuple[int, str, str, int]]:
        return set(FacetBits.objects.values_list("category", "name", "value", "total"))

    kept = bits()
    storing.rebuild()
    return {"facets are true": kept == bits()}


def merchants_write_products_of_the_same_categories(
    block: Callable[[], AbstractContextManager[Any]], buy: Callable[[OrderDraft], str]
) -> dict[str, Any]:
    """Every second merchant comes to the categories from the other end."""
    categories = [make_category(name=new_token()[:8]) for _ in range(2)]
    lots = [
        [make_product(category=category) for category in (categories if turn % 2 else reversed(categories))]
        for turn in range(WRITERS)
    ]
    orders = [last_ones(categories) for _ in range(BUYERS)]
    outcomes = at_once(
        [
            *[partial(rename, lot, block) for lot in lots],
            *[partial(buy, draft) for draft in orders],
        ]
    )
    return outcomes | facets_are_true()


def a_list_is_saved_while_others_buy() -> dict[str, Any]:
    """The list's products stand in categories from the last one to the first, those that are bought the other way."""
    name = new_token()[:8]
    categories = [make_category(name=f"{name} {number}") for number in range(5)]
    for turn in range(30):
        make_product(category=categories[turn % 5], title=f"{name} {turn}")
    orders = [last_ones(categories) for _ in range(BUYERS_BESIDE_A_LIST)]
    merchant, _ = get_user_model().objects.get_or_create(username="counter", is_staff=True, is_superuser=True)
    listed = reverse("admin:catalog_variant_changelist") + f"?q={name}"

    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    client.force_login(merchant)
    fields = form_fields(client.get(listed).content.decode(), form="changelist-form") | {"_save": "Save"}

    def save_list(price: int) -> str:
        prices = {name: str(price) for name in fields if name.endswith("-price")}
        return f"merchant {client.post(listed, fields | prices).status_code}"

    outcomes = at_once(
        [
            *[partial(save_list, 10**turn) for turn in range(3)],
            *[partial(place_at_first_try, draft) for draft in orders],
        ]
    )
    same = Variant.objects.filter(product__title__startswith=name).values("price").distinct().count()
    return outcomes | facets_are_true() | {"prices": same}


RACES: dict[str, Callable[[], dict[str, Any]]] = {
    "a list": a_list_is_saved_while_others_buy,
    "together": partial(merchants_write_products_of_the_same_categories, bulk_write, place_at_first_try),
    "in odd order": partial(merchants_write_products_of_the_same_categories, transaction.atomic, place),
}
