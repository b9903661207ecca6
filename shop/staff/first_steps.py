"""The owner's first steps: what is still to be done before a shop can open, by what its data say."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop import identity
from shop.brand.models import Brand
from shop.brand.palette import DEFAULTS
from shop.brand.reading import read_row
from shop.catalog.models import Product
from shop.delivery.models import DeliveryMethod, DeliveryZone
from shop.payments.checks import unsaid
from shop.taxes.models import TaxRate

LOOK = ("logo", "corners", "typeface", *DEFAULTS)
LEGAL = ("imprint", "terms", "privacy", "withdrawal")
"""The kinds of pages that most shops have to have."""
BRAND = "admin:brand_brand_change"


class Link(NamedTuple):
    text: str | Promise
    url: str


class Step(NamedTuple):
    """One step; `key` is its anchor."""

    key: str
    title: str | Promise
    text: str | Promise
    is_done: bool
    links: tuple[Link, ...]


def first_steps() -> list[Step]:
    """Return all steps, in their order. Queries about once for each."""
    brand = read_row() or Brand()
    return [
        name_step(brand),
        look_step(brand),
        country_step(),
        delivery_step(),
        payment_step(),
        *page_steps(),
        products_step(),
    ]


def afterwards() -> list[Link]:
    """Return what makes a shop that has all this more its own."""
    links = [Link(_("Look at the shop"), reverse("catalog:home"))]
    if apps.is_installed("shop.frontpage"):
        links.insert(0, Link(_("Make a front page of sections"), reverse("admin:frontpage_section_changelist")))
    if apps.is_installed("shop.content"):
        links.insert(0, Link(_("Make a menu"), reverse("admin:content_menuitem_changelist")))
    return links


def name_step(brand: Brand) -> Step:
    own = (Link(_("Name and tagline"), reverse(BRAND, args=[1])),)
    text = _("What the shop is called on its pages, in its letters and in browsers, and how shoppers reach you.")
    return Step("name", _("Name"), text, bool(brand.name), own)


def look_step(brand: Brand) -> Step:
    own = (Link(_("Logo, colours and type"), f"{reverse(BRAND, args=[1])}#id_logo"),)
    text = _("A logo and an accent colour make it your own. What cannot be read is refused.")
    return Step("look", _("Look"), text, any(getattr(brand, field) for field in LOOK), own)


def country_step() -> Step:
    """Return the step of country, taxes and zones. Queries twice."""
    own = identity.current().country
    is_done = TaxRate.objects.exists() and any(own in zone.countries for zone in DeliveryZone.objects.all())
    links = (
        Link(_("Tax rates"), reverse("admin:taxes_taxrate_changelist")),
        Link(_("Delivery zones"), reverse("admin:delivery_deliveryzone_changelist")),
    )
    text = _("Where the shop is, with the standard tax rates and the delivery zones that a shop there begins with.")
    return Step("country", _("Country"), text, is_done, links)


def delivery_step() -> Step:
    """Return the step of delivery. Queries once."""
    links = (
        Link(_("Add a delivery method"), reverse("admin:delivery_deliverymethod_add")),
        Link(_("Delivery methods"), reverse("admin:delivery_deliverymethod_changelist")),
    )
    text = _("How goods reach shoppers, what it costs and how many working days it takes.")
    return Step("delivery", _("Delivery"), text, DeliveryMethod.objects.active().exists(), links)


def payment_step() -> Step:
    text = _("Where shoppers who pay by bank transfer or in cash send their money or bring it.")
    links = (Link(_("How to pay offline"), f"{reverse(BRAND, args=[1])}#id_bank_transfer"),)
    return Step("payment", _("Payment"), text, not unsaid(), links)


def page_steps() -> Iterator[Step]:
    """Yield the step of pages where the shop has them, with those of the law that nobody can read. Queries twice."""
    if not apps.is_installed("shop.content"):
        return
    pages: Any = apps.get_app_config("content").get_model("Page")
    text = _("Imprint, terms, privacy and withdrawal: fill in the starting texts and publish them.")
    published = set(pages.objects.published().values_list("pk", flat=True))
    unpublished = pages.objects.filter(kind__in=LEGAL).exclude(pk__in=published)
    links = (
        Link(_("Pages"), reverse("admin:content_page_changelist")),
        *(
            Link(
                _("%(title)s: not published yet") % {"title": page.title},
                reverse("admin:content_page_change", args=[page.pk]),
            )
            for page in unpublished
        ),
    )
    yield Step("pages", _("Pages"), text, bool(published), links)


def products_step() -> Step:
    """Return the step of products. Queries once."""
    links = (
        Link(_("Import products"), reverse("admin:imports_import_add")),
        Link(_("Add a product"), reverse("admin:catalog_product_add")),
        Link(_("Products"), reverse("admin:catalog_product_changelist")),
    )
    text = _("What is sold, each with a price and a picture.")
    return Step("products", _("Products"), text, Product.objects.published().exists(), links)
