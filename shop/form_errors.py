"""The errors of a form as the summary above it lists them, each with the way to its field."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _


class Grouped:
    """A form with fields of the same label in several groups."""

    def group_of(self, name: str) -> str:
        """Return what tells a field from others of its label, or nothing where there are none."""
        raise NotImplementedError


def summary(form: forms.Form) -> list[tuple[str, str, str]]:
    """Return the errors as (id of the field or its first choice, its label, sentence), in the order of the fields.

    What is wrong with no one field has neither id nor label.
    """
    names = [*form.fields, NON_FIELD_ERRORS]
    return [(*place_of(form, name), str(error)) for name in names for error in form.errors.get(name, ())]


def place_of(form: forms.Form, name: str) -> tuple[str, str]:
    if name not in form.fields:
        return "", ""
    field = form[name]
    group = form.group_of(name) if isinstance(form, Grouped) else ""
    label = _("%(group)s: %(label)s") % {"group": group, "label": field.label} if group else str(field.label)
    return field.id_for_label or f"{field.auto_id}_0", label
