"""What a shopper may ask."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 200


class SearchForm(forms.Form):
    """Words to look for; `exact`: none of them is taken for another."""

    q = forms.CharField(label=_("Search"), required=False, max_length=MAX_LENGTH, strip=True)
    exact = forms.BooleanField(required=False)

    def __init__(self, asked: Mapping[str, str]) -> None:
        # No page can show a NUL, and no database can look for one; nobody means more words than the field takes.
        words = asked.get("q", "").replace("\x00", " ")[:MAX_LENGTH]
        super().__init__({"q": words, "exact": asked.get("exact", "") == "1"})
