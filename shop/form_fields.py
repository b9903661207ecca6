"""Fields of forms for what people type, in the digits of any script, and for the files that they choose."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from shop.text_identity import phone_number


class PhoneField(forms.CharField):
    """A telephone number, cleaned to the digits and signs of ASCII. Its error `invalid` is the form's."""

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        number = phone_number(typed) if typed else ""
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class AskingAgainForFiles(forms.BaseForm):
    """A form that is refused says of each file that was chosen in it that it has to be chosen again.

    A browser keeps no file for a form that comes back, and would leave it out the next time without a word.
    """

    def full_clean(self) -> None:
        super().full_clean()
        if not self.errors:
            return
        for name in self.fields:
            if self.add_prefix(name) in self.files and name not in self.errors:
                self.add_error(name, _("Choose the file again: nothing of this page is saved yet."))
