"""What shoppers type to find their order again."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop.emails import EmailField
from shop.text_identity import number_text, whole_number

LONGEST_NUMBER = 18


class LookUpForm(forms.Form):
    """An order's number, with or without the sign in front, and the e-mail that it was placed with."""

    number = forms.CharField(
        label=_("Order number"),
        max_length=LONGEST_NUMBER,
        error_messages={"required": _("Please give the order's number, like 1234.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("It stands in the e-mail that we sent you."),
    )
    email = EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def clean_number(self) -> int:
        number = whole_number(number_text(self.cleaned_data["number"]).lstrip("#").strip())
        if number is None or number < 0:
            raise ValidationError(_("An order number has digits only, like 1234."))
        return number
