"""What was ordered or used is not deleted in the admin: a sentence says what to do instead."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from shop.catalog.models import Product
from shop.catalog.tests.admin_pages import fields_of, page_of, send
from shop.coupons.models import Coupon
from shop.coupons.services import use
from shop.delivery.models import DeliveryMethod
from shop.orders import services
from shop.testing.builders import make_product
from shop.testing.orders import make_order

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def ordered_product() -> Product:
    product = make_product(title="Linen shirt")
    make_order(of={product.variants.get(): 1})
    return product


def used_coupon() -> Coupon:
    coupon = Coupon.objects.create(code="SPRING", kind=Coupon.Kind.PERCENT, value=10)
    use("SPRING", holder="an order", email="ada@example.com", subtotal=coupon.value)
    return coupon


def chosen_method() -> DeliveryMethod:
    return DeliveryMethod.objects.create(name=make_order(of={make_product().variants.get(): 1}).delivery_name, price=4)


def packer_of_an_order() -> User:
    user = User.objects.create_user("mina")
    services.mark_paid(order=make_order(of={make_product().variants.get(): 1}), by=user)
    return user


USED: dict[str, tuple[Any, str, Any]] = {
    "product": (ordered_product, "Archive it instead.", lambda: make_product(title="Cup")),
    "coupon": (
        used_coupon,
        "Switch it off instead.",
        lambda: Coupon.objects.create(code="NEW", kind="percent", value=1),
    ),
    "method": (
        chosen_method,
        "Switch it off instead.",
        lambda: DeliveryMethod.objects.create(name="Bicycle", price=4),
    ),
    "account": (packer_of_an_order, "Make it inactive instead.", lambda: User.objects.create_user("bob")),
}


def address(row: Model, page: str) -> str:
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}"  # noqa: SLF001
    return reverse(name, args=[] if page == "changelist" else [row.pk])


def delete_together(client: Client, *rows: Model) -> str:
    chosen = {"action": "delete_selected", "_selected_action": [str(row.pk) for row in rows], "post": "yes"}
    return client.post(address(rows[0], "changelist"), chosen, follow=True).content.decode()


@pytest.mark.parametrize("kind", USED)
def test_what_was_used_stays_and_what_was_not_goes(admin_client: Client, kind: str) -> None:
    make_used, instead, make_unused = USED[kind]
    used, unused = make_used(), make_unused()

    asked = admin_client.get(address(used, "delete"), follow=True)
    sent = admin_client.post(address(used, "delete"), {"post": "yes"}, follow=True)
    together = delete_together(admin_client, used, unused)

    for said in (asked.content.decode(), sent.content.decode(), together):
        assert instead in said
        assert str(used) in said
    assert type(used).objects.filter(pk__in=[used.pk, unused.pk]).count() == 2
    admin_client.post(address(unused, "delete"), {"post": "yes"})
    assert not type(unused).objects.filter(pk=unused.pk).exists()


@pytest.mark.parametrize("kind", USED)
def test_what_was_not_used_is_deleted_together(admin_client: Client, kind: str) -> None:
    unused = USED[kind][2]()

    delete_together(admin_client, unused)

    assert not type(unused).objects.filter(pk=unused.pk).exists()


def test_a_variant_that_was_ordered_stays_on_its_products_page(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S", "M"]})
    small, _ = product.variants.all()
    make_order(of={small: 1})
    fields = fields_of(admin_client, page_of(product))

    [refused] = send(admin_client, page_of(product), fields | {"variants-0-DELETE": "on"})
    allowed = send(admin_client, page_of(product), fields | {"variants-1-DELETE": "on"})

    assert "was ordered, and is not deleted. Set its stock to 0 instead." in refused
    assert allowed == []
    assert list(product.variants.all()) == [small]


def test_nobody_deletes_their_own_account(admin_client: Client, admin_user: User) -> None:
    said = admin_client.post(address(admin_user, "delete"), {"post": "yes"}, follow=True).content.decode()

    assert "Nobody can delete their own account." in said
    assert "Nobody can delete their own account." in delete_together(admin_client, admin_user)
    assert User.objects.filter(pk=admin_user.pk).exists()
