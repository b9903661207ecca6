"""The pages on which shoppers browse."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shop import site_menus
from shop.catalog import navigation
from shop.catalog.addresses import address_of
from shop.catalog.listing.pagination import Listing, paginate
from shop.catalog.listing.sources import Categories, Found
from shop.catalog.namesakes import at_one_address, redirect_for_good
from shop.catalog.pages.list_page import ListPage, build_list_page
from shop.catalog.pages.product_page import build_dialog, build_picked, build_product_page
from shop.catalog.pages.variant_selection import select_variant
from shop.catalog.product_query import read_product
from shop.catalog.search import SearchForm, Suggestions
from shop.http import Request, cached_page
from shop.http import shop as shop_names
from shop.templating.compiled import render_compiled


@require_safe
@cached_page
def category_detail(request: Request, slug: str) -> HttpResponse:
    """A category with its sub-categories and all products that stand in it or below it."""
    categories = navigation.load()
    branch = navigation.branch_at(categories, slug)
    path = branch.category.get_absolute_url()
    if branch.category.slug != slug:
        return redirect_for_good(request, path)
    listing = paginate(request, Categories(branch.ids))
    page = build_list_page(listing, path, branch.category.name, categories=categories, branch=branch)
    return answer_with_listing(request, "catalog/category_detail.html", listing, page, path)


@require_safe
@cached_page
@at_one_address("product-detail")
def product_detail(request: Request, slug: str) -> HttpResponse:
    """A product; for htmx, the parts of its page that a picked option changes."""
    selection = select_variant(read_product(slug), request.GET)
    if request.htmx:
        response = HttpResponse(render_compiled("catalog/offer.htmx.html", "picked", build_picked(selection)))
        response["HX-Replace-Url"] = selection.get_absolute_url()
    else:
        categories = navigation.load()
        response = draw(request, "catalog/product_detail.html", build_product_page(selection, categories), categories)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@cached_page
@at_one_address("product-choice")
def product_choice(request: Request, slug: str) -> HttpResponse:
    """The choice of a product's options, for the dialog that a card opens. Without htmx, the product's page."""
    if request.htmx:
        selection = select_variant(read_product(slug), request.GET)
        response = HttpResponse(render_compiled("catalog/choice.htmx.html", "choice", build_dialog(selection)))
    else:
        response = redirect(f"{address_of('product-detail', slug)}?{request.GET.urlencode()}")
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@cached_page
def search(request: Request) -> HttpResponse:
    """What the words find, the most relevant first; without words, all products."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    categories = navigation.load()
    everywhere = [*(branch.category.pk for root in categories for branch in root.walk()), None]
    found = Found(words, is_exact=form.cleaned_data["exact"]) if words else None
    listing = paginate(request, found or Categories(everywhere))
    heading = _("Search for “%(words)s”") % {"words": words} if words else _("All products")
    path = reverse("catalog:search")
    page = build_list_page(listing, path, heading, categories=categories, found=found)
    return answer_with_listing(request, "catalog/search.html", listing, page, path)


@require_safe
@cached_page
def suggestions(request: Request) -> HttpResponse:
    """What to offer while words are typed; without htmx, what they find."""
    form = SearchForm(request.GET)
    words = form.data["q"]
    if request.htmx:
        context = {"suggestions": Suggestions.of(words, navigation.load())}
        response = render(request, "catalog/_suggestions.html", context)
    else:
        response = redirect(f"{reverse('catalog:search')}?{urlencode({'q': words})}")
    patch_vary_headers(response, ["HX-Request"])
    return response


def draw(request: Request, template: str, page: NamedTuple, categories: navigation.Roots) -> HttpResponse:
    """Draw a page, or a part of it, as it is for every visitor."""
    shared = {"categories": categories, "menus": site_menus.current(), **shop_names(request)}
    return HttpResponse(render_compiled(template, "page", page, **shared))


def answer_with_listing(request: Request, template: str, listing: Listing, page: ListPage, path: str) -> HttpResponse:
    """Draw a page with a list, or for htmx the list alone, under the one address that it has."""
    address = listing.address(path)
    if request.htmx:
        response = draw(request, "catalog/listing.htmx.html", page, page.categories)
        # More products below those that were there are the same stop on the way back.
        response["HX-Replace-Url" if len(listing.shown) > 1 else "HX-Push-Url"] = address
    elif not listing.is_at(request.GET):
        response = redirect(address)
    else:
        response = draw(request, template, page, page.categories)
    patch_vary_headers(response, ["HX-Request"])
    return response
