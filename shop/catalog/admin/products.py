"""Products: a list to find and publish them in, and one page for all that a product is."""

from contextlib import nullcontext
from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop import back_office
from shop.admin_keeping import KeepsWhatWasUsed
from shop.catalog.admin.bulk import change_together
from shop.catalog.admin.field_names import MADE_OF, MAKE_VARIANTS, NEW_PICTURES, OPTIONS, PREPARING, VALUES
from shop.catalog.admin.filters import CategoryFilter, ProductStockFilter, TagFilter, VendorFilter
from shop.catalog.admin.forms import ProductForm
from shop.catalog.admin.formsets import PictureNotStored, give_pictures
from shop.catalog.admin.inlines import ProductImageInline, VariantInline
from shop.catalog.admin.preparing import prepare
from shop.catalog.admin.thumbnails import thumbnail
from shop.catalog.duplicating import duplicate
from shop.catalog.handles import handle_of
from shop.catalog.models import Product, Variant, bulk_write
from shop.catalog.previews import address_of_preview
from shop.money import format_money
from shop.text_identity import identity, shown

VARIANTS_PAGE = "variants"
"""The parameter that says which page of its variants a product's page shows."""

OPTION_NAMES = [f"{option}_name" for option in OPTIONS]


@admin.register(Product)
class ProductAdmin(KeepsWhatWasUsed, back_office.ModelAdmin):  # type: ignore[type-arg]
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
        (_("Pictures"), {"fields": ["new_pictures"]}),
        (_("Options"), {"fields": [*zip(OPTION_NAMES, VALUES, strict=True), MADE_OF, MAKE_VARIANTS]}),
    ]
    readonly_fields = ["created_at", "updated_at"]
    prepopulated_fields = {"slug": ["title"]}
    menu_position = 1
    in_search = True
    list_display = ["picture", "named", "status", "category", "price", "stock", "low"]
    list_display_links = ["picture", "named"]
    list_filter = ["status", ProductStockFilter, "is_on_sale", CategoryFilter, VendorFilter, TagFilter]
    list_select_related = ["cover", "category"]
    list_per_page = 50
    search_fields = ["title", "slug", "vendor", "product_type", "tags", "variants__sku"]
    search_help_text = _("Title, address, vendor, type, tags or SKU")
    show_full_result_count = False
    # The key is the order of creation too, and is the one that needs no sorting.
    ordering = ["-pk"]
    change_form_template = "admin/catalog/product/change_product.html"
    actions = ["change_together", "publish", "unlist", "archive", "return_to_draft"]

    class Media:
        css = {"all": ["admin/shop.css", "admin/product.css"]}
        js = ["admin/unsaved.js", "admin/ordering.js"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Product]:
        """Products with the number of their variants and the stock of those that track it."""
        products: QuerySet[Product] = super().get_queryset(request)
        variants = Variant.objects.order_by().filter(product=OuterRef("pk")).values("product")
        count = variants.annotate(count=Count("pk")).values("count")
        stock = variants.annotate(total=Sum("stock", filter=Q(track_stock=True))).values("total")
        low = Exists(Variant.objects.low().filter(product=OuterRef("pk")))
        return products.annotate(variant_count=Subquery(count), stock_total=Subquery(stock), has_low=low)

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

    def get_urls(self) -> list[Any]:
        copy = self.admin_site.admin_view(self.duplicate)
        return [path("<int:pk>/duplicate/", copy, name="catalog_product_duplicate"), *super().get_urls()]

    def duplicate(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make a draft after a product, and open it. Writes."""
        product = get_object_or_404(Product, pk=pk)
        if not (self.has_add_permission(request) and self.has_view_permission(request, product)):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        copy = duplicate(product)
        self.log_addition(request, copy, str(_("Made after “%(title)s”.") % {"title": product.title}))
        self.say(request, str(_("This is the copy: a draft, without stock.")))
        return redirect("admin:catalog_product_change", copy.pk)

    def get_fieldsets(self, request: HttpRequest, obj: Product | None = None) -> Any:
        """Return what is on the page; who may only look is asked for nothing new."""
        found = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return found
        return [(name, {**options, "fields": without_new(options["fields"])}) for name, options in found]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Show a product's page; all that is saved of it is one write."""
        if request.method == "POST" and self.may_write(request, object_id):
            prepare(request, int(object_id) if object_id else None)
        try:
            with bulk_write() if request.method == "POST" else nullcontext():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except PictureNotStored as error:
            self.message_user(request, str(error), messages.ERROR)
            return redirect(request.get_full_path())

    def may_write(self, request: HttpRequest, object_id: str | None) -> bool:
        if object_id is None:
            return self.has_add_permission(request)
        return object_id.isdecimal() and self.has_change_permission(request)

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
        give_pictures(formsets)
        # Saving the product has just written back what its row said when it was read.
        Product.objects.filter(pk=form.instance.pk).refresh_list_fields()

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draw a product's page, with the link to its preview where shoppers may not see it yet."""
        context["is_prepared"] = PREPARING in request.POST
        product: Product | None = kwargs.get("obj")
        context["may_duplicate"] = product is not None and self.has_add_permission(request)
        if product is not None and product.pk and product.status in Product.UNPUBLISHED:
            context["address_of_preview"] = address_of_preview(product)
        return super().render_change_form(request, context, *args, **kwargs)

    def view_on_site(self, product: Product) -> str | None:
        return product.get_absolute_url() if product.is_reachable else None

    @admin.display(description=_("picture"))
    def picture(self, product: Product) -> SafeString:
        return thumbnail(product.cover, side=48, alt=product.title)

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

    @admin.display(description=_("low"))
    def low(self, product: Product) -> str:
        """Say that of a variant few or none are left."""
        return str(_("Low")) if product.has_low else ""  # type: ignore[attr-defined]

    @admin.action(description=_("Change selected products together"), permissions=["change"])
    def change_together(self, request: HttpRequest, products: QuerySet[Product]) -> HttpResponseBase | None:
        return change_together(self, request, products)

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


def without_new(fields: Any) -> list[Any]:
    """Return the names of fields, nested as they are, without those that only bring something new."""
    new = {*VALUES, MADE_OF, MAKE_VARIANTS, NEW_PICTURES}
    kept = [without_new(field) if isinstance(field, list | tuple) else field for field in fields if field not in new]
    return [field for field in kept if field]


@transaction.atomic
def set_status(products: QuerySet[Product], status: Product.Status) -> int:
    """Give these products a status; return how many did not have it."""
    # A search has made the rows distinct, and such rows cannot be held.
    chosen = Product.objects.filter(pk__in=list(products.order_by().values_list("pk", flat=True)))
    chosen.lock_rows()
    return chosen.exclude(status=status).update(status=status)
