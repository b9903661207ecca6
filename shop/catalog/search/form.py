"""What a shopper may ask."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 200


class SearchForm(forms.Form):
    """Words to look for."""

    q = forms.CharField(label=_("Search"), required=False, max_length=MAX_LENGTH, strip=True)

    def __init__(self, asked: Mapping[str, str]) -> None:
        # No page can show a NUL, and no database can look for one; nobody means more words than the field takes.
        super().__init__({"q": asked.get("q", "").replace("\x00", " ")[:MAX_LENGTH]})
