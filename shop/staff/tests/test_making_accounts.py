"""Who makes accounts gives nobody more than they have, and takes nothing from themselves."""

from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from shop.catalog.tests.admin_pages import form_fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client: Client) -> User:
    user = User.objects.create_user("ada", is_staff=True)
    user.groups.add(Group.objects.get(name="Owner"))
    client.force_login(user)
    return user


def page_of(user: User, page: str = "change") -> str:
    return reverse(f"admin:auth_user_{page}", args=[user.pk])


def fields_of(client: Client, user: User) -> dict[str, Any]:
    return dict(form_fields(client.get(page_of(user)).content.decode(), form="user_form"))


def save(client: Client, user: User, **typed: Any) -> None:
    answer = client.post(page_of(user), fields_of(client, user) | {"is_active": "on"} | typed)
    assert answer.status_code == HTTPStatus.FOUND


def test_an_owner_makes_a_packer(client: Client, owner: User) -> None:
    client.post(
        reverse("admin:auth_user_add"),
        {"username": "mina", "usable_password": "true", "password1": "six words long", "password2": "six words long"},
    )
    mina = User.objects.get(username="mina")
    packer = Group.objects.get(name="Packer")

    save(client, mina, is_staff="on", groups=[packer.pk])

    mina.refresh_from_db()
    assert mina.is_staff
    assert list(mina.groups.all()) == [packer]


def test_an_owner_makes_no_superuser(client: Client, owner: User) -> None:
    mina = User.objects.create_user("mina")

    save(client, mina, is_superuser="on", user_permissions=["1"], first_name="Mina")

    mina.refresh_from_db()
    assert mina.first_name == "Mina"
    assert not mina.is_superuser
    assert not mina.user_permissions.exists()


@pytest.mark.parametrize("way", ["change", "delete", "password_change"])
def test_an_owner_does_not_touch_a_superuser(client: Client, owner: User, way: str) -> None:
    root = User.objects.create_superuser("root", password="six words long")
    address = (
        reverse("admin:auth_user_password_change", args=[root.pk]) if way == "password_change" else page_of(root, way)
    )

    answer = client.post(
        address, {"username": "eve", "password1": "words of eve", "password2": "words of eve", "post": "yes"}
    )

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert User.objects.get(pk=root.pk).check_password("six words long")


def test_nobody_changes_what_they_may_do_themselves(client: Client, owner: User) -> None:
    client.post(page_of(owner), fields_of(client, owner) | {"first_name": "Ada"})

    owner.refresh_from_db()
    assert (owner.first_name, owner.is_active, owner.is_staff) == ("Ada", True, True)
    assert owner.groups.get().name == "Owner"
