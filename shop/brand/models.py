"""The brand: one row with what the owner has chosen. An empty field is as the environment, or all shops, have it."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.addresses import valid_country
from shop.brand import fields
from shop.brand.look import Look
from shop.brand.palette import DEFAULTS, Palette
from shop.catalog.schedule import Scheduled
from shop.web_paths import validate_path_or_https

MOST_DAYS = 365
MOST_UNITS = 1_000_000


class Brand(Scheduled):
    """Who the shop is. There is one row at most; its dates are those of the announcement."""

    class Corners(models.TextChoices):
        SQUARE = "square", _("Square")
        SLIGHT = "slight", _("Slightly rounded")
        ROUND = "round", _("Very round")

    class Typeface(models.TextChoices):
        SANS = "sans", _("Plain, as the reader's device has it")
        SERIF = "serif", _("Bookish, with serifs")
        HUMANIST = "humanist", _("Friendly, as written by hand")
        GEOMETRIC = "geometric", _("Geometric")
        SLAB = "slab", _("Sturdy, with heavy serifs")
        MONOSPACE = "monospace", _("As typed on a machine")

    name = models.CharField(_("shop name"), max_length=60, blank=True, validators=[fields.valid_line])
    tagline = models.CharField(_("tagline"), max_length=160, blank=True, validators=[fields.valid_line])
    country = models.CharField(_("country"), max_length=2, blank=True, validators=[valid_country])
    logo = models.FileField(_("logo"), upload_to="brand/", blank=True, max_length=200)
    logo_alt = models.CharField(
        _("what the logo says"),
        max_length=120,
        blank=True,
        help_text=_("For who cannot see it. Empty: the shop's name."),
    )
    logo_width = models.PositiveIntegerField(default=0, editable=False)
    logo_height = models.PositiveIntegerField(default=0, editable=False)
    favicon = models.FileField(
        _("icon"),
        upload_to="brand/",
        blank=True,
        max_length=200,
        help_text=_("Beside the page's name in a browser. Square."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True, validators=[fields.valid_line])
    address = models.TextField(_("address"), max_length=1000, blank=True, validators=[fields.valid_address])
    social = models.TextField(
        _("social links"),
        max_length=2000,
        blank=True,
        validators=[fields.valid_social],
        help_text=_("Web addresses, each on its own line."),
    )
    announcement = models.CharField(_("announcement"), max_length=160, blank=True, validators=[fields.valid_line])
    announcement_url = models.CharField(
        _("where it leads"),
        max_length=300,
        blank=True,
        validators=[validate_path_or_https],
        help_text=_("A path of this shop, as /search/, or an address that begins with https://. Empty: nowhere."),
    )
    accent = models.CharField(_("accent colour"), max_length=7, blank=True, validators=[fields.valid_colour])
    second = models.CharField(_("second colour"), max_length=7, blank=True, validators=[fields.valid_colour])
    surface = models.CharField(_("surface colour"), max_length=7, blank=True, validators=[fields.valid_colour])
    text = models.CharField(_("text colour"), max_length=7, blank=True, validators=[fields.valid_colour])
    corners = models.CharField(_("corners"), max_length=10, blank=True, choices=Corners)
    typeface = models.CharField(_("type"), max_length=10, blank=True, choices=Typeface)
    bank_transfer = models.TextField(_("paying by bank transfer"), max_length=2000, blank=True)
    cash = models.TextField(_("paying in cash"), max_length=2000, blank=True)
    offline = models.TextField(_("paying by bank transfer or in cash"), max_length=2000, blank=True)
    returns_days = models.PositiveSmallIntegerField(
        _("returns within (days)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
        help_text=_("Shown with products, in the checkout and at the foot of pages. Empty: nothing is promised."),
    )

    sender_name = models.CharField(
        _("sender of letters"),
        max_length=60,
        blank=True,
        validators=[fields.valid_line],
        help_text=_("The name that shoppers see of who writes. The address stays that of EMAIL_FROM."),
    )
    reply_to = models.EmailField(
        _("answers to letters go to"), blank=True, help_text=_("An e-mail address that somebody reads.")
    )
    low_stock = models.PositiveIntegerField(
        _("low stock from"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_UNITS)],
        help_text=_("So few units of a variant are low, where it has no limit of its own."),
    )

    class Meta:
        verbose_name = _("shop")
        verbose_name_plural = _("shop")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="brand_is_one_row")]

    def __str__(self) -> str:
        return self.name or str(_("The shop"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it as the one row that there is."""
        self.pk = 1
        super().save(*args, **kwargs)

    @property
    def palette(self) -> Palette:
        return Palette(*(getattr(self, field) or DEFAULTS[field] for field in Palette._fields))

    @property
    def look(self) -> Look:
        return Look(self.palette, self.corners, self.typeface)
