"""Fields of forms for what people type by whatever keyboard, in the digits of any script."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from shop.text_identity import phone_number


class PhoneField(forms.CharField):
    """A telephone number, cleaned to the digits and signs of ASCII. Its error `invalid` is the form's."""

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        number = phone_number(typed) if typed else ""
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number
