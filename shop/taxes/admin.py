"""Tax rates, by country."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop import back_office
from shop.addresses import country_choices, country_name
from shop.catalog.models import Variant
from shop.taxes.models import TaxRate

MOST_NAMED = 30


class PercentField(forms.DecimalField):
    """A rate, shown without needless zeros: 19, not 19.000."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class TaxRateForm(forms.ModelForm):  # type: ignore[type-arg]
    """A rate. Says which tax codes the shop's variants have, since a class must be spelt as they spell it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "country" in self.fields:
            self.fields["country"] = forms.ChoiceField(
                choices=[("", "---------"), *country_choices()], label=_("Country")
            )
        if "tax_class" in self.fields and (codes := _codes_in_use()):
            field = self.fields["tax_class"]
            field.help_text = _("%(help)s In use: %(codes)s.") % {"help": field.help_text, "codes": codes}

    def clean_tax_class(self) -> str:
        return " ".join(self.cleaned_data["tax_class"].split())


@admin.register(TaxRate)
class TaxRateAdmin(back_office.ModelAdmin):  # type: ignore[type-arg]
    form = TaxRateForm
    formfield_overrides = {models.DecimalField: {"form_class": PercentField}}
    fields = ["country", "tax_class", "name", "percent"]
    list_display = ["country_text", "class_text", "name", "percent"]
    list_editable = ["percent"]
    list_filter = [("tax_class", admin.EmptyFieldListFilter)]
    search_fields = ["country", "name", "tax_class"]
    search_help_text = _("Country code, name or tax class")
    list_per_page = list_max_show_all = 500

    class Media:
        css = {"all": ["admin/shop.css"]}

    @admin.display(description=_("country"), ordering="country")
    def country_text(self, rate: TaxRate) -> str:
        return f"{country_name(rate.country)} ({rate.country})"

    @admin.display(description=_("tax class"), ordering="tax_class")
    def class_text(self, rate: TaxRate) -> str:
        return rate.tax_class or str(_("standard"))


def _codes_in_use() -> str:
    codes = Variant.objects.exclude(tax_code="").order_by("tax_code").values_list("tax_code", flat=True).distinct()
    return ", ".join(codes[:MOST_NAMED])
