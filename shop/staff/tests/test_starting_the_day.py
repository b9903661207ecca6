"""The start page of the back office lists what is to be done, and one search finds what a merchant looks for."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from shop.brand.models import Brand
from shop.content.models import Page
from shop.orders.models import Order
from shop.staff.roles import give_rights
from shop.testing.builders import make_product
from shop.testing.orders import make_order

pytestmark = pytest.mark.django_db
State = Order.State
START, SEARCH = "/admin/", "/admin/search/"


def sign_in(client: Client, role: str) -> None:
    give_rights(using="default")
    user = User.objects.create_user("grace", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)


def read(client: Client, address: str, **sent: str) -> str:
    return client.get(address, sent).content.decode()


def test_it_says_when_nothing_is_to_be_done(client: Client) -> None:
    sign_in(client, "Packer")

    assert "Nothing waits for you." in read(client, START)


def test_its_title_is_the_shops_name(admin_client: Client) -> None:
    Brand(name="Halm").save()

    assert "<title>Start | Halm</title>" in read(admin_client, START)


def test_it_counts_what_waits_and_leads_to_the_list_of_it(admin_client: Client) -> None:
    make_order(state=State.SHIPPED)
    packed = make_order(state=State.PACKED)
    paid = make_order()
    Order.objects.filter(pk=paid.pk).update(state=State.PAID, paid_at=timezone.now())
    old = make_order()
    Order.objects.filter(pk=old.pk).update(placed_at=timezone.now() - timedelta(days=30))
    Order.objects.filter(pk=packed.pk).update(attention="Sold short.")

    page = read(admin_client, START)

    for said, query, row in (
        ("1 paid order to pack", "state__exact=paid", paid),
        ("1 packed order to send", "state__exact=packed", packed),
        ("1 order needs a person", "attention=1", packed),
    ):
        assert said in page
        assert query in page
        assert str(row) in read(admin_client, f"/admin/orders/order/?{query}")
    assert "1 order unpaid for more than a week" in page
    address = page.partition("placed_at__lt=")[2].partition('"')[0]
    unpaid = read(admin_client, f"/admin/orders/order/?state__exact=placed&placed_at__lt={address}")
    assert str(old) in unpaid


def test_it_names_what_is_low(admin_client: Client) -> None:
    make_product(title="Mug", stock=2)
    page = read(admin_client, START)
    assert "1 variant is low or sold out" in page
    assert "/admin/catalog/variant/?stock=scarce" in page


@pytest.mark.parametrize(("role", "sees_orders"), [("Packer", True), ("Editor", False), ("Owner", True)])
def test_it_lists_and_finds_only_what_a_role_may_see(client: Client, role: str, *, sees_orders: bool) -> None:
    order = make_order(email="ada@example.com")
    Order.objects.filter(pk=order.pk).update(attention="Sold short.")
    sign_in(client, role)

    assert ("needs a person" in read(client, START)) is sees_orders
    assert (str(order) in read(client, SEARCH, q="ada@example.com")) is sees_orders


def test_it_costs_few_queries(admin_client: Client, django_assert_max_num_queries: Callable[[int], Any]) -> None:
    for _ in range(3):
        make_order()
    # Who asks takes two, the tasks of each room one, the shop's own name three, the first steps five, and letters that
    # were held back and what was done last one each.
    with django_assert_max_num_queries(15):
        admin_client.get(START)


def test_the_menu_is_grouped_and_begins_with_orders(admin_client: Client) -> None:
    page = read(admin_client, START)
    groups = [page.index(f'id="office-nav-{key}"') for key in ("orders", "products", "discounts", "settings")]
    assert groups == sorted(groups)
    assert page.index("/admin/catalog/product/") < page.index("/admin/catalog/category/")


@pytest.mark.parametrize("words", ["ada@example.com", "Lovelace", "#{number}", "{number}"])
def test_it_finds_an_order_by_number_mail_and_name(admin_client: Client, words: str) -> None:
    order = make_order(email="ada@example.com")
    page = read(admin_client, SEARCH, q=words.format(number=order.number))
    assert f"/admin/orders/order/{order.pk}/change/" in page


def test_it_finds_a_product_by_title_and_by_sku(admin_client: Client) -> None:
    product = make_product(title="Tide mug", variant={"sku": "TM-7"})
    for words in ("tide", "TM-7"):
        assert f"/admin/catalog/product/{product.pk}/change/" in read(admin_client, SEARCH, q=words)


def test_it_finds_a_page_by_title_and_by_text(admin_client: Client) -> None:
    page = Page.objects.create(title="Care of linen", slug="care", text="<p>Wash by hand.</p>")
    for words in ("linen", "wash"):
        assert f"/admin/content/page/{page.pk}/change/" in read(admin_client, SEARCH, q=words)


def test_it_says_what_to_do_when_nothing_is_found(admin_client: Client) -> None:
    page = read(admin_client, SEARCH, q="<b>nowhere</b>" * 40)
    assert "Try a number, an e-mail, a name, a title or a SKU." in page
    assert "<b>nowhere" not in page
    assert "Type a number" in read(admin_client, SEARCH)


def test_more_than_fits_is_found_in_the_list(admin_client: Client) -> None:
    for number in range(11):
        make_product(title=f"Mug {number}")
    page = read(admin_client, SEARCH, q="mug")
    assert 'href="/admin/catalog/product/?q=mug"' in page
