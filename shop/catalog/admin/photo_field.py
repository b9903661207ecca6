"""The field of a form for a picture, which is stored as the shop's own encoding of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from shop.catalog import pictures


class PhotoField(forms.FileField):
    """A picture. Django's own field for pictures refuses without a word of what the file is."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return what was uploaded, encoded anew. Raises ValidationError where it is no picture, or too large."""
        photo = super().clean(data, initial)
        if not isinstance(photo, UploadedFile):
            return photo
        try:
            return pictures.reencode(photo)
        except pictures.PictureRefused as error:
            raise ValidationError(str(error), "invalid_image") from error
