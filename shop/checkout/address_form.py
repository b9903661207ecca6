"""Where it goes, and who pays: the fields that the chosen country's addresses have."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop import addresses, identity
from shop.checkout.forms import NoteField, SectionForm
from shop.checkout.session import Fields
from shop.form_errors import Grouped

if TYPE_CHECKING:
    from shop.checkout.purchase import Purchase


class AddressForm(SectionForm, Grouped):
    """A delivery address, and another for the bill where it differs; only the latter where nothing is shipped."""

    def __init__(self, purchase: "Purchase", slug: str, sent: Mapping[str, str] | None = None) -> None:
        super().__init__(purchase, slug, sent)
        self.known = sent if sent is not None else self.initial
        self.is_billed_elsewhere = not purchase.needs_delivery or bool(self.known.get("different"))
        self.reached = purchase.reached
        if purchase.needs_delivery:
            self.add_part("shipping")
            self.fields["different"] = forms.BooleanField(label=_("The bill goes to another address"), required=False)
        self.add_part("billing")
        self.fields["note"] = NoteField()

    def add_part(self, part: str) -> None:
        country = self.known.get(f"{part}_country_code") or self.usual_country(part)
        countries = [choice for choice in addresses.country_choices() if self.is_reached(part, choice[0])]
        if country not in dict(countries):
            own = identity.current().country
            country = own if own in dict(countries) else countries[0][0]
        self.initial.setdefault(f"{part}_country_code", country)
        rules = addresses.fields_for(country)
        is_needed = part == "shipping" or self.is_billed_elsewhere
        self.fields[f"{part}_country_code"] = forms.ChoiceField(
            label=_("Country"),
            choices=countries,
            required=is_needed,
            error_messages={"invalid_choice": _("We do not deliver to this country. Please choose another.")},
            widget=forms.Select(attrs=hints(part, "country_code")),
        )
        for name in rules.order:
            attrs = hints(part, name) | ({"required": True} if name in rules.required else {})
            widget: forms.Widget = forms.TextInput(attrs=attrs)
            if name in rules.choices:
                blank = [("", str(_("Please choose")))]
                widget = forms.Select(choices=blank + list(rules.choices[name]), attrs=attrs)
            elif name == "street_address":
                widget = forms.Textarea(attrs={"rows": 2, **attrs})
            label = rules.labels[name]
            optional = _("%(label)s (optional)") % {"label": label}
            self.fields[f"{part}_{name}"] = forms.CharField(
                label=label if name in rules.required else optional,
                required=False,
                max_length=addresses.MAX_LENGTHS[name],
                widget=widget,
            )

    def is_reached(self, part: str, country: str) -> bool:
        """Bills go everywhere, parcels where the shop delivers to; where that is nowhere, the delivery says so."""
        return part == "billing" or not self.reached or country in self.reached

    def usual_country(self, part: str) -> str:
        """Who pays lives, until told otherwise, where it goes."""
        return self.known.get("shipping_country_code", "") if part == "billing" else identity.current().country

    @property
    def parts(self) -> list[str]:
        """The addresses that count."""
        shipping = ["shipping"] if self.purchase.needs_delivery else []
        return shipping + (["billing"] if self.is_billed_elsewhere else [])

    def group_of(self, name: str) -> str:
        titles = {"shipping": _("Delivery address"), "billing": _("Billing address")}
        return str(titles.get(name.partition("_")[0], "")) if len(self.parts) > 1 else ""

    def fields_of(self, part: str) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(f"{part}_")]

    @property
    def shipping(self) -> list[forms.BoundField]:
        return self.fields_of("shipping")

    @property
    def billing(self) -> list[forms.BoundField]:
        return self.fields_of("billing")

    def clean(self) -> None:
        super().clean()
        for part in self.parts:
            prefix = f"{part}_"
            sent = {
                name.removeprefix(prefix): value
                for name, value in self.cleaned_data.items()
                if name.startswith(prefix) and value
            }
            if f"{part}_country_code" in self.errors:
                continue
            try:
                address = addresses.clean_address(sent)
            except addresses.InvalidAddress as invalid:
                for name, sentence in asked_of(part, invalid.errors).items():
                    if prefix + name not in self.errors:
                        self.add_error(prefix + name if prefix + name in self.fields else None, sentence)
            else:
                self.cleaned_data |= {prefix + name: value for name, value in address.items()}

    def given(self) -> Fields:
        kept = super().given()
        if "billing" in self.parts:
            return kept
        return {name: value for name, value in kept.items() if not name.startswith("billing_")}


def asked_of(part: str, errors: Mapping[str, str]) -> dict[str, str]:
    """Return the sentences with the payer's words for a bill, which nobody receives as a parcel."""
    receiver, payer = addresses.missing("name"), str(_("Please give the name of the person who pays."))
    return {name: payer if part == "billing" and said == receiver else said for name, said in errors.items()}


def hints(part: str, name: str) -> dict[str, Any]:
    token = addresses.AUTOCOMPLETE.get(name)
    return {"autocomplete": f"{part} {token}"} if token else {}
