"""Handles: the last part of the address of a product's or a category's page.

A handle may have any sign that can be seen, as Shopify's have ("kids%C3%A9-50%25-™"), but neither blanks nor slashes,
and it knows no case: it is stored in lower case. Two handles that `shop.text_identity` takes for the same are one.
"""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop.text_identity import shown

NEVER: Final = "/\\"
OF_PATHS: Final = {".", ".."}
"""A browser takes these for the folder itself and the one above."""


def handle_of(text: str) -> str:
    """Return a handle as it is stored: in lower case, with hyphens for blanks."""
    return shown(shown(text).lower()).replace(" ", "-")


def is_handle(text: str) -> bool:
    """Tell whether this can be a part of an address."""
    return bool(text) and text.isprintable() and text not in OF_PATHS and not any(sign in text for sign in NEVER)


def validate_handle(text: str) -> None:
    """Raises ValidationError."""
    if not is_handle(text):
        raise ValidationError(_("Give an address without slashes, of signs that can be seen."), code="invalid")


class HandleFormField(forms.CharField):
    """What a merchant types as a handle. The admin proposes one in the letters of the name, whatever their script."""

    allow_unicode = True

    def to_python(self, value: Any) -> str:
        return handle_of(str(super().to_python(value) or ""))
