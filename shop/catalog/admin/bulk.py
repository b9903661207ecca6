"""The page on which a merchant changes many products at once: first a preview, then all of them."""

import hashlib
from itertools import islice
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop.catalog import bulk_changes
from shop.catalog.admin import trees
from shop.catalog.admin.option_lists import split_values
from shop.catalog.bulk_changes import ADD, CLEAR, KEEP, OLD_PRICE, SET, BulkChange
from shop.catalog.models import Category, Product

ACTION = "change_together"
LINES = 20
MOST_UNITS = 1_000_000
MOST_PER_CENT = 1000
LONGEST_TAGS = 1000
NOWHERE = "none"


class BulkForm(forms.Form):
    """What is to become of the products. A field that is left empty changes nothing."""

    percent = forms.DecimalField(
        label=_("Prices by per cent"),
        required=False,
        min_value=-100,
        max_value=MOST_PER_CENT,
        decimal_places=3,
        help_text=_("-20 makes them a fifth lower, 5 a twentieth higher."),
    )
    amount = forms.DecimalField(
        label=_("Prices by an amount"),
        required=False,
        max_digits=12,
        decimal_places=3,
        help_text=_("-5 makes each lower by 5, 2.50 higher by 2.50."),
    )
    ending = forms.ChoiceField(label=_("Round new prices to"), required=False)
    compare_at = forms.ChoiceField(
        label=_("Compare-at price"),
        required=False,
        choices=[
            (KEEP, _("stays as it is")),
            (OLD_PRICE, _("becomes the old price, where the new one is lower")),
            (CLEAR, _("is taken away")),
        ],
    )
    stock = forms.ChoiceField(
        label=_("Stock"),
        required=False,
        choices=[
            (KEEP, _("stays as it is")),
            (SET, _("becomes these units")),
            (ADD, _("gets these units more, or fewer")),
        ],
    )
    units = forms.IntegerField(label=_("Units"), required=False, min_value=-MOST_UNITS, max_value=MOST_UNITS)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("stays as it is")), *Product.Status.choices]
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    tags_added = forms.CharField(label=_("Add tags"), required=False, max_length=LONGEST_TAGS)
    tags_removed = forms.CharField(
        label=_("Remove tags"), required=False, max_length=LONGEST_TAGS, help_text=_("Separated by commas.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ending: Any = self.fields["ending"]
        ending.choices = list(bulk_changes.endings())
        category: Any = self.fields["category"]
        category.choices = [("", _("stays as it is")), (NOWHERE, _("none")), *trees.choices()[1:]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("percent") is not None and cleaned.get("amount") is not None:
            self.add_error("amount", _("Change prices by per cent or by an amount, not by both."))
        if cleaned.get("stock") and cleaned.get("units") is None and "units" not in self.errors:
            self.add_error("units", _("Say how many units."))
        if cleaned.get("stock") == SET and (cleaned.get("units") or 0) < 0:
            self.add_error("units", _("A stock that is set cannot be below zero."))
        if cleaned.get("units") is not None and not cleaned.get("stock"):
            self.add_error("stock", _("Say what these units are for."))
        if not self.errors and self.change().is_nothing:
            raise ValidationError(_("Nothing is to be changed yet: fill in what is to become of the products."))
        return cleaned

    def change(self) -> BulkChange:
        """Return what was asked for. Queries once where a category was."""
        said = self.cleaned_data
        category = said["category"]
        return BulkChange(
            percent=said["percent"],
            amount=said["amount"],
            ending=said["ending"] or bulk_changes.STEP,
            compare_at=said["compare_at"],
            stock=said["stock"],
            units=said["units"] or 0,
            status=said["status"],
            category=Category.objects.filter(pk=category).first() if category not in ("", NOWHERE) else None,
            takes_category=category == NOWHERE,
            tags_added=tuple(split_values(said["tags_added"])),
            tags_removed=tuple(split_values(said["tags_removed"])),
        )


def change_together(admin: Any, request: HttpRequest, products: "QuerySet[Product]") -> HttpResponseBase | None:
    """Show the form, a preview of what it would do, or do it. Writes when what was previewed is confirmed."""
    is_sent = "_sent" in request.POST
    form = BulkForm(request.POST if is_sent else None)
    keys = bulk_changes.keys_of(products)
    lines: list[bulk_changes.Line] = []
    mark = ""
    if form.is_valid():
        change = form.change()
        mark = mark_of(change, keys)
        try:
            if "_apply" in request.POST and request.POST.get("_previewed") == mark:
                tell(request, bulk_changes.apply(keys, change))
                return redirect(request.get_full_path())
            bulk_changes.refuse_prices(keys, change)
            lines = list(islice(bulk_changes.preview(keys, change), LINES))
            if "_apply" in request.POST:
                messages.warning(request, _("What you have chosen is not what you have seen. Look again, please."))
        except bulk_changes.PriceOutOfRange as error:
            form.add_error("percent" if change.percent is not None else "amount", str(error))
            mark = ""
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Change products together"),
        "opts": admin.opts,
        "form": form,
        "count": len(keys),
        "lines": lines,
        "mark": mark,
        "action": ACTION,
        "checkbox": ACTION_CHECKBOX_NAME,
        "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "select_across": request.POST.get("select_across", "0"),
        "index": request.POST.get("index", "0"),
    }
    return TemplateResponse(request, "admin/catalog/product/change_together.html", context)


def mark_of(change: BulkChange, keys: list[int]) -> str:
    """Return what a preview is known by: what would change, and of which products."""
    return hashlib.sha256(repr((change, keys)).encode()).hexdigest()


def tell(request: HttpRequest, outcome: bulk_changes.Outcome) -> None:
    """Say how many products were changed."""
    said = ngettext("%(count)d product was changed.", "%(count)d products were changed.", outcome.changed)
    messages.success(request, said % {"count": outcome.changed})
    if outcome.without_price:
        said = ngettext(
            "%(count)d product has no variant, so no price, and was not published.",
            "%(count)d products have no variant, so no price, and were not published.",
            outcome.without_price,
        )
        messages.warning(request, said % {"count": outcome.without_price})
