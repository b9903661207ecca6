"""Where an import puts what a merchant's file names."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.deletion import Collector
from django.utils.translation import gettext_lazy as _

from shop.catalog.models.categories import Category
from shop.text_identity import same


def give_to_parent(collector: Collector, field: Any, mappings: "models.QuerySet[CategoryMapping]", _using: str) -> None:
    """Point the mappings of a category that is deleted to the one that it stood below, or to none."""
    for mapping in mappings.select_related("category"):
        above = mapping.category.parent_id if mapping.category else None
        collector.add_field_update(field, above, [mapping])


class CategoryMapping(models.Model):
    """A type or a category's path as files name it, and the category of the shop that it stands for.

    Imports add what they meet for the first time, and follow it from then on: a category that was moved or renamed
    keeps its products. The table is small enough to be read whole.
    """

    name = models.TextField(
        _("in the file"), help_text=_("A type, or a path such as “Apparel & Accessories > Clothing > Shirts”.")
    )
    category = models.ForeignKey(
        Category,
        on_delete=give_to_parent,
        null=True,
        blank=True,
        related_name="mappings",
        verbose_name=_("category in the shop"),
        help_text=_("Without one, new products come in without a category."),
    )
    position = models.PositiveIntegerField(_("position"), default=0, editable=False)
    """The position that the category was made with."""

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("imported category")
        verbose_name_plural = _("imported categories")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a name that another mapping has. Queries once."""
        others = CategoryMapping.objects.exclude(pk=self.pk).values_list("name", flat=True)
        if any(same(name, self.name) for name in others):
            raise ValidationError({"name": _("There is an imported category of this name already.")})
