"""The races that `racing` runs. Each returns what came of one round, in JSON types."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from shop.catalog.models import Product, StockHold, Variant
from shop.catalog.tests.admin_pages import form_fields, page_of
from shop.coupons.models import Coupon
from shop.orders import services
from shop.orders.drafts import OrderDraft
from shop.orders.models import Order, OrderLine
from shop.orders.models.orders import new_token
from shop.orders.placing import place_order
from shop.orders.tests.racing import at_once
from shop.testing.builders import make_product
from shop.testing.orders import make_draft

BUYERS = 50


def place(draft: OrderDraft) -> str:
    place_order(draft)
    return "order"


def sell(*, stock: int) -> dict[str, Any]:
    variant = make_product(stock=stock).variants.get()
    outcomes = at_once([partial(place, make_draft(of={variant: 1})) for _ in range(BUYERS)])
    return outcomes | leftover(variant)


def leftover(variant: Variant) -> dict[str, Any]:
    """Say what the database holds of a variant, and what shoppers are told of it."""
    variant.refresh_from_db()
    sold = OrderLine.objects.filter(variant=variant)
    return {
        "stock": variant.stock,
        "lines": sold.count(),
        "held": StockHold.objects.filter(variant=variant).count(),
        "available": Product.objects.get(pk=variant.product_id).is_available,
    }


def two_products_in_opposite_order() -> dict[str, Any]:
    one, other = (make_product(stock=20).variants.get() for _ in range(2))
    drafts = [make_draft(of={one: 1, other: 1} if turn % 2 else {other: 1, one: 1}) for turn in range(20)]
    return at_once([partial(place, draft) for draft in drafts]) | leftover(one)


def one_token() -> dict[str, Any]:
    variant = make_product(stock=20).variants.get()
    draft = make_draft(of={variant: 1})
    return at_once([lambda: place_order(draft).pk and "order"] * 20) | leftover(variant)


def one_coupon() -> dict[str, Any]:
    variant = make_product(stock=BUYERS, price="20").variants.get()
    coupon = Coupon.objects.create(code=f"ONCE{variant.pk}", kind=Coupon.Kind.PERCENT, value=Decimal(10), max_uses=1)
    drafts = [
        make_draft(of={variant: 1}, coupon_code=coupon.code, discount=Decimal(2), email=f"buyer{number}@example.com")
        for number in range(BUYERS)
    ]
    outcomes = at_once([partial(place, draft) for draft in drafts])
    coupon.refresh_from_db()
    return outcomes | leftover(variant) | {"uses": coupon.uses}


def cancel_while_others_buy() -> dict[str, Any]:
    one, other = (make_product(stock=10).variants.get() for _ in range(2))
    placed = [place_order(make_draft(of={other: 1, one: 1})) for _ in range(10)]

    def cancel(order: Order) -> str:
        services.cancel(order=order)
        return "cancelled"

    outcomes = at_once(
        [
            *[partial(cancel, order) for order in placed],
            *[partial(cancel, order) for order in placed],
            *[partial(place, make_draft(of={one: 1, other: 1})) for _ in range(10)],
        ]
    )
    one.refresh_from_db()
    bought = outcomes.get("order", 0)
    return {
        "cancelled": outcomes.pop("cancelled", 0),
        "bought or refused": bought + outcomes.get("OutOfStock", 0),
        "others": sorted(outcomes.keys() - {"order", "OutOfStock"}),
        "stock is what was not bought": one.stock == 10 - bought,
        "available says so": Product.objects.get(pk=one.product_id).is_available == (one.stock > 0),
    }


def merchants_save_while_others_buy() -> dict[str, Any]:
    """Each way in which a merchant writes variants, all on the same two products, from the last one to the first."""
    name = new_token()[:8]
    products = [make_product(stock=100, title=f"{name} {number}") for number in range(2)]
    variants = [product.variants.get() for product in products]
    merchant, _ = get_user_model().objects.get_or_create(username="merchant", is_staff=True, is_superuser=True)

    def post(page: str, form: str, changes: dict[str, Any]) -> str:
        client = Client(headers={"Sec-Fetch-Site": "same-origin"})
        client.force_login(merchant)
        fields = form_fields(client.get(page).content.decode(), form=form)
        return f"merchant {client.post(page, fields | changes).status_code}"

    def save(variant: Variant) -> str:
        Variant.objects.get(pk=variant.pk).save(update_fields=["sku"])
        return "merchant 302"

    def bring_in() -> str:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "products.csv"
            rows = [f"{product.slug},{product.title},,,21.00" for product in reversed(products)]
            path.write_text("\n".join(["Handle,Title,Option1 Name,Option1 Value,Variant Price", *rows]))
            call_command("import_products", str(path), verbosity=0)
        return "merchant 302"

    listed = reverse("admin:catalog_variant_changelist") + f"?q={name}"
    chosen = {"action": "publish", "_selected_action": [str(product.pk) for product in reversed(products)]}
    outcomes = at_once(
        [
            *[partial(place, make_draft(of=dict.fromkeys(variants, 1))) for _ in range(10)],
            *[partial(save, variant) for variant in reversed(variants)],
            *[partial(post, page_of(product), "product_form", {"variants-0-sku": "CUP"}) for product in products],
            partial(post, listed, "changelist-form", {"_save": "Save", "form-0-price": "15", "form-1-price": "16"}),
            partial(post, reverse("admin:catalog_product_changelist"), "changelist-form", chosen),
            bring_in,
            *[partial(place, make_draft(of=dict.fromkeys(reversed(variants), 1))) for _ in range(10)],
        ]
    )
    return outcomes | leftover(variants[0])


RACES: dict[str, Callable[[], dict[str, Any]]] = {
    "the last one": partial(sell, stock=1),
    "enough for all": partial(sell, stock=BUYERS),
    "opposite order": two_products_in_opposite_order,
    "one token": one_token,
    "one coupon": one_coupon,
    "cancelling": cancel_while_others_buy,
    "merchants": merchants_save_while_others_buy,
}
