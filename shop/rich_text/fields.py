"""A text with headings, lists, links, tables and pictures: a field of models and of forms."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from shop.rich_text.faults import faults_of
from shop.rich_text.markup import clean
from shop.rich_text.widgets import RichTextWidget


class RichTextFormField(forms.CharField):
    """Rich text that somebody wrote. What cannot stand in one is refused in a sentence, with all that was written."""

    widget = RichTextWidget
    unedited = ""
    """What is stored already: as long as nobody edits it, it stays what it is, as an import brought it."""

    def __init__(self, *, widget: Any = None, **options: Any) -> None:
        # The admin hands every long text a widget of its own.
        is_own = issubclass(widget if isinstance(widget, type) else type(widget), RichTextWidget)
        super().__init__(widget=widget if is_own else RichTextWidget, **options)

    def clean(self, value: Any) -> str:
        """Return the text as it may be shown. Raises ValidationError, a sentence for each fault."""
        written: str = super().clean(value)
        if written.split() == self.unedited.split():
            return self.unedited
        if faults := faults_of(written):
            raise ValidationError(faults)
        return clean(written)


class RichTextField(models.TextField):  # type: ignore[type-arg]
    """Rich text, which is cleaned whenever a row is saved. Pages show it by `markup.merchants_html`."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001
        cleaned = clean(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, cleaned)
        return cleaned

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return super().formfield(*args, **{"form_class": RichTextFormField} | kwargs)
