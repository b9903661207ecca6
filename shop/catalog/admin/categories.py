"""Categories, listed as the tree they are."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from shop import back_office
from shop.admin_keeping import KeepsWhatWasUsed
from shop.catalog import navigation
from shop.catalog.admin import trees
from shop.catalog.admin.moving import move_products, reason_not_to_delete
from shop.catalog.models import Category, Product
from shop.rich_text.fields import RichTextFormField
from shop.rich_text.widgets import RichTextWidget


class CategoryForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        field_classes = {"description": RichTextFormField}
        widgets = {"description": RichTextWidget}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].unedited = self.instance.description  # type: ignore[attr-defined]
        if "parent" in self.fields:
            self.fields["parent"].choices = trees.choices(without_below=self.instance.pk)  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        """Return the slug. Raises ValidationError where another category's is spelled alike. Queries."""
        slug: str = self.cleaned_data["slug"]
        other = navigation.find_alike(navigation.load(), slug)
        # What is spelled alike letter by letter, the model refuses.
        if other and other.category.pk != self.instance.pk and other.category.slug != slug:
            raise ValidationError(_("“%(title)s” has this address already."), params={"title": other.category.name})
        return slug


@admin.register(Category)
class CategoryAdmin(KeepsWhatWasUsed, back_office.ModelAdmin):  # type: ignore[type-arg]
    form = CategoryForm
    fields = ["name", "slug", "parent", "position", "is_in_menu", "description"]
    prepopulated_fields = {"slug": ["name"]}
    menu_position = 2
    list_display = ["indented_name", "slug", "position", "product_count", "is_in_menu"]
    list_display_links = ["indented_name"]
    list_editable = ["position", "is_in_menu"]
    search_fields = ["name", "slug"]
    # The order is the tree's own.
    sortable_by = ()
    list_per_page = list_max_show_all = 1000
    change_form_template = "admin/catalog/category/change_category.html"

    class Media:
        css = {"all": ["admin/shop.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        """Categories with their depth in the tree and the number of their own products."""
        products = Product.objects.order_by().filter(category=OuterRef("pk")).values("category")
        rows: QuerySet[Category] = super().get_queryset(request)
        return rows.annotate(
            depth=numbered({branch.category.pk: len(branch.trail) - 1 for branch in trees.branches()}),
            product_count=Coalesce(Subquery(products.values_list(Count("pk"))), 0),
        )

    def get_urls(self) -> list[Any]:
        move = self.admin_site.admin_view(self.move)
        return [path("<int:pk>/products/", move, name="catalog_category_move"), *super().get_urls()]

    def move(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return move_products(self, request, pk)

    def reasons_to_keep(self, request: HttpRequest, rows: QuerySet[Category]) -> list[str]:
        return reason_not_to_delete(rows) + super().reasons_to_keep(request, rows)

    def get_ordering(self, request: HttpRequest) -> Any:
        """Return the order of the tree. Forms of other models ask for it too, so it names no annotation. Queries."""
        return [numbered({branch.category.pk: place for place, branch in enumerate(trees.branches())}).asc()]

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
