"""What stands in an address and is no field of a form, and stays there when the form is sent."""

from typing import NamedTuple

from shop.templating.slots import Slot


class Parameter(NamedTuple):
    """A parameter, and the id of the form that keeps it where it stands outside of that."""

    name: Slot
    value: Slot
    form: Slot = ""
