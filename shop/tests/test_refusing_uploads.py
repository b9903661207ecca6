"""Files come from those who work in the shop, and to the admin alone: all others are refused before one is written."""

from http import HTTPStatus
from typing import Any, NoReturn

import pytest
from django.contrib.auth.models import User
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from shop.bodies import MOST_BYTES

pytestmark = pytest.mark.django_db
SIGN_IN, REVIEW, ADD, LOOK_UP = (
    reverse(name) for name in ("admin:login", "checkout:review", "cart:add-line", "orders:look-up")
)
SMALL = MOST_BYTES // 10


@pytest.fixture(autouse=True)
def files(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> list[str]:
    """The names of files for which a temporary one was made."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    names: list[str] = []

    class Noted(TemporaryUploadedFile):
        def __init__(self, name: str, *args: Any) -> None:
            names.append(name)
            super().__init__(name, *args)

    monkeypatch.setattr(uploadhandler, "TemporaryUploadedFile", Noted)
    return names


class Unread:
    def read(self, *args: Any) -> NoReturn:
        raise AssertionError("The body was read.")

    readline = read


def upload(client: Client, address: str, size: int) -> Any:
    return client.post(address, {"code": "x", "file": SimpleUploadedFile("film.mp4", b"x" * size)})


@pytest.mark.parametrize("address", [SIGN_IN, REVIEW, ADD, LOOK_UP])
@pytest.mark.parametrize("size", [SMALL, 2 * MOST_BYTES])
def test_a_strangers_file_is_refused_before_it_is_written(
    client: Client, files: list[str], address: str, size: int
) -> None:
    answer = upload(client, address, size)

    assert answer.status_code in (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    assert files == []


@pytest.mark.parametrize("size", [SMALL, 2 * MOST_BYTES])
def test_one_who_is_signed_in_but_no_staff_may_upload_nothing(client: Client, files: list[str], size: int) -> None:
    client.force_login(User.objects.create_user("ada"))

    assert upload(client, SIGN_IN, size).status_code >= HTTPStatus.BAD_REQUEST
    assert files == []


def test_staff_uploads_to_the_admin_alone(client: Client, files: list[str]) -> None:
    client.force_login(User.objects.create_superuser("owner"))

    assert upload(client, REVIEW, SMALL).status_code == HTTPStatus.BAD_REQUEST
    assert upload(client, REVIEW, 2 * MOST_BYTES).status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert files == []
    assert upload(client, reverse("admin:catalog_product_add"), 2 * MOST_BYTES).status_code == HTTPStatus.OK
    assert files == ["film.mp4"]


@pytest.mark.parametrize("address", [SIGN_IN, REVIEW, ADD, LOOK_UP])
def test_a_body_of_more_than_a_megabyte_is_refused_unread(client: Client, address: str) -> None:
    kind = "application/x-www-form-urlencoded"
    at_most = client.post(address, "x=".ljust(MOST_BYTES, "x"), content_type=kind)
    unread: Any = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(MOST_BYTES + 1)}
    answer = client.post(address, content_type=kind, **unread)

    assert at_most.status_code != HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


@pytest.mark.parametrize("length", ["", "many", "-5"])
def test_a_length_that_is_no_number_is_no_error(client: Client, length: str) -> None:
    assert client.post(LOOK_UP, CONTENT_LENGTH=length).status_code < HTTPStatus.INTERNAL_SERVER_ERROR
