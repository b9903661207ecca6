"""What stands in an address and is no field of a form, and stays there when the form is sent."""

from typing import NamedTuple

from shop.stencils import Stencil, Text


class Parameter(NamedTuple):
    """A parameter, and the id of the form that keeps it where it stands outside of that."""

    name: Text
    value: Text
    form: Text = ""


PARAMETER = Stencil("catalog/_parameter.html", "parameter", Parameter)
