"""What a shopper sends to the cart."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cart.cart import NotANumber, UnknownCode, UnknownVariant


class WholeNumberField(forms.RegexField):
    """A number in ASCII digits; Python's own int() would take those of every script, and "1_0"."""

    widget = forms.NumberInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(regex=r"^[0-9]{1,18}$", strip=True, **kwargs)

    def clean(self, value: Any) -> int:
        return int(super().clean(value))


class QuantityForm(forms.Form):
    """The wanted quantity of a line, and the price that was told with it, where one was."""

    quantity = WholeNumberField()
    price = forms.CharField(required=False, max_length=20)

    def read_quantity(self, variant_id: int, *, least: int = 0) -> int:
        """Return the quantity. Raises NotANumber, which carries what was typed."""
        if not self.is_valid() or self.cleaned_data["quantity"] < least:
            typed = str(self["quantity"].value() or "")
            raise NotANumber(variant_id, "".join(filter(str.isprintable, typed)))
        return int(self.cleaned_data["quantity"])

    def read_price(self) -> str:
        """Return the price that was told, in the shop's currency, as text."""
        return str(self.cleaned_data["price"])


class AddLineForm(QuantityForm):
    """A variant, and how many of it to add: one, where nothing is said."""

    variant = WholeNumberField()

    def __init__(self, sent: Any) -> None:
        super().__init__({"quantity": "1", **sent.dict()})

    def read_variant_id(self) -> int:
        """Return the variant's id. Raises UnknownVariant for what cannot be one."""
        if not self.is_valid() and "variant" in self.errors:
            raise UnknownVariant
        return int(self.cleaned_data["variant"])


class CouponForm(forms.Form):
    """A coupon's code, or nothing to use none."""

    code = forms.CharField(required=False, max_length=200)

    def read_code(self) -> str:
        """Return what was typed. Raises UnknownCode for what cannot be a code, and says nothing of its contents."""
        if not self.is_valid():
            raise UnknownCode("", _("This is not a code."))
        return str(self.cleaned_data["code"])
