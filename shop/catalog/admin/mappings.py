"""Which category an import takes for what a file names."""

from typing import Any

from django import forms
from django.contrib import admin

from shop import back_office
from shop.catalog.admin import trees
from shop.catalog.models import CategoryMapping


class CategoryMappingForm(forms.ModelForm):  # type: ignore[type-arg]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "category" in self.fields:
            self.fields["category"].choices = trees.choices()  # type: ignore[attr-defined]


@admin.register(CategoryMapping)
class CategoryMappingAdmin(back_office.ModelAdmin):  # type: ignore[type-arg]
    form = CategoryMappingForm
    fields = ["name", "category"]
    list_display = ["name", "category"]
    list_select_related = ["category"]
    list_filter = [("category", admin.EmptyFieldListFilter)]
    search_fields = ["name", "category__name"]
