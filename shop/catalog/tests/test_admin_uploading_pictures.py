"""A merchant uploads several pictures of a product at once, and puts them in order before anything is saved."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from shop.catalog.models import Product, ProductImage, StagedPicture
from shop.catalog.tests.admin_pages import ADD, errors, fields_of, form_fields, page_of, picture_upload, send, variant
from shop.testing.builders import make_product

pytestmark = pytest.mark.django_db


def several(*names: str) -> dict[str, Any]:
    return {"new_pictures": [picture_upload(name=f"{name}.png", size=(40 + len(name), 30)) for name in names]}


def upload(client: Client, page: str, fields: dict[str, Any]) -> dict[str, str]:
    """Press the button that uploads; return what the form has when it comes back."""
    answer = client.post(page, fields | {"upload_pictures": "1"})
    assert (answer.status_code, errors(answer.content.decode())) == (200, [])
    return form_fields(answer.content.decode(), form="product_form")


def test_it_saves_all_of_them_in_the_order_in_which_they_were_chosen(admin_client: Client) -> None:
    page = page_of(make_product())
    assert send(admin_client, page, fields_of(admin_client, page) | several("a", "bbb", "cc")) == []
    assert [(row.position, row.width) for row in ProductImage.objects.all()] == [(0, 41), (1, 43), (2, 42)]
    assert not StagedPicture.objects.exists()


def test_they_come_back_as_rows_that_can_be_put_in_order(admin_client: Client) -> None:
    page = page_of(make_product())
    back = upload(admin_client, page, fields_of(admin_client, page) | several("a", "bbb"))
    assert not ProductImage.objects.exists()
    assert send(admin_client, page, back | {"images-0-position": "2", "images-0-alt": "A cup"}) == []
    assert [(row.alt, row.width) for row in ProductImage.objects.all()] == [("", 43), ("A cup", 41)]


def test_a_variant_is_given_its_picture_before_the_first_save(admin_client: Client) -> None:
    fields = fields_of(admin_client, ADD) | {"title": "Cup", "option1_name": "Size", "option1_values": "S, M"}
    fields |= variant(0, option1="S") | variant(1, option1="M")
    back = upload(admin_client, ADD, fields | several("a", "bbb"))
    chosen = {"variants-0-image": f"staged-{back['images-1-staged']}"}
    assert send(admin_client, ADD, back | chosen) == []
    small, middle = Product.objects.get().variants.all()
    assert (small.image and small.image.width, middle.image) == (43, None)
    assert Product.objects.get().cover == ProductImage.objects.first()


def test_a_variant_that_is_there_is_given_one_too(admin_client: Client) -> None:
    product = make_product()
    page = page_of(product)
    back = upload(admin_client, page, fields_of(admin_client, page) | several("a"))
    assert send(admin_client, page, back | {"variants-0-image": f"staged-{back['images-0-staged']}"}) == []
    assert product.variants.get().image == product.images.get()


def test_a_variant_is_given_no_picture_that_was_not_uploaded_here(admin_client: Client) -> None:
    page = page_of(make_product())
    other = StagedPicture.keep("a.png", picture_upload())
    fields = fields_of(admin_client, page) | {"variants-0-image": f"staged-{other.pk}"}
    assert send(admin_client, page, fields) == [
        "Select a valid choice. That choice is not one of the available choices."
    ]


def test_it_says_of_each_file_what_is_wrong_and_keeps_the_others(admin_client: Client) -> None:
    page = page_of(make_product())
    evil = SimpleUploadedFile("<b>.png", b"<script>alert(1)</script>", "image/png")
    empty = SimpleUploadedFile("empty.png", b"", "image/png")
    fields = fields_of(admin_client, page) | {"title": "Mug", "new_pictures": [evil, picture_upload(), empty]}
    answer = admin_client.post(page, fields)
    assert errors(answer.content.decode()) == [
        "<b>.png: The file is no picture that can be read (AVIF, GIF, JPEG, PNG, WebP): it is of the kind HTML.",
        "empty.png: The file is empty.",
    ]
    back = form_fields(answer.content.decode(), form="product_form")
    assert back["title"] == "Mug"
    assert send(admin_client, page, back) == []
    assert ProductImage.objects.get().width == 40


def test_pictures_are_kept_when_something_else_is_refused(admin_client: Client) -> None:
    page = page_of(make_product())
    fields = fields_of(admin_client, page) | several("a") | {"title": ""}
    answer = admin_client.post(page, fields)
    assert errors(answer.content.decode()) == ["This field is required."]
    back = form_fields(answer.content.decode(), form="product_form")
    assert "/staged/" in answer.content.decode()
    assert send(admin_client, page, back | {"title": "Cup"}) == []
    assert ProductImage.objects.count() == 1


def test_a_picture_in_the_place_of_another_is_kept_too(admin_client: Client) -> None:
    product = make_product()
    ProductImage.objects.create(product=product, photo=picture_upload())
    page = page_of(product)
    fields = fields_of(admin_client, page) | {"images-0-photo": picture_upload(size=(77, 30)), "title": ""}
    back = form_fields(admin_client.post(page, fields).content.decode(), form="product_form")
    assert send(admin_client, page, back | {"title": "Cup"}) == []
    assert product.images.get().width == 77


def test_what_is_no_longer_kept_has_to_be_chosen_again(admin_client: Client) -> None:
    page = page_of(make_product())
    back = upload(admin_client, page, fields_of(admin_client, page) | several("a"))
    StagedPicture.objects.all().delete()
    assert send(admin_client, page, back) == ["Choose a picture, or delete this image."]


@pytest.mark.parametrize("token", ["x", "../../settings", "\x00", "'; --", "9" * 400])
def test_a_forged_name_of_a_picture_finds_none(token: str, admin_client: Client) -> None:
    page = page_of(make_product())
    fields = fields_of(admin_client, page) | {"images-TOTAL_FORMS": "1", "images-0-position": "0"}
    assert send(admin_client, page, fields | {"images-0-staged": token}) != []


def test_what_nobody_saved_is_deleted_after_a_day(
    admin_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    old = StagedPicture.keep("a.png", picture_upload())
    StagedPicture.objects.update(created_at=timezone.now() - timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        upload(admin_client, ADD, fields_of(admin_client, ADD) | several("bbb"))
    assert [row.name for row in StagedPicture.objects.all()] == ["bbb.png"]
    assert not old.file.storage.exists(str(old.file.name))


def test_who_may_only_look_uploads_nothing(client: Client, django_user_model: Any) -> None:
    client.force_login(django_user_model.objects.create_user("mina", is_staff=True))
    assert client.post(page_of(make_product()), several("a")).status_code == 403
    assert not StagedPicture.objects.exists()
