"""Products, and what a list needs to know of each without asking further."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import connection, models, transaction
from django.db.models import Expression, Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from shop.catalog.addresses import address_of
from shop.catalog.models.categories import Category
from shop.catalog.models.denormalised import write_list_fields
from shop.catalog.models.derived import HandleField, IdentityField, NameKeyField, derive, derived_values, with_derived
from shop.catalog.models.versions import Versioned, VersionedQuerySet
from shop.catalog.models.write_signals import notify_written, pending, products_leaving
from shop.display import Price
from shop.money import MoneyField
from shop.new_addresses import Addressed
from shop.rich_text.plain_text import plain_text


class ProductQuerySet(VersionedQuerySet["Product"]):
    def published(self) -> Self:
        """Products that shoppers find in lists, in a search and in the sitemap."""
        return self.filter(status=Product.Status.ACTIVE)

    def reachable(self) -> Self:
        """Products that shoppers may see and buy: those in lists, and those whose link they must know."""
        return self.filter(status__in=Product.REACHABLE)

    def unpublished(self) -> Self:
        """Products that shoppers may not see yet: those that a preview is for."""
        return self.filter(status__in=Product.UNPUBLISHED)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def on_sale(self) -> Self:
        return self.filter(is_on_sale=True, is_available=True)

    def related_to(self, key: int | Expression, *, category: int | Expression | None) -> Self:
        """What can be bought besides a product from the same category, the newest first."""
        return self.newest_first().filter(category=category, is_available=True).exclude(pk=key)

    def lock_rows(self) -> None:
        """Hold these products' rows until the transaction ends, in the one order that all who lock them keep.

        Whoever changes variants or images holds their products first.
        """
        list(self.order_by("pk").select_for_update(no_key=True).values_list("pk"))

    @property
    def own_keys(self) -> list[int]:
        return list(self.order_by().values_list("pk", flat=True))

    @transaction.atomic
    def update(self, **fields: Any) -> int:
        keys = self.own_keys
        fields.setdefault("updated_at", timezone.now())
        if len(keys) > 1 and connection.features.has_select_for_update:
            # An update alone would hold them in the order in which it comes upon them.
            Product.objects.filter(pk__in=keys).lock_rows()
        count = super().update(**derived_values(Product, fields))
        notify_written(Product, keys)
        return count

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_update(self, objs: Iterable["Product"], fields: Iterable[str], *args: Any, **kwargs: Any) -> int:
        products, names = list(objs), with_derived(Product, fields)
        derive(products, names)
        return super().bulk_update(products, sorted(names), *args, **kwargs)

    bulk_update.alters_data = True  # type: ignore[attr-defined]

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        self.order_by().lock_rows()
        products_leaving.send(Product, keys=self.own_keys)
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    @transaction.atomic
    def refresh_list_fields(self) -> None:
        """Write what lists need into these products' rows, from their variants and images: three queries for all.

        The models do it themselves; whoever writes variants or images past them calls this.
        """
        keys = self.own_keys
        if later := pending.get():
            later.outdated.update(keys)
            return
        self.write_list_fields(updated_at=timezone.now())
        notify_written(Product, keys)

    def write_list_fields(self, **fields: Any) -> None:
        """Write offers, and these fields with them, without telling filters and search of it."""
        write_list_fields(self, **fields)


class Product(Addressed, Versioned):
    """Something sold, in one variant or several that differ by up to three options.

    The fields from `price_from` on repeat what the variants and images say, so that a list needs no query for each
    product; `ProductQuerySet.write_list_fields` alone writes them.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ACTIVE = "active", _("Active")
        UNLISTED = "unlisted", _("Unlisted")
        HIDDEN = "hidden", _("Active, but not published")
        ARCHIVED = "archived", _("Archived")

    REACHABLE = (Status.ACTIVE, Status.UNLISTED)
    """A status that is not here hides its product."""
    UNPUBLISHED = (Status.DRAFT, Status.HIDDEN)

    title = models.CharField(_("title"), max_length=255)
    slug = HandleField(_("slug"))
    description = models.TextField(_("description"), blank=True, help_text=_("HTML. Scripts and styles are removed."))
    vendor = models.CharField(_("vendor"), max_length=255, blank=True)
    product_type = models.CharField(_("type"), max_length=255, blank=True)
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, blank=True, related_name="products", verbose_name=_("category")
    )
    tags = models.TextField(_("tags"), blank=True, help_text=_("Separated by commas."))
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.DRAFT,
        help_text=_("What is unlisted can be bought by those who have its link, and is in no list and no search."),
    )
    gift_card = models.BooleanField(_("gift card"), default=False)
    seo_title = models.CharField(_("SEO title"), max_length=255, blank=True)
    seo_description = models.TextField(_("SEO description"), blank=True)
    option1_name = models.CharField(_("first option"), max_length=255, blank=True, help_text=_("Size, colour, …"))
    option2_name = models.CharField(_("second option"), max_length=255, blank=True)
    option3_name = models.CharField(_("third option"), max_length=255, blank=True)
    feed = models.JSONField(
        _("feed"),
        default=dict,
        blank=True,
        editable=False,
        help_text=_("Columns of the merchant's file that the shop keeps but does not use, by name."),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    name_key = NameKeyField(of="title")
    slug_key = IdentityField(of="slug", db_index=True)
    price_from = MoneyField(_("price from"), null=True, editable=False)
    compare_at_from = MoneyField(_("compare-at price from"), null=True, editable=False)
    saving = MoneyField(_("saving"), default=0, editable=False)
    price_varies = models.BooleanField(_("price varies"), default=False, editable=False)
    is_on_sale = models.BooleanField(_("on sale"), default=False, editable=False)
    is_available = models.BooleanField(_("available"), default=False, editable=False)
    sole_variant = models.ForeignKey(
        "catalog.Variant",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        help_text=_("The variant of a product that needs no choice."),
    )
    cover = models.ForeignKey(
        "catalog.ProductImage", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [
            models.CheckConstraint(
                condition=~Q(option1_name="", option2_name__gt="") & ~Q(option2_name="", option3_name__gt=""),
                name="product_options_leave_no_gap",
            ),
            models.CheckConstraint(
                condition=Q(price_from__isnull=True) | Q(price_from__gte=0), name="product_price_from_not_negative"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-created_at", "-id"], name="product_newest_of_all"),
            models.Index(fields=["status", "category", "-created_at", "-id"], name="product_newest"),
            models.Index(fields=["status", "category", "price_from", "id"], name="product_cheapest"),
            models.Index(fields=["status", "category", "name_key", "id"], name="product_by_name"),
            models.Index(fields=["status", "category", "-saving", "-id"], name="product_biggest_saving"),
        ]

    def __str__(self) -> str:
        return self.title

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        if named := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*with_derived(Product, named), "updated_at"}
        super().save(*args, **kwargs)
        notify_written(Product, [self.pk])

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        Product.objects.filter(pk=self.pk).lock_rows()
        products_leaving.send(Product, keys=[self.pk])
        return super().delete(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return address_of("product-detail", self.slug)

    @property
    def shown_price(self) -> Price:
        return Price.of(self.price_from, varies=self.price_varies)

    @property
    def is_published(self) -> bool:
        """Whether shoppers find it in lists."""
        return self.status == self.Status.ACTIVE

    @property
    def is_reachable(self) -> bool:
        """Whether shoppers may see and buy it."""
        return self.status in self.REACHABLE

    @property
    def option_names(self) -> list[str]:
        return [name for name in (self.option1_name, self.option2_name, self.option3_name) if name]

    @property
    def tag_list(self) -> list[str]:
        return [tag.strip() for tag in self.tags.split(",") if tag.strip()]

    @property
    def meta_description(self) -> str:
        """What a search engine may show below the title: the merchant's own text, or the start of the description."""
        return plain_text(self.seo_description) or Truncator(plain_text(self.description)).chars(160)
