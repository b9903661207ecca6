"""Each role opens the pages of the admin that its work needs, and no other."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client, RequestFactory
from django.urls import reverse

from shop.brand.models import Brand
from shop.catalog.models import Category, CategoryMapping, ProductImage
from shop.catalog.tests.admin_pages import picture_upload
from shop.content.models import MenuItem, Page
from shop.coupons.models import Coupon, CouponUse
from shop.delivery.models import ClosedDay, DeliveryMethod, DeliveryZone
from shop.frontpage.models import Section
from shop.imports.models import Import
from shop.orders import services
from shop.orders.models import Order
from shop.redirects.models import MissingPath, Redirect
from shop.staff.roles import ROLES, give_rights
from shop.taxes.models import TaxRate
from shop.testing.builders import make_product
from shop.testing.orders import make_order

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ALL = {"list", "add", "change", "delete"}
LOOK = {"list", "look"}
NOTHING: set[str] = set()
MAY: dict[str, dict[str, set[str]]] = {
    # What each may do with rows of a model; "look" is a page that cannot be saved.
    "Packer": {"order": {"list", "change"}, "product": LOOK, "variant": LOOK},
    "Editor": {
        "product": ALL,
        "variant": ALL - {"add"},
        "category": ALL,
        "categorymapping": ALL,
        "section": ALL,
        "import": {"list", "add", "look", "delete"},
        "page": ALL,
        "menuitem": ALL,
        "redirect": ALL,
        "missingpath": {"list", "look", "delete"},
    },
    "Owner": {
        "order": {"list", "change"},
        "product": ALL,
        "variant": ALL - {"add"},
        "category": ALL,
        "categorymapping": ALL,
        "section": ALL,
        "import": {"list", "add", "look", "delete"},
        "page": ALL,
        "menuitem": ALL,
        "redirect": ALL,
        "missingpath": {"list", "look", "delete"},
        "brand": {"change"},
        "coupon": ALL,
        "couponuse": LOOK,
        "deliveryzone": ALL,
        "deliverymethod": ALL,
        "closedday": ALL,
        "taxrate": ALL,
        "user": ALL,
        "group": LOOK,
    },
}
VERBS = {
    "Packer": {"pay", "pack", "ship", "resend"},
    "Editor": NOTHING,
    "Owner": {"pay", "pack", "ship", "resend", "cancel", "refund"},
}


def hire(client: Client, role: str) -> Client:
    user = User.objects.create_user("mina", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


@pytest.fixture(params=list(ROLES))
def role(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def worker(role: str, client: Client) -> Client:
    return hire(client, role)


@pytest.fixture
def rows(db: None) -> dict[str, Any]:
    """One row of each model of the admin, of which none was used."""
    product = make_product(title="Linen shirt")
    category = Category.objects.create(name="Shirts", slug="shirts")
    coupon = Coupon.objects.create(code="SPRING", kind=Coupon.Kind.PERCENT, value=10)
    made = [
        *(product, product.variants.get(), category, coupon, make_order(of={make_product().variants.get(): 1})),
        CouponUse.objects.create(
            coupon=Coupon.objects.create(code="USED", kind=Coupon.Kind.PERCENT, value=10), holder="x", email="a@b.com"
        ),
        *(CategoryMapping.objects.create(name="Shirts"), DeliveryZone.objects.create(name="Here", countries=["DE"])),
        *(DeliveryMethod.objects.create(name="Bicycle", price=4), ClosedDay.objects.create(date="2030-01-01")),
        *(TaxRate.objects.create(country="DE", name="VAT", percent=19), User.objects.create_user("bob")),
        *(Group.objects.get(name="Packer"), Section.objects.create(kind="story", text="Words")),
        *(Import.objects.create(csv_name="products.csv"), Page.objects.create(title="Care", slug="care")),
        *(MenuItem.objects.create(address="/search/", label="All"), Brand.objects.get_or_create(pk=1)[0]),
        *(Redirect.objects.create(from_path="/old/", to="/search/"), MissingPath.objects.create(path="/lost/", hits=2)),
    ]
    return {ContentType.objects.get_for_model(row).model: row for row in made}


def opened(client: Client, row: Any) -> set[str]:
    """Return which pages of a row's model open, and whether its own can be saved."""
    kind = ContentType.objects.get_for_model(row)
    name = f"admin:{kind.app_label}_{kind.model}"
    pages = {
        "list": reverse(f"{name}_changelist"),
        "add": reverse(f"{name}_add"),
        "change": reverse(f"{name}_change", args=[row.pk]),
        "delete": reverse(f"{name}_delete", args=[row.pk]),
    }
    answers = {page: client.get(address) for page, address in pages.items()}
    found = {page for page, answer in answers.items() if answer.status_code == HTTPStatus.OK}
    is_looked_at = "change" in found and 'name="_save"' not in answers["change"].content.decode()
    return found - {"change"} | {"look"} if is_looked_at else found


def models_of_the_admin() -> set[str]:
    request = RequestFactory().get("/")
    request.user = User.objects.create_superuser("root")
    apps = admin.site.get_app_list(request)
    return {model["object_name"].lower() for app in apps for model in app["models"]}


def test_it_opens_what_the_table_says_of_every_model(role: str, worker: Client, rows: dict[str, Any]) -> None:
    assert rows.keys() == models_of_the_admin()

    may = {name: opened(worker, row) for name, row in rows.items()}

    assert {name: pages for name, pages in may.items() if pages} == MAY[role]


def test_it_does_with_an_order_what_the_table_says(role: str, worker: Client) -> None:
    order = make_order(of={make_product().variants.get(): 1})
    services.mark_paid(order=order)
    unpaid = make_order(of={make_product().variants.get(): 1})

    def answer(order: Order, verb: str) -> int:
        return worker.get(reverse("admin:orders_order_do", args=[order.pk, verb])).status_code

    found = {verb for verb in VERBS["Owner"] if answer(unpaid if verb == "pay" else order, verb) == HTTPStatus.OK}
    may_not = {verb for verb in VERBS["Owner"] if answer(order, verb) == HTTPStatus.FORBIDDEN}

    assert found | ({"resend"} & VERBS[role]) == VERBS[role]
    assert may_not == VERBS["Owner"] - VERBS[role]


@pytest.mark.parametrize("verb", ["cancel", "refund"])
def test_a_packer_neither_cancels_nor_returns_money(client: Client, verb: str) -> None:
    hire(client, "Packer")
    order = make_order(of={make_product().variants.get(): 1})
    services.mark_paid(order=order)
    address = reverse("admin:orders_order_do", args=[order.pk, verb])

    assert client.post(address, {"amount": "1", "key": "k", "reason": ""}).status_code == HTTPStatus.FORBIDDEN
    assert address not in client.get(reverse("admin:orders_order_change", args=[order.pk])).content.decode()


def test_who_may_see_an_order_sees_all_that_belongs_to_it(client: Client) -> None:
    hire(client, "Packer")
    order = make_order(of={make_product(title="Linen shirt").variants.get(): 2})
    services.mark_paid(order=order)
    read: dict[str, Callable[[], Any]] = {
        "page": lambda: client.get(reverse("admin:orders_order_change", args=[order.pk])).content,
        "slip": lambda: client.get(reverse("admin:orders_order_slip", args=[order.pk])).content,
        "file": lambda: client.post(
            reverse("admin:orders_order_changelist"), {"action": "export_csv", "_selected_action": [str(order.pk)]}
        ).getvalue(),
    }

    said = {name: ask().decode() for name, ask in read.items()}

    assert all("Linen shirt" in text for text in said.values())
    assert "Payment received" in said["page"]


def test_an_editor_uploads_pictures(client: Client) -> None:
    hire(client, "Editor")
    product = make_product(title="Cup")
    image = ProductImage.objects.create(product=product, photo=picture_upload(), alt="A cup")

    page = client.get(reverse("admin:catalog_product_change", args=[product.pk])).content.decode()

    assert f'value="{image.pk}"' in page
    assert 'name="images-0-photo"' in page


def test_the_roles_have_their_rights_again_after_each_migrate() -> None:
    Group.objects.filter(name="Packer").delete()
    Group.objects.get(name="Owner").permissions.clear()

    give_rights(using="default")

    for name, rights in ROLES.items():
        owned = Group.objects.get(name=name).permissions.select_related("content_type")
        assert {f"{each.content_type.app_label}.{each.codename}" for each in owned} == set(rights)
