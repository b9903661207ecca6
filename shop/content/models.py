"""Pages of text that a merchant writes, with what every shop in the EU has to say among them."""

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shop.catalog.models.derived import HandleField
from shop.catalog.models.versions import Versioned, VersionedQuerySet
from shop.catalog.schedule import Scheduled, ScheduledQuerySet
from shop.new_addresses import Addressed
from shop.rich_text.fields import RichTextField
from shop.rich_text.plain_text import plain_text
from shop.web_paths import NOT_A_PLACE, is_path_or_https

MARKER = re.compile(r"\[FILL IN:?\s*([^\]]*)\]?", re.IGNORECASE)
"""What a starting text says where the merchant has to."""


class PageQuerySet(ScheduledQuerySet["Page"]):
    def published(self) -> "PageQuerySet":
        """Those that everyone may read now."""
        return self.showing().filter(status=Page.Status.PUBLISHED)  # type: ignore[return-value]


class Page(Addressed, Scheduled):
    """A page of text at `/pages/<slug>/`."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    class Kind(models.TextChoices):
        IMPRINT = "imprint", _("Imprint")
        TERMS = "terms", _("Terms")
        PRIVACY = "privacy", _("Privacy")
        WITHDRAWAL = "withdrawal", _("Right of withdrawal")
        DELIVERY = "delivery", _("Delivery and payment")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        ABOUT = "about", _("About us")
        CONTACT = "contact", _("Contact")

    title = models.CharField(_("title"), max_length=200)
    slug = HandleField(_("address"), help_text=_("The page is at /pages/ and this."))
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind,
        blank=True,
        help_text=_(
            "Pages of a kind stand at the foot of every page; terms and the like before an order is placed too."
        ),
    )
    text = RichTextField(_("text"), blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT)
    description = models.CharField(
        _("description"), max_length=320, blank=True, help_text=_("For search engines. Empty: how the text begins.")
    )
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects: ClassVar[PageQuerySet] = PageQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [
            models.UniqueConstraint("kind", condition=~models.Q(kind=""), name="one_page_of_each_kind"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("content:page-detail", args=[self.slug])

    @property
    def unfilled(self) -> list[str]:
        """What is still to be filled in, in the order of the page."""
        said = f"{self.title} {plain_text(self.text)} {self.description}"
        return [" ".join(each.split()) or str(_("a place")) for each in MARKER.findall(said)]

    @property
    def is_public(self) -> bool:
        return self.status == self.Status.PUBLISHED and self.is_showing()

    def clean(self) -> None:
        """Raises ValidationError for a page that is published while something of it is to be filled in."""
        super().clean()
        if self.status == self.Status.PUBLISHED and self.unfilled:
            said = _("This page cannot be published yet. Fill in, or take out: %(left)s.")
            raise ValidationError({"status": ValidationError(said, params={"left": "; ".join(self.unfilled)})})


class MenuItemQuerySet(VersionedQuerySet["MenuItem"]):
    """Entries of the menus, written in bulk."""


class MenuItem(Versioned):
    """An entry of a menu: a category, a page, or an address. Below an entry stand others, on two levels in all."""

    class Menu(models.TextChoices):
        HEAD = "head", _("Head of every page")
        FOOT = "foot", _("Foot of every page")

    menu = models.CharField(_("menu"), max_length=10, choices=Menu, default=Menu.HEAD)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("below")
    )
    position = models.PositiveIntegerField(_("position"), default=0, help_text=_("Lower numbers come first."))
    category = models.ForeignKey(
        "catalog.Category", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("category")
    )
    page = models.ForeignKey(Page, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("page"))
    address = models.CharField(
        _("address"), max_length=500, blank=True, help_text=_("One of this shop, as /search/, or https://…")
    )
    label = models.CharField(
        _("label"), max_length=100, blank=True, help_text=_("Empty: the name of the category or the title of the page.")
    )

    objects: ClassVar[MenuItemQuerySet] = MenuItemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["menu", "position", "pk"]
        verbose_name = _("menu entry")
        verbose_name_plural = _("menu entries")

    def __str__(self) -> str:
        return self.label or str(self.category or self.page or self.address)

    def clean(self) -> None:
        """Raises ValidationError for an entry that leads nowhere, to two places, or stands too deep. Queries."""
        super().clean()
        faults: dict[str, Any] = {}
        if sum(bool(each) for each in (self.category_id, self.page_id, self.address)) != 1:
            faults["address"] = _("Choose one: a category, a page, or an address.")
        elif self.address and not is_path_or_https(self.address):
            faults["address"] = NOT_A_PLACE
        elif self.address and not self.label:
            faults["label"] = _("Give the words that lead to this address.")
        if self.parent and (self.parent.parent_id or self.parent_id == self.pk or self.parent.menu != self.menu):
            faults["parent"] = _("Choose an entry of the first level of the same menu.")
        elif self.parent and self.pk and self.children.exists():
            faults["parent"] = _("This entry has others below it. A menu has two levels.")
        if faults:
            raise ValidationError(faults)
