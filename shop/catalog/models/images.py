"""A product's pictures."""

import math
import re
from functools import cache, lru_cache

from django.core.files.storage import default_storage
from django.db import models
from django.utils.encoding import filepath_to_uri
from django.utils.translation import gettext_lazy as _
from pictures.models import PictureField, PictureFieldFile

from shop.catalog.models.parts import ProductPart, ProductPartQuerySet
from shop.catalog.models.products import Product
from shop.display import Picture

MAX_IMAGES = 400
"""How many images a product may have: a form sends a file for each, and `DATA_UPLOAD_MAX_NUMBER_FILES` bounds these."""


class ProductImageQuerySet(ProductPartQuerySet["ProductImage"]):
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
    def picture(self) -> Picture:
        return picture_of(self.photo.name, self.width, self.height, self.drawing.name)


@lru_cache(maxsize=4_096)
def picture_of(photo: str | None, width: int | None, height: int | None, drawing: str | None) -> Picture:
    """Return the picture of an image by what its row says, without a model's instance."""
    if photo and width and height:
        return Picture(url_of(photo), srcset_of(photo, width, height), str(width), str(height))
    return Picture(url_of(drawing)) if drawing else Picture()


def framed_picture_of(
    photo: str | None, width: int | None, height: int | None, drawing: str | None, *, ratio: float
) -> Picture:
    """Return the same for a place that is `ratio` times as wide as high; the size of a drawing is what its row says."""
    if photo and width and height:
        return Picture(url_of(photo), srcset_of(photo, width, height, ratio), str(width), str(height))
    return Picture(url_of(drawing), width=str(width or ""), height=str(height or "")) if drawing else Picture()


def url_of(name: str) -> str:
    return url_form().replace(STEM, name if IS_URI.fullmatch(name) else filepath_to_uri(name))


@cache
def url_form() -> str:
    return default_storage.url(STEM)


def srcset_of(photo: str, width: int, height: int, ratio: float = 1) -> str:
    """Return a photograph's files, each with the width of the largest frame of this ratio that it fills.

    Pages crop to frames, most of them to squares.
    """
    stem, _dot, suffix = photo.rpartition(".")
    return (
        srcset_form(width, height, ratio).replace(STEM, filepath_to_uri(stem)).replace(SUFFIX, filepath_to_uri(suffix))
    )


@lru_cache(maxsize=512)
def srcset_form(width: int, height: int, ratio: float) -> str:
    """Return the files of photographs of this size, with marks in the places of the name and its suffix."""
    photo = PictureFieldFile(ProductImage(width=width, height=height), PHOTO, f"{STEM}.{SUFFIX}")
    stored = {file_width: file.url for file_width, file in photo.aspect_ratios[None]["WEBP"].items()}
    in_frame = min(1, height / width * ratio)
    files = {width: photo.url} | stored
    return ", ".join(f"{url} {math.ceil(width * in_frame)}w" for width, url in sorted(files.items()))


PICTURED_BY = ("photo", "width", "height", "drawing")
"""The columns that `picture_of` asks for, in its order."""
# Which names need no quoting: it costs more than all else here.
IS_URI = re.compile(r"[\w/.-]*", re.ASCII)
STEM, SUFFIX = "~stem~", "~suffix~"
PHOTO = ProductImage.photo.field
