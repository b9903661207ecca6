"""Staff who may look at the catalogue, but not change it."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from shop.catalog.models import Product, ProductImage
from shop.catalog.tests.admin_pages import page_of, picture_upload
from shop.coupons.models import Coupon
from shop.delivery.models import DeliveryMethod
from shop.testing.builders import make_category, make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def onlooker(client: Client) -> Client:
    user = User.objects.create_user("mina", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)
    return client


def test_it_shows_each_page(onlooker: Client) -> None:
    product = make_product(category=make_category(), options={"Size": ["S"]}, variant={"sku": "CUP-S"})
    ProductImage.objects.create(product=product, photo=picture_upload(), alt="A cup")
    page = onlooker.get(page_of(product)).content.decode()
    assert "CUP-S" in page
    assert "A cup" in page
    assert 'name="_save"' not in page
    for name, key in (("variant", product.variants.get().pk), ("category", product.category_id)):
        assert onlooker.get(reverse(f"admin:catalog_{name}_changelist")).status_code == 200
        assert onlooker.get(reverse(f"admin:catalog_{name}_change", args=[key])).status_code == 200


def test_it_refuses_to_publish(onlooker: Client) -> None:
    draft = make_product(status=Product.Status.DRAFT)
    onlooker.post(
        reverse("admin:catalog_product_changelist"), {"action": "publish", "_selected_action": [str(draft.pk)]}
    )
    draft.refresh_from_db()
    assert draft.status == Product.Status.DRAFT


def test_it_refuses_to_save(onlooker: Client) -> None:
    product = make_product(title="Cup")
    assert onlooker.post(page_of(product), {"title": "Mug"}).status_code == 403
    product.refresh_from_db()
    assert product.title == "Cup"


def test_money_is_written_as_the_shop_does(onlooker: Client) -> None:
    product = make_product(price="54.80")
    product.variants.update(compare_at_price="60.00")
    method = DeliveryMethod.objects.create(name="Parcel", price="4.90", free_from="70")
    coupon = Coupon.objects.create(code="SPRING", kind=Coupon.Kind.PERCENT, value=10, minimum="25")
    pages = {
        page_of(product): ("€54.80", "€60.00"),
        reverse("admin:catalog_variant_changelist"): ("€54.80", "€60.00"),
        reverse("admin:catalog_variant_change", args=[product.variants.get().pk]): ("€54.80", "€60.00"),
        reverse("admin:delivery_deliverymethod_change", args=[method.pk]): ("€4.90", "€70.00"),
        reverse("admin:coupons_coupon_change", args=[coupon.pk]): ("€25.00",),
    }
    for address, said in pages.items():
        page = onlooker.get(address).content.decode()
        assert [each for each in said if each not in page] == [], address
        page = page.replace("10.000", "")  # the coupon's per cent
        assert not re.search(r"\d\.\d{3}(?!\d)", re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", page, flags=re.S))
