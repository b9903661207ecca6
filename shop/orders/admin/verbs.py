"""What a merchant can do with an order, each a form of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from shop import payments
from shop.money import ZERO, digits
from shop.orders import correcting, letters, received_money, refunding, services
from shop.orders.admin.corrections import (
    BillingAddressForm,
    DeliveryAddressForm,
    NoteForm,
    correct_billing,
    correct_shipping,
)
from shop.orders.admin.verb_forms import VerbForm
from shop.orders.models import Letter, Order, OrderEvent
from shop.orders.models.payments import new_key


class PayForm(VerbForm):
    text = forms.CharField(label=_("Where it was seen"), max_length=200, required=False)


class ShipForm(VerbForm):
    carrier = forms.CharField(label=_("Carrier"), max_length=100, required=False)
    tracking_number = forms.CharField(label=_("Tracking number"), max_length=100, required=False)
    tracking_url = forms.CharField(
        label=_("Tracking link"),
        max_length=500,
        required=False,
        validators=[URLValidator(schemes=["http", "https"])],
    )


class CancelForm(VerbForm):
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False, help_text=_("For you alone."))


class RefundForm(VerbForm):
    """How much is given back. The hidden key sees to it that one form gives back once."""

    amount = forms.DecimalField(label=_("Amount"), max_digits=14, decimal_places=3)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left, currency = received_money.left(self.order)
        label = f"{self.fields['amount'].label} ({currency})"
        self.fields["amount"] = forms.DecimalField(label=label, max_digits=14, decimal_places=digits(currency))
        self.initial = {"amount": left, "key": new_key()}

    def renew(self) -> None:
        """Be another refund, since the one with this key has failed."""
        self.data = {name: self.data[name] for name in self.data} | {"key": new_key()}

    def clean_amount(self) -> Any:
        """Return the amount, in major units. Raises ValidationError unless it is more than nothing."""
        amount = self.cleaned_data["amount"]
        if amount <= ZERO:
            raise forms.ValidationError(_("This must be more than 0."))
        return amount


class ResendForm(VerbForm):
    letter = forms.ModelChoiceField(queryset=Letter.objects.none(), label=_("E-mail"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["letter"]
        field.queryset = self.order.letters.exclude(occasion__contains="@")


@dataclass(frozen=True)
class Verb:
    """Something to do: the form that asks for what it needs, and when it is offered."""

    name: str
    label: Any
    done: Any
    form: type[VerbForm]
    act: Callable[..., object]
    is_offered: Callable[[Order], bool]
    has_use: Callable[[Order], bool] = lambda order: True
    """Whether it would do anything. What is sent twice is asked for its result all the same."""
    right: str = "orders.change_order"
    """What somebody must be allowed who does it."""
    sends: bool = False
    """Whether goods leave by it, so that what became of the money is to be known."""


def resend(*, order: Order, by: Any, letter: Letter) -> None:
    letters.write_again(letter)
    services.record(order=order, by=by, kind=OrderEvent.Kind.MAIL, text=str(letter.get_kind_display()))


@payments.waiting(payments.MACHINE)
def give_money_back(*, order: Order, by: Any, amount: Any, key: str) -> None:
    refunding.refund(order, amount, by, key=key)


VERBS = {
    verb.name: verb
    for verb in (
        Verb(
            *("pay", _("Mark as paid"), _("The order is paid."), PayForm, services.mark_paid),
            lambda order: not order.is_paid and not order.is_cancelled,
        ),
        Verb(
            *("pack", _("Mark as packed"), _("The order is packed."), VerbForm, services.pack),
            lambda order: order.state in services.CAN_BE_PACKED,
            sends=True,
        ),
        Verb(
            *("ship", _("Ship"), _("The order is shipped."), ShipForm, services.ship),
            lambda order: order.state in services.CAN_BE_SHIPPED,
            sends=True,
        ),
        Verb(
            *("cancel", _("Cancel"), _("The order is cancelled."), CancelForm, services.cancel),
            lambda order: order.state in services.CAN_BE_CANCELLED,
            right="orders.cancel_order",
        ),
        Verb(
            *("refund", _("Return money"), _("The money is returned."), RefundForm, give_money_back),
            lambda order: order.is_paid or order.payments.received().exists(),
            has_use=lambda order: received_money.left(order)[0] > ZERO,
            right="orders.refund_order",
        ),
        Verb(
            *("resend", _("Send an e-mail again"), _("The e-mail is sent again."), ResendForm, resend),
            lambda order: order.letters.exists(),
        ),
        Verb(
            *("correct-delivery-address", _("Correct the delivery address"), _("The delivery address is corrected.")),
            *(DeliveryAddressForm, correct_shipping, lambda order: correcting.can_correct(order, "shipping")),
        ),
        Verb(
            *("correct-billing-address", _("Correct the billing address"), _("The billing address is corrected.")),
            *(BillingAddressForm, correct_billing, lambda order: correcting.can_correct(order, "billing")),
        ),
        Verb(
            *("correct-note", _("Correct the note"), _("The note is corrected.")),
            *(NoteForm, correcting.correct_note, lambda order: correcting.can_correct(order, "note")),
        ),
    )
}
