"""Categories, listed as the tree they are."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from shop.catalog import navigation
from shop.catalog.admin import trees
from shop.catalog.models import Category, Product


class CategoryForm(forms.ModelForm):  # type: ignore[type-arg]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "parent" in self.fields:
            self.fields["parent"].choices = trees.choices(without_below=self.instance.pk)  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        other = navigation.find_alike(navigation.load(), slug)
        # What is spelled alike letter by letter, the model refuses.
        if other and other.category.pk != self.instance.pk and other.category.slug != slug:
            raise ValidationError(_("“%(title)s” has this address already."), params={"title": other.category.name})
        return slug


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    form = CategoryForm
    fields = ["name", "slug", "parent", "position", "is_in_menu", "description"]
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["indented_name", "slug", "position", "product_count", "is_in_menu"]
    list_display_links = ["indented_name"]
    list_editable = ["position", "is_in_menu"]
    search_fields = ["name", "slug"]
    # The order is the tree's own.
    sortable_by = ()
    list_per_page = list_max_show_all = 1000

    class Media:
        css = {"all": ["admin/shop.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        """Categories with their place and depth in the tree and the number of their own products."""
        tree = list(trees.branches())
        products = Product.objects.order_by().filter(category=OuterRef("pk")).values("category")
        rows: QuerySet[Category] = super().get_queryset(request)
        return rows.annotate(
            place=numbered({branch.category.pk: place for place, branch in enumerate(tree)}),
            depth=numbered({branch.category.pk: len(branch.trail) - 1 for branch in tree}),
            product_count=Coalesce(Subquery(products.values_list(Count("pk"))), 0),
        )

    def get_ordering(self, request: HttpRequest) -> Any:
        return [F("place")]

    @admin.display(description=_("name"))
    def indented_name(self, category: Category) -> SafeString:
        return format_html("{}{}", trees.INDENT * category.depth, category.name)  # type: ignore[attr-defined]

    @admin.display(description=_("products"))
    def product_count(self, category: Category) -> int:
        return category.product_count  # type: ignore[attr-defined, no-any-return]

    def view_on_site(self, category: Category) -> str:
        return category.get_absolute_url()


def numbered(numbers: dict[int, int]) -> Case:
    """Return an expression that gives each row the number of its key."""
    cases = [When(pk=pk, then=Value(number)) for pk, number in numbers.items()]
    return Case(*cases, default=Value(0), output_field=IntegerField())
