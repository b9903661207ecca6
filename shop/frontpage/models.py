"""Sections of the front page, with the products and quotes that belong to one."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from pictures.models import PictureField

from shop.catalog.models import Category, Product
from shop.catalog.models.images import framed_picture_of
from shop.catalog.models.versions import Versioned, VersionedQuerySet
from shop.catalog.schedule import Scheduled, ScheduledQuerySet
from shop.display import Picture
from shop.web_paths import validate_path_or_https

MOST_SECTIONS = 40
MOST_PRODUCTS = 24
MOST_TEXT = 20_000


class SectionQuerySet(ScheduledQuerySet["Section"]):
    """Sections, in the order of the page."""


class Section(Scheduled):
    """A section of the front page. What it shows is up to its kind, which uses some of the fields alone.

    `shop.frontpage.kinds` has the kinds. A section whose kind the shop does not know, or that has nothing to show, is
    left out of the page.
    """

    class Source(models.TextChoices):
        NEWEST = "newest", _("the newest products")
        ON_SALE = "on_sale", _("products on sale")
        CATEGORY = "category", _("the newest of a category")
        TAG = "tag", _("the newest with a tag")
        CHOSEN = "chosen", _("those chosen below")

    class Side(models.TextChoices):
        LEFT = "left", _("picture on the left")
        RIGHT = "right", _("picture on the right")

    kind = models.SlugField(_("kind"), max_length=30, editable=False)
    position = models.PositiveIntegerField(_("position"), default=0, editable=False)
    is_on = models.BooleanField(_("on"), default=True, help_text=_("What is off is shown in the preview alone."))
    heading = models.CharField(_("heading"), max_length=120, blank=True)
    text = models.TextField(_("text"), max_length=MOST_TEXT, blank=True)
    photo = PictureField(
        _("picture"), upload_to="front-page/", width_field="width", height_field="height", blank=True, max_length=255
    )
    width = models.PositiveIntegerField(_("width"), null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True, editable=False)
    drawing = models.CharField(_("drawing"), max_length=255, blank=True, editable=False)
    alt = models.CharField(
        _("alternative text"),
        max_length=512,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it. Empty: it is there for its looks alone."),
    )
    side = models.CharField(_("side"), max_length=10, choices=Side, default=Side.LEFT)
    button = models.CharField(_("button"), max_length=60, blank=True, help_text=_("What it says: See the new glasses"))
    link = models.CharField(
        _("leads to"),
        max_length=500,
        blank=True,
        validators=[validate_path_or_https],
        help_text=_("A path of this shop, such as /search/, or an address that begins with https://."),
    )
    source = models.CharField(_("which products"), max_length=10, choices=Source, default=Source.NEWEST)
    category = models.ForeignKey(
        Category, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("category")
    )
    tag = models.CharField(_("tag"), max_length=100, blank=True)
    count = models.PositiveSmallIntegerField(
        _("how many"),
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PRODUCTS)],
        help_text=_("What stands further up on the page is left out, and others come in its place."),
    )

    objects: ClassVar[SectionQuerySet] = SectionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("section")
        verbose_name_plural = _("front page sections")

    def __str__(self) -> str:
        return self.heading or self.kind

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the section, a new one at the end. Queries for the last one's place."""
        if self._state.adding and not self.position:
            self.position = (Section.objects.aggregate(last=Max("position"))["last"] or 0) + 1
        super().save(*args, **kwargs)

    def picture(self, ratio: float) -> Picture:
        """Return its picture for a place that is `ratio` times as wide as high."""
        return framed_picture_of(self.photo.name, self.width, self.height, self.drawing, ratio=ratio)


class PickQuerySet(VersionedQuerySet["Pick"]):
    """Chosen products, in their order."""


class Pick(Versioned):
    """A product that was chosen by hand for a section."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="picks")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="picks", verbose_name=_("product"))
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = PickQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("chosen product")
        verbose_name_plural = _("chosen products")
        constraints = [models.UniqueConstraint(fields=["section", "product"], name="section_has_a_product_once")]

    def __str__(self) -> str:
        return str(self.product)


class QuoteQuerySet(VersionedQuerySet["Quote"]):
    """Quotes, in their order."""


class Quote(Versioned):
    """What somebody says of the shop or its products."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="quotes")
    text = models.TextField(_("what they say"), max_length=1_000)
    author = models.CharField(_("who says it"), max_length=120, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")

    def __str__(self) -> str:
        return self.text[:60]
