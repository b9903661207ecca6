"""What a merchant can do with an order, each a form of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from shop.addresses import validate_line
from shop.money import ZERO, digits
from shop.orders import letters, receiving, refunding, services
from shop.orders.models import Letter, Order, OrderEvent
from shop.orders.models.payments import new_key


class VerbForm(forms.Form):
    """A form about one order, which fills in what is likely. Its texts are lines that can be printed."""

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.validators.append(validate_line)

    def renew(self) -> None:
        """Be asked for once more, after what was asked for was not done."""


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
        left, currency = receiving.left(self.order)
        label = f"{self.fields['amount'].label} ({currency})"
        self.fields["amount"] = forms.DecimalField(label=label, max_digits=14, decimal_places=digits(currency))
        self.initial = {"amount": left, "key": new_key()}

    def renew(self) -> None:
        """Be another refund, since the one with this key has failed."""
        self.data = {name: self.data[name] for name in self.data} | {"key": new_key()}

    def clean_amount(self) -> Any:
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
    sends: bool = False
    """Whether goods leave by it, so that what became of the money is to be known."""


def resend(*, order: Order, by: Any, letter: Letter) -> None:
    letters.write_again(letter)
    services.record(order=order, by=by, kind=OrderEvent.Kind.MAIL, text=str(letter.get_kind_display()))


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
        ),
        Verb(
            *("refund", _("Return money"), _("The money is returned."), RefundForm, give_money_back),
            lambda order: order.is_paid or order.payments.received().exists(),
            has_use=lambda order: receiving.left(order)[0] > ZERO,
        ),
        Verb(
            *("resend", _("Send an e-mail again"), _("The e-mail is sent again."), ResendForm, resend),
            lambda order: order.letters.exists(),
        ),
    )
}
