"""What shoppers type to find their order again."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST_NUMBER = 18


class LookUpForm(forms.Form):
    """An order's number, with or without the sign in front, and the e-mail that it was placed with."""

    number = forms.CharField(
        label=_("Order number"),
        max_length=LONGEST_NUMBER,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("It stands in the e-mail that we sent you."),
    )
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def clean_number(self) -> int:
        typed = self.cleaned_data["number"].lstrip("#").strip()
        if not typed.isdecimal():
            raise ValidationError(_("An order number has digits only, like 1234."))
        return int(typed)
