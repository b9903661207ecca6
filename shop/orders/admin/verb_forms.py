"""What the forms of all verbs share."""

from typing import Any

from django import forms

from shop.addresses import validate_line
from shop.orders.models import Order


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
