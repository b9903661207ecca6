"""What a shopper asks of the catalogue."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Words to look for."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200, strip=True)

    def __init__(self, asked: Mapping[str, str]) -> None:
        # No page can show a NUL, and no database can look for one.
        super().__init__({"q": asked.get("q", "").replace("\x00", " ")})
