"""Products that shoppers may not see yet, for those who have a link that the merchant gave them."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from shop import preview_links
from shop.catalog import navigation
from shop.catalog.models import Product
from shop.catalog.pages.buy_box import PickTarget
from shop.catalog.pages.product_page import build_picked, build_product_page
from shop.catalog.pages.variant_selection import select_variant
from shop.catalog.product_query import read_unpublished
from shop.catalog.views import draw
from shop.http import Request
from shop.templating.compiled import render_compiled

KIND = "product"


def address_of_preview(product: Product) -> str:
    """Return the path of a product's preview, signed now."""
    return reverse("catalog:product-preview", args=[preview_links.sign(KIND, product.pk)])


@preview_links.preview_page(KIND)
def product_preview(request: Request, pk: int) -> HttpResponse:
    """A product as its page will be. One that is published by now has that page, and the link leads there."""
    if published := Product.objects.reachable().filter(pk=pk).first():
        return redirect(published)
    try:
        selection = select_variant(read_unpublished(pk), request.GET)
    except Product.DoesNotExist as error:
        raise Http404 from error
    way = PickTarget.in_preview(request.path)
    if request.htmx:
        response = HttpResponse(render_compiled("catalog/offer.htmx.html", "picked", build_picked(selection, way)))
    else:
        categories = navigation.load()
        page = build_product_page(selection, categories, way)
        response = draw(request, "catalog/product_detail.html", page, categories)
    patch_vary_headers(response, ["HX-Request"])
    return response
