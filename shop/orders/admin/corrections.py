"""The forms by which a merchant corrects an order's addresses and its note."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from shop import addresses
from shop.orders import correcting
from shop.orders.admin.verb_forms import VerbForm
from shop.orders.models import Order


class AddressForm(VerbForm):
    """An address with the fields of its own country, by the rules of the checkout."""

    part = "shipping"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.former: dict[str, str] = getattr(self.order, f"{self.part}_address")
        rules = addresses.fields_for(self.former["country_code"])
        for name in rules.order:
            widget: forms.Widget = forms.TextInput(attrs={"class": "vTextField"})
            if name in rules.choices:
                widget = forms.Select(choices=[("", _("Please choose")), *rules.choices[name]])
            elif name == "street_address":
                widget = forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
            self.fields[name] = forms.CharField(
                label=rules.labels[name],
                required=False,
                max_length=addresses.MAX_LENGTHS[name],
                widget=widget,
            )
        self.fields["country_code"] = forms.ChoiceField(
            label=_("Country"),
            choices=addresses.country_choices,
            help_text=_("Delivery and tax were agreed for this country."),
        )
        self.initial = dict(self.former)

    def clean(self) -> dict[str, Any]:
        """Return the address as `sent`. Adds an error to each field at fault."""
        sent = {name: value for name, value in self.cleaned_data.items() if value}
        if self.errors:
            return {}
        try:
            correcting.require_same_country(self.former, sent.get("country_code", ""))
            return {"sent": addresses.clean_address(sent)}
        except correcting.OtherCountry as refusal:
            self.add_error("country_code", str(refusal))
        except addresses.InvalidAddress as invalid:
            for name, sentence in invalid.errors.items():
                self.add_error(name if name in self.fields else None, sentence)
        return {}


class DeliveryAddressForm(AddressForm):
    part = "shipping"


class BillingAddressForm(AddressForm):
    part = "billing"


class NoteForm(VerbForm):
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("What the shopper wrote. It stands on the packing slip."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].validators = [MaxLengthValidator(2000), addresses.validate_lines]
        self.initial = {"note": self.order.note}

    def clean_note(self) -> str:
        """Return the note with plain line ends."""
        note: str = self.cleaned_data["note"]
        return note.replace("\r\n", "\n")


def correct_shipping(*, order: Order, by: Any, sent: dict[str, str]) -> None:
    correcting.correct_address(order=order, part="shipping", sent=sent, by=by)


def correct_billing(*, order: Order, by: Any, sent: dict[str, str]) -> None:
    correcting.correct_address(order=order, part="billing", sent=sent, by=by)
