"""A merchant makes a product after another one."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from shop.catalog.models import Product, ProductImage
from shop.catalog.tests.admin_pages import page_of, picture_upload
from shop.testing.builders import make_category, make_product

pytestmark = pytest.mark.django_db


def duplicate(client: Client, product: Product) -> Product:
    """Press the button; return the copy, whose page opens."""
    address = reverse("admin:catalog_product_duplicate", args=[product.pk])
    assert f'action="{address}"' in client.get(page_of(product)).content.decode()
    answer = client.post(address)
    copy = Product.objects.exclude(pk=product.pk).order_by("-pk")[0]
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(copy))
    return copy


def test_the_copy_is_a_draft_with_all_fields(admin_client: Client) -> None:
    product = make_product(
        title="Cup",
        slug="cup",
        category=make_category(),
        tags="clay, gift",
        vendor="Rønne",
        feed={"Material": ["clay"]},
    )
    copy = duplicate(admin_client, product)
    assert (copy.title, copy.slug, copy.status) == ("Cup (copy)", "cup-copy", Product.Status.DRAFT)
    for field in ("category_id", "tags", "vendor", "feed", "description"):
        assert getattr(copy, field) == getattr(product, field)
    assert (copy.price_from, copy.is_available) == (20, False)


def test_its_variants_have_skus_of_their_own_and_no_stock(admin_client: Client) -> None:
    product = make_product(options={"Size": ["S", "M"]}, stock=7, variant={"weight_grams": 250})
    product.variants.filter(option1="S").update(sku="CUP-S", barcode="4006381333931", sold=3)
    copy = duplicate(admin_client, product)
    rows = copy.variants.values_list("option1", "sku", "barcode", "stock", "sold", "price", "weight_grams")
    assert list(rows) == [
        ("S", "CUP-S-COPY", "", 0, 0, Decimal(20), Decimal(250)),
        ("M", "", "", 0, 0, Decimal(20), Decimal(250)),
    ]
    assert list(product.variants.values_list("stock", flat=True)) == [7, 7]


def test_its_pictures_are_files_of_their_own(admin_client: Client) -> None:
    product = make_product()
    image = ProductImage.objects.create(product=product, photo=picture_upload(), alt="A cup")
    product.variants.update(image=image)
    copy = duplicate(admin_client, product)
    made = copy.images.get()
    assert (made.alt, copy.cover, copy.variants.get().image) == ("A cup", made, made)
    assert made.photo.name != image.photo.name
    assert made.photo.storage.exists(made.photo.name)


def test_a_picture_whose_file_is_gone_is_no_fault(admin_client: Client) -> None:
    product = make_product()
    image = ProductImage.objects.create(product=product, photo=picture_upload())
    image.photo.storage.delete(image.photo.name)
    assert duplicate(admin_client, product).images.get().photo.name == ""


def test_a_second_copy_has_another_address_and_other_skus(admin_client: Client) -> None:
    product = make_product(slug="cup", variant={"sku": "CUP"})
    duplicate(admin_client, product)
    copy = duplicate(admin_client, product)
    assert (copy.slug, copy.variants.get().sku) == ("cup-copy-2", "CUP-COPY-2")


def test_opening_the_address_makes_nothing(admin_client: Client) -> None:
    product = make_product()
    assert admin_client.get(reverse("admin:catalog_product_duplicate", args=[product.pk])).status_code == 405
    assert Product.objects.count() == 1


def test_who_may_not_add_products_makes_none(client: Client) -> None:
    client.force_login(User.objects.create_user("mina", is_staff=True))
    assert client.post(reverse("admin:catalog_product_duplicate", args=[make_product().pk])).status_code == 403
    assert Product.objects.count() == 1
