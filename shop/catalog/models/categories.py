"""Categories: a tree, small enough to be read whole."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop.catalog.addresses import address_of
from shop.catalog.models.derived import HandleField
from shop.catalog.models.versions import Versioned, VersionedQuerySet
from shop.new_addresses import Addressed


class CategoryQuerySet(VersionedQuerySet["Category"]):
    """Categories, written in bulk."""


class Category(Addressed, Versioned):
    """A place in the shop's navigation. A product is listed in its category and in all that stand above it."""

    name = models.CharField(_("name"), max_length=255)
    slug = HandleField(_("slug"))
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )
    position = models.PositiveIntegerField(_("position"), default=0, help_text=_("Lower numbers come first."))
    description = models.TextField(_("description"), blank=True)
    is_in_menu = models.BooleanField(
        _("in the menu"),
        default=True,
        help_text=_("The menu and the front page show the categories at the top. The others are found by their links."),
    )

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name", "pk"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [
            models.UniqueConstraint("parent", "name", name="category_name_is_unique_below_its_parent"),
            models.UniqueConstraint("name", condition=Q(parent=None), name="category_name_is_unique_at_the_top"),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="category_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("category-detail", self.slug)

    def clean(self) -> None:
        """Refuse a parent that stands below this category. Queries once for each level."""
        above = self.parent
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent": _("A category cannot stand below itself.")})
            above = above.parent
