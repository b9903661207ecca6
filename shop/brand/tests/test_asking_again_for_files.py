"""A picture that was chosen in a form that is refused is asked for again, since no browser keeps it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from shop.brand.forms import BrandForm

AGAIN = ["Choose the file again: nothing of this page is saved yet."]


def a_picture() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (40, 10), "navy").save(file, "PNG")
    return SimpleUploadedFile("logo.png", file.getvalue())


@pytest.mark.django_db
def test_a_logo_is_asked_for_again_where_something_else_is_refused() -> None:
    form = BrandForm({"text": "#999999"}, {"logo": a_picture()})

    assert list(form.errors) == ["text", "logo"]
    assert form.errors["logo"] == AGAIN


@pytest.mark.django_db
def test_a_picture_that_is_itself_refused_has_its_own_sentence_alone() -> None:
    form = BrandForm({}, {"logo": SimpleUploadedFile("logo.png", b"no picture"), "favicon": a_picture()})

    assert list(form.errors) == ["logo", "favicon"]
    assert form.errors["logo"] != AGAIN
    assert form.errors["favicon"] == AGAIN


@pytest.mark.django_db
def test_nothing_is_said_where_nothing_is_refused() -> None:
    assert BrandForm({}, {"logo": a_picture()}).errors == {}
