"""What the forms of products are drawn with, besides Django's own."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from shop.catalog.admin.field_names import UPLOAD_PICTURES

ACCEPTED = "image/avif,image/gif,image/jpeg,image/png,image/webp"


class SubmitButton(forms.Widget):
    """A button that sends the form, which comes back at the part with the id `then`, with what it did."""

    def __init__(self, label: Any, *, then: str) -> None:
        super().__init__()
        self.label, self.then = label, then

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return button(name, self.label, then=self.then, ident=(attrs or {}).get("id", name))

    def id_for_label(self, id_: Any) -> str:
        """Return nothing: the field's empty label would be the button's name, in the place of what it says."""
        return ""

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class PicturesInput(forms.FileInput):
    """Several pictures at once, and the button that uploads them at once, so that they can be put in order."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"accept": ACCEPTED})

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = super().render(name, value, attrs, renderer)
        return format_html(
            "{} {}", chosen, button(UPLOAD_PICTURES, _("Upload"), then="images-group", ident=UPLOAD_PICTURES)
        )


def button(name: str, label: Any, *, then: str, ident: str) -> SafeString:
    return format_html(
        '<button type="submit" class="button" id="{}" name="{}" value="1" formaction="#{}">{}</button>',
        *(ident, name, then, label),
    )
