"""A product's pictures."""

import math

from django.db import models
from django.utils.translation import gettext_lazy as _
from pictures.models import PictureField

from shop.catalog.models.parts import ProductPart
from shop.catalog.models.products import Product
from shop.catalog.models.versions import VersionedQuerySet


class ProductImageQuerySet(VersionedQuerySet["ProductImage"]):
    """Images, written in bulk."""


class ProductImage(ProductPart):
    """One view of a product: a photograph, a drawing, or only the address where a photograph can be fetched.

    No page ever draws from `source`: an image without a file and without a drawing is shown as a placeholder.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="images", verbose_name=_("product"))
    position = models.PositiveIntegerField(_("position"), default=0)
    alt = models.CharField(_("alternative text"), max_length=512, blank=True)
    photo = PictureField(
        _("photograph"), upload_to="products/", width_field="width", height_field="height", blank=True, max_length=255
    )
    width = models.PositiveIntegerField(_("width"), null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True, editable=False)
    drawing = models.FileField(
        _("drawing"),
        upload_to="drawings/",
        blank=True,
        max_length=255,
        editable=False,
        help_text=_("A square SVG that the shop drew itself."),
    )
    source = models.CharField(_("source"), max_length=2048, blank=True, help_text=_("Where the picture came from."))

    objects = ProductImageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def __str__(self) -> str:
        return self.alt or self.photo.name or self.drawing.name or self.source

    @property
    def srcset(self) -> str:
        """The photograph's files, each with the side of the largest square that it fills: pages crop to squares."""
        photo = self.photo
        stored = {width: file.url for width, file in photo.aspect_ratios[None]["WEBP"].items()}
        in_square = min(1, photo.height / photo.width)
        files = {photo.width: photo.url} | stored
        return ", ".join(f"{url} {math.ceil(width * in_square)}w" for width, url in sorted(files.items()))
