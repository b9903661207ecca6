"""The editor uploads a picture for a text: it is written anew and kept, or refused in a sentence."""

import io
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from shop.catalog.text_pictures import SIDE
from shop.rich_text.fields import RichTextFormField
from shop.rich_text.markup import is_own_picture

pytestmark = pytest.mark.django_db
ADDRESS = reverse("admin:add-text-picture")


def photograph(width: int = 600, height: int = 400) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, "JPEG")
    return buffer.getvalue()


def upload(client: Client, content: bytes, *, shows: str = "A cup", name: str = "cup.jpg") -> Any:
    return client.post(ADDRESS, {"alt": shows, "picture": SimpleUploadedFile(name, content)})


def kept() -> list[Path]:
    return sorted(Path(settings.MEDIA_ROOT).glob("texts/*"))


def test_it_answers_with_what_stands_for_it_in_a_text(admin_client: Client) -> None:
    said = upload(admin_client, photograph(), shows=" A cup ").json()

    assert (said["alt"], said["width"], said["height"]) == ("A cup", 600, 400)
    assert is_own_picture(said["src"])
    assert kept()[0].read_bytes()[8:12] == b"WEBP"
    text = '<img src="{src}" alt="{alt}" width="{width}" height="{height}">'.format(**said)
    assert RichTextFormField().clean(text) == text


def test_it_is_no_larger_than_a_text_shows_it(admin_client: Client) -> None:
    said = upload(admin_client, photograph(2 * SIDE, SIDE)).json()

    assert (said["width"], said["height"]) == (SIDE, SIDE // 2)


def test_the_same_picture_is_kept_once(admin_client: Client) -> None:
    first, second = (upload(admin_client, photograph()).json() for _ in range(2))

    assert first == second
    assert len(kept()) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='evil()'/>", "it is of the kind SVG."),
        (b"<!doctype html><script>evil()</script>", "it is of the kind HTML."),
        (photograph()[:200], "The JPEG picture is incomplete or damaged."),
        (photograph(3000, 10), "is more than 50 times as long as wide."),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(admin_client: Client, content: bytes, said: str) -> None:
    answer = upload(admin_client, content)

    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert said in answer.text
    assert kept() == []


def test_it_has_to_say_what_it_shows(admin_client: Client) -> None:
    answer = upload(admin_client, photograph(), shows="  ")

    assert (answer.status_code, answer.text) == (422, "Say what the picture shows, for those who do not see it.")
    assert kept() == []


def test_a_form_without_a_file_is_answered_in_a_sentence(admin_client: Client) -> None:
    assert admin_client.post(ADDRESS, {"alt": "A cup"}).text == "Choose a picture."


@pytest.mark.parametrize(("role", "status"), [("Editor", HTTPStatus.OK), ("Packer", HTTPStatus.FORBIDDEN)])
def test_who_writes_texts_may_upload(client: Client, role: str, status: HTTPStatus) -> None:
    user = User.objects.create_user("ada", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)

    assert upload(client, photograph()).status_code == status


def test_another_site_uploads_nothing() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("owner"))

    assert upload(client, photograph()).status_code == HTTPStatus.FORBIDDEN
    assert kept() == []


def test_strangers_upload_nothing(client: Client) -> None:
    assert upload(client, photograph()).status_code == HTTPStatus.FOUND
    assert kept() == []
