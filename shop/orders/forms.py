"""What shoppers type to find their order again."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop.emails import EmailField
from shop.text_identity import number_text, shown, whole_number

LONGEST_NUMBER = 40
IN_FRONT = re.compile(r"^[^\W\d]*[\s.:]*(?:#|\N{FULLWIDTH NUMBER SIGN}|\N{NUMERO SIGN})*\s*")
"""What people copy with a number: Order #1001, no. 1001."""


class LookUpForm(forms.Form):
    """An order's number, with or without what stands in front of it, and the e-mail that it was placed with."""

    number = forms.CharField(
        label=_("Order number"),
        max_length=LONGEST_NUMBER,
        error_messages={"required": _("Please give the order's number, like 1234.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("It stands in the e-mail that we sent you."),
    )
    email = EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def clean_number(self) -> int:
        """Return the order's number. Raises ValidationError for what is none."""
        number = whole_number(number_text(IN_FRONT.sub("", shown(self.cleaned_data["number"]))))
        if number is None or number < 0:
            raise ValidationError(_("An order number has digits only, like 1234."))
        return number
