"""The form of a section, which has the fields of its kind alone, and those of its rows."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.catalog.admin import trees
from shop.catalog.admin.photo_field import PhotoField
from shop.form_fields import AskingAgainForFiles
from shop.frontpage.kinds.kind import Kind
from shop.rich_text.fields import RichTextFormField
from shop.rich_text.widgets import RichTextWidget


class SectionForm(AskingAgainForFiles, forms.ModelForm):  # type: ignore[type-arg]
    """A section of one kind. What is uploaded is stored as the shop's own encoding of it."""

    kind: ClassVar[Kind]

    class Meta:
        field_classes = {"photo": PhotoField, "text": RichTextFormField}
        widgets = {"text": RichTextWidget}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.kind.required:
            if name in self.fields:
                self.fields[name].required = True
        if "category" in self.fields:
            self.fields["category"].choices = trees.choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        source = cleaned.get("source")
        for name, sentence in (("category", _("Choose the category.")), ("tag", _("Say which tag."))):
            if source == name and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        if "link" in self.fields:
            self._refuse_half_a_button(cleaned)
        return cleaned

    def _refuse_half_a_button(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("button") and not cleaned.get("link") and "link" not in self.errors:
            self.add_error("link", _("Say where the button leads, or leave it without words."))
        if cleaned.get("link") and not cleaned.get("button") and "button" not in self.errors:
            self.add_error("button", _("Say what stands on the button, or leave out where it leads."))
