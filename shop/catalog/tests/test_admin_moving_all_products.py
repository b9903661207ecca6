"""A category with products is not deleted before they are moved, all at once, to another one."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from shop.catalog.models import Category
from shop.testing.builders import make_category, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def shirts(db: None) -> Category:
    """A category with two products."""
    category = make_category(name="Shirts", slug="shirts")
    for title in ("Linen shirt", "Cotton shirt"):
        make_product(title=title, slug=title.replace(" ", "-").lower(), category=category)
    return category


@pytest.fixture
def linen(db: None) -> Category:
    return make_category(name="Linen", slug="linen")


def address(category: Category, page: str) -> str:
    return reverse(f"admin:catalog_category_{page}", args=[category.pk])


def test_it_moves_all_and_shows_them_there(
    admin_client: Client, client: Client, shirts: Category, linen: Category
) -> None:
    asked = admin_client.get(address(shirts, "move")).content.decode()
    done = admin_client.post(address(shirts, "move"), {"target": linen.pk}, follow=True).content.decode()

    assert "2 products stand in “Shirts” itself." in asked
    assert "2 products are in “Linen” now." in done
    assert (shirts.products.count(), linen.products.count()) == (0, 2)
    assert "Cotton shirt" in Client().get(linen.get_absolute_url()).content.decode()
    assert "Cotton shirt" not in Client().get(shirts.get_absolute_url()).content.decode()


def test_it_is_offered_while_there_are_products(admin_client: Client, shirts: Category, linen: Category) -> None:
    assert address(shirts, "move") in admin_client.get(address(shirts, "change")).content.decode()
    assert address(linen, "move") not in admin_client.get(address(linen, "change")).content.decode()


def test_it_may_be_deleted_when_they_are_moved(admin_client: Client, shirts: Category, linen: Category) -> None:
    refused = admin_client.post(address(shirts, "delete"), {"post": "yes"}, follow=True).content.decode()
    assert "“Shirts”: has products. Move them all to another category first." in refused

    admin_client.post(address(shirts, "move"), {"target": linen.pk})
    admin_client.post(address(shirts, "delete"), {"post": "yes"})

    assert list(Category.objects.all()) == [linen]


@pytest.mark.parametrize("target", ["", "itself", "999"])
def test_it_moves_nothing_to_nowhere(admin_client: Client, shirts: Category, target: str) -> None:
    chosen = shirts.pk if target == "itself" else target

    answer = admin_client.post(address(shirts, "move"), {"target": chosen})

    assert answer.status_code == HTTPStatus.OK
    assert "errorlist" in answer.content.decode()
    assert shirts.products.count() == 2


def test_who_may_not_change_products_moves_none(client: Client, shirts: Category, linen: Category) -> None:
    user = User.objects.create_user("mina", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_category", "view_product"]))
    client.force_login(user)

    assert client.post(address(shirts, "move"), {"target": linen.pk}).status_code == HTTPStatus.FORBIDDEN
    assert shirts.products.count() == 2
