"""Products: a list to find and publish them in, and one page for all that a product is."""

from contextlib import nullcontext
from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop.catalog.admin.filters import CategoryFilter, VendorFilter
from shop.catalog.admin.forms import ProductForm
from shop.catalog.admin.formsets import PictureNotStored
from shop.catalog.admin.inlines import ProductImageInline, VariantInline
from shop.catalog.admin.thumbnails import thumbnail
from shop.catalog.handles import handle_of
from shop.catalog.models import Product, Variant, written_together
from shop.money import format_money
from shop.text_identity import identity, shown

VARIANTS_PAGE = "variants"
"""The parameter that says which page of its variants a product's page shows."""


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    form = ProductForm
    # Variants before images: a variant lets go of its image before that may be deleted.
    inlines = [VariantInline, ProductImageInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", ("status", "category"), "description"]}),
        (_("Organisation"), {"fields": [("vendor", "product_type"), "tags", "gift_card"]}),
        (
            _("Search engines and dates"),
            {"fields": ["seo_title", "seo_description", "created_at", "updated_at"], "classes": ["collapse"]},
        ),
        (_("Options"), {"fields": [("option1_name", "option2_name", "option3_name")]}),
    ]
    readonly_fields = ["created_at", "updated_at"]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["picture", "named", "status", "category", "price", "stock"]
    list_display_links = ["picture", "named"]
    list_filter = ["status", "is_available", "is_on_sale", CategoryFilter, VendorFilter]
    list_select_related = ["cover", "category"]
    list_per_page = 50
    search_fields = ["title", "slug", "vendor", "product_type", "tags", "variants__sku"]
    search_help_text = _("Title, address, vendor, type, tags or SKU")
    show_full_result_count = False
    # The key is the order of creation too, and is the one that needs no sorting.
    ordering = ["-pk"]
    actions = ["publish", "unlist", "archive", "return_to_draft"]

    class Media:
        css = {"all": ["admin/shop.css"]}
        js = ["admin/unsaved.js"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Product]:
        """Products with the number of their variants and the stock of those that track it."""
        products: QuerySet[Product] = super().get_queryset(request)
        variants = Variant.objects.order_by().filter(product=OuterRef("pk")).values("product")
        count = variants.annotate(count=Count("pk")).values("count")
        stock = variants.annotate(total=Sum("stock", filter=Q(track_stock=True))).values("total")
        return products.annotate(variant_count=Subquery(count), stock_total=Subquery(stock))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Product], search_term: str
    ) -> tuple[QuerySet[Product], bool]:
        """Find by words as they are shown, and by what is compared of the address: SQLite folds case in ASCII alone."""
        words = shown(search_term)
        found, _ = super().get_search_results(request, queryset, words)
        return (
            (found | queryset.filter(slug_key__contains=identity(handle_of(words))), True) if words else (found, False)
        )

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Product | None:
        """Find a product; one that is being saved is held until it is, so that two merchants take turns."""
        product: Product | None = super().get_object(request, object_id, from_field)
        if product is not None and request.method == "POST":
            product.refresh_from_db(from_queryset=Product.objects.select_for_update(no_key=True))
        return product

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Show a product's page; all that is saved of it is one write."""
        try:
            with written_together() if request.method == "POST" else nullcontext():
                return super().changeform_view(request, *args, **kwargs)
        except PictureNotStored as error:
            self.message_user(request, str(error), messages.ERROR)
            return redirect(request.get_full_path())

    def get_formset_kwargs(self, request: HttpRequest, obj: Product, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        asked = {"asked_page": request.GET.get(VARIANTS_PAGE, "")} if isinstance(inline, VariantInline) else {}
        return kwargs | asked

    def response_change(self, request: HttpRequest, obj: Product) -> HttpResponse:
        """Lead on; whoever continues to edit stays on the page of variants."""
        response = super().response_change(request, obj)
        if "_continue" in request.POST and VARIANTS_PAGE in request.GET:
            address = urlsplit(response["Location"])
            query = QueryDict(address.query, mutable=True)
            query[VARIANTS_PAGE] = request.GET[VARIANTS_PAGE]
            response["Location"] = address._replace(query=query.urlencode()).geturl()
        return response

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        # Saving the product has just written back what its row said when it was read.
        Product.objects.filter(pk=form.instance.pk).refresh_offers()

    def view_on_site(self, product: Product) -> str | None:
        return product.get_absolute_url() if product.is_reachable else None

    @admin.display(description="")
    def picture(self, product: Product) -> SafeString:
        return thumbnail(product.cover, side=48)

    @admin.display(description=_("title"), ordering="name_key")
    def named(self, product: Product) -> str:
        return product.title

    @admin.display(description=_("price"), ordering="price_from")
    def price(self, product: Product) -> str:
        if product.price_from is None:
            return "\N{EN DASH}"
        price = format_money(product.price_from)
        return str(_("from %(price)s") % {"price": price}) if product.price_varies else price

    @admin.display(description=_("stock"), ordering="stock_total")
    def stock(self, product: Product) -> str:
        total: int | None = product.stock_total  # type: ignore[attr-defined]
        count: int | None = product.variant_count  # type: ignore[attr-defined]
        if not count:
            return str(_("No variants"))
        if total is None:
            return str(_("Not tracked"))
        if count == 1:
            return str(total)
        return ngettext("%(total)d in %(count)d variant", "%(total)d in %(count)d variants", count) % {
            "total": total,
            "count": count,
        }

    @admin.action(description=_("Publish selected products"), permissions=["change"])
    def publish(self, request: HttpRequest, products: QuerySet[Product]) -> None:
        without_price = products.filter(price_from__isnull=True).exclude(status=Product.Status.ACTIVE).count()
        count = set_status(products.filter(price_from__isnull=False), Product.Status.ACTIVE)
        self.say(request, ngettext("%d product was published.", "%d products were published.", count) % count)
        if without_price:
            said = ngettext(
                "%d product has no variant, so no price, and was not published.",
                "%d products have no variant, so no price, and were not published.",
                without_price,
            )
            self.message_user(request, said % without_price, messages.WARNING)

    @admin.action(description=_("Unlist selected products"), permissions=["change"])
    def unlist(self, request: HttpRequest, products: QuerySet[Product]) -> None:
        count = set_status(products, Product.Status.UNLISTED)
        self.say(request, ngettext("%d product is unlisted now.", "%d products are unlisted now.", count) % count)

    @admin.action(description=_("Archive selected products"), permissions=["change"])
    def archive(self, request: HttpRequest, products: QuerySet[Product]) -> None:
        count = set_status(products, Product.Status.ARCHIVED)
        self.say(request, ngettext("%d product was archived.", "%d products were archived.", count) % count)

    @admin.action(description=_("Return selected products to draft"), permissions=["change"])
    def return_to_draft(self, request: HttpRequest, products: QuerySet[Product]) -> None:
        count = set_status(products, Product.Status.DRAFT)
        self.say(request, ngettext("%d product is a draft again.", "%d products are drafts again.", count) % count)

    def say(self, request: HttpRequest, sentence: str) -> None:
        self.message_user(request, sentence, messages.SUCCESS)


@transaction.atomic
def set_status(products: QuerySet[Product], status: Product.Status) -> int:
    """Give these products a status; return how many did not have it."""
    # A search has made the rows distinct, and such rows cannot be held.
    chosen = Product.objects.filter(pk__in=list(products.order_by().values_list("pk", flat=True)))
    chosen.hold()
    return chosen.exclude(status=status).update(status=status)
