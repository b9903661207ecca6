"""Staff who may look at the catalogue, but not change it."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from shop.catalog.models import Product, ProductImage
from shop.catalog.tests.admin_pages import page_of, picture_upload
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
