"""The form by which many redirects are brought in at once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop.redirects.reading_csv import FileRefused, decode, read_lines

MOST_BYTES = 1024 * 1024


class ImportForm(forms.Form):
    """A file, or lines that are typed; those that were refused come back as lines."""

    file = forms.FileField(label=_("CSV file"), required=False)
    lines = forms.CharField(
        label=_("Lines"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "cols": 80}),
        help_text=_("An old path, a comma, and where it leads: /pages/about-us,/pages/about/"),
    )

    def clean(self) -> dict[str, Any]:
        """Return the lines of both. Raises ValidationError where they cannot be read."""
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file and file.size > MOST_BYTES:
            raise ValidationError({"file": _("The file is larger than 1 MB. Bring it in in parts.")})
        try:
            text = decode(file.read()) if file else ""
            rows = [*read_lines(text), *read_lines(cleaned.get("lines", ""))]
        except FileRefused as error:
            raise ValidationError({"file": str(error)}) from error
        if not rows:
            raise ValidationError(_("Choose a file, or write a line."))
        return {**cleaned, "rows": rows}
