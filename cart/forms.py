"""What a shopper sends to the cart."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _

from cart.cart import NotANumber, UnknownCode, UnknownVariant
from shop.text_identity import whole_number


class SentLine:
    """A variant, how many of it, and the price that was told with it.

    No form of Django's: to make and ask one takes longer than to read and write the cart.
    """

    def __init__(self, sent: Mapping[str, str]) -> None:
        self.sent = sent

    def read_variant_id(self) -> int:
        """Return the variant's id. Raises UnknownVariant for what cannot be one."""
        sent = self.sent.get("variant", "")
        variant_id = read_number(sent) if sent.isascii() else None
        if variant_id is None:
            raise UnknownVariant
        return variant_id

    def read_added(self, variant_id: int) -> int:
        """Return how many are to be added: one, where nothing is said. Raises NotANumber, also for none."""
        return self._read(variant_id, self.sent.get("quantity", "1"), least=1)

    def read_quantity(self, variant_id: int) -> int:
        """Return how many are wanted. Raises NotANumber, which carries what was typed."""
        return self._read(variant_id, self.sent.get("quantity", ""), least=0)

    @property
    def price(self) -> str:
        """The price that was told, in the shop's currency, as text; empty where none was."""
        return self.sent.get("price", "").strip()

    def _read(self, variant_id: int, typed: str, *, least: int) -> int:
        quantity = read_number(typed)
        if quantity is None or quantity < least:
            raise NotANumber(variant_id, "".join(filter(str.isprintable, typed)))
        return quantity


def read_number(typed: str) -> int | None:
    """Read a whole number in the digits of any script; None for what is none, and below zero."""
    number = whole_number(typed)
    return None if number is None or number < 0 else number


class CouponForm(forms.Form):
    """A coupon's code, or nothing to use none."""

    code = forms.CharField(required=False, max_length=200)

    def read_code(self) -> str:
        """Return what was typed. Raises UnknownCode for what cannot be a code, and says nothing of its contents."""
        if not self.is_valid():
            raise UnknownCode("", _("This is not a code."))
        return str(self.cleaned_data["code"])
