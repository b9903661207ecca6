"""What the sections of the checkout ask for."""

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop import addresses
from shop.checkout.session import MAX_TEXT, Fields
from shop.emails import EmailField
from shop.form_fields import PhoneField

if TYPE_CHECKING:
    from shop.checkout.purchase import Purchase

UNPRINTABLE = _("There was an invisible character in this text. Please check it.")


def printable(text: str) -> str:
    """Return the text without what no keyboard types and no page may contain. Line breaks stay."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cc" or sign in "\r\n\t")


class SectionForm(forms.Form):
    """The form of one section. Without `sent` it shows what the shopper typed last, or what was given.

    A field that is needed says so by `required`. The form is `novalidate`, so that the shop answers in its own words.
    """

    def __init__(self, purchase: "Purchase", slug: str, sent: Mapping[str, str] | None = None) -> None:
        self.purchase = purchase
        answers = purchase.answers
        shown = None if sent is None else {name: printable(text) for name, text in sent.items()}
        self.unprintable = [] if sent is None or shown is None else [name for name in sent if sent[name] != shown[name]]
        super().__init__(
            shown, initial=dict(answers.unsaved.get(slug) or answers.confirmed.get(slug) or {}), auto_id="id_%s"
        )

    def clean(self) -> None:
        """Refuse control characters, which the form does not show again."""
        for name in self.unprintable:
            if name in self.fields:
                self.add_error(name, UNPRINTABLE)

    def typed(self) -> Fields:
        """Return what was sent of the fields that this form has."""
        return {name: self.data[name] for name in self.fields if name in self.data}

    def given(self) -> Fields:
        """Return what is to be kept of a valid form."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value not in (None, "", False)}


class ContactForm(SectionForm):
    email = EmailField(
        label=_("E-mail"),
        help_text=_("For the confirmation and news of your order, and nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = PhoneField(
        label=_("Phone (optional)"),
        required=False,
        max_length=30,
        help_text=_("Only if the carrier has a question."),
        error_messages={"invalid": _("Please give the number in digits, such as +49 30 123456.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


class DeliveryForm(SectionForm):
    method = forms.ChoiceField(
        label=_("Delivery"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose how it is to be delivered."),
            "invalid_choice": _("This way of delivery is not offered any more. Please choose another."),
        },
    )

    def __init__(self, purchase: "Purchase", slug: str, sent: Mapping[str, str] | None = None) -> None:
        super().__init__(purchase, slug, sent)
        offered(self.fields["method"], [(str(delivery.method_id), delivery.name) for delivery in purchase.deliveries])
        if (
            self.initial.get("method") not in [str(delivery.method_id) for delivery in purchase.deliveries]
            and purchase.deliveries
        ):
            # The merchant's first: the cheapest is often a pick-up, which nobody wants who has given an address.
            self.initial["method"] = str(purchase.deliveries[0].method_id)


class PaymentForm(SectionForm):
    provider = forms.ChoiceField(
        label=_("Payment"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose how you want to pay."),
            "invalid_choice": _("This way to pay is not offered any more. Please choose another."),
        },
    )

    def __init__(self, purchase: "Purchase", slug: str, sent: Mapping[str, str] | None = None) -> None:
        super().__init__(purchase, slug, sent)
        offered(self.fields["provider"], [(provider.name, str(provider.label)) for provider in purchase.providers])


def offered(field: Any, choices: list[tuple[str, str]]) -> None:
    """Let a field take these choices."""
    field.choices = choices


class NoteField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("A note to the shop (optional)"),
            required=False,
            max_length=MAX_TEXT // 4,
            widget=forms.Textarea(attrs={"rows": 2}),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        try:
            return addresses.tidy(super().clean(value), lines=MAX_TEXT)
        except addresses.UnprintableText as refusal:
            raise ValidationError(UNPRINTABLE) from refusal
