"""All products of a category, moved to another one: what goes before the category may be deleted."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop.catalog.admin import trees
from shop.catalog.models import Category, Product


class TargetForm(forms.Form):
    target = forms.ModelChoiceField(queryset=Category.objects.all(), label=_("To the category"))

    def __init__(self, *args: Any, category: Category, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["target"]
        field.queryset = Category.objects.exclude(pk=category.pk)
        field.choices = [(pk, name) for pk, name in trees.choices() if pk != category.pk]


def move_products(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask for the other category, and move all products of this one there."""
    category = get_object_or_404(Category, pk=pk)
    if not (model_admin.has_change_permission(request, category) and request.user.has_perm("catalog.change_product")):
        raise PermissionDenied
    form = TargetForm(request.POST if request.method == "POST" else None, category=category)
    if form.is_valid():
        target = form.cleaned_data["target"]
        count = move_all(category, target)
        said = ngettext("%(count)d product is in “%(name)s” now.", "%(count)d products are in “%(name)s” now.", count)
        model_admin.message_user(request, said % {"count": count, "name": target}, messages.SUCCESS)
        return redirect(reverse("admin:catalog_category_change", args=[category.pk]))
    context = {
        **model_admin.admin_site.each_context(request),
        "category": category,
        "count": category.products.count(),
        "form": form,
        "title": _("Move all products"),
        "opts": model_admin.opts,
    }
    return TemplateResponse(request, "admin/catalog/category/move_products.html", context)


@transaction.atomic
def move_all(category: Category, target: Category) -> int:
    """Put all products of one category into another; return how many. Writes."""
    moved = Product.objects.filter(pk__in=list(category.products.values_list("pk", flat=True)))
    moved.lock_rows()
    return moved.update(category=target)


def reason_not_to_delete(rows: Any) -> list[str]:
    """Return which of these categories have products, in a sentence that says what to do first."""
    names = ", ".join(f"“{row}”" for row in rows.filter(products__isnull=False).distinct())
    said = _("%(names)s: has products. Move them all to another category first.")
    return [str(said % {"names": names})] if names else []
