"""The pages on which shoppers browse."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shop.catalog import navigation
from shop.catalog.addresses import address_of
from shop.catalog.cards import Shelf
from shop.catalog.choice import choose
from shop.catalog.detail import read_detail
from shop.catalog.frames import Frame, T
from shop.catalog.gallery import Gallery
from shop.catalog.listing import Listing, paginate
from shop.catalog.models import Product
from shop.catalog.namesakes import at_one_address, redirect_for_good
from shop.catalog.offering import Way, show_offer
from shop.catalog.product_page import PRODUCT, show_product
from shop.catalog.search import SearchForm, Suggestions
from shop.catalog.shown import CATEGORY, SEARCH, ListPage, show_page
from shop.catalog.sources import Categories, Found
from shop.http import Request, is_for_all
from shop.stencils import Text

MOST_ON_A_SHELF = 8
NEWEST = Shelf(lambda: Product.objects.published().newest_first().filter(is_available=True)[:MOST_ON_A_SHELF])
ON_SALE = Shelf(lambda: Product.objects.published().newest_first().on_sale()[:MOST_ON_A_SHELF])


class HomePage(NamedTuple):
    """The front page in its frame."""

    content: Text


HOME = Frame("catalog/home.html", HomePage)


@require_safe
def home(request: Request) -> HttpResponse:
    """The front of the shop: its categories, what is new and what is on sale."""
    categories = navigation.load()
    context = {
        "tiles": navigation.covers_of(categories.in_menu),
        "newest": NEWEST.draw(),
        "on_sale": ON_SALE.draw(),
    }
    page = HomePage(render_to_string("catalog/_home.html", context, request))
    return draw(request, HOME, page, categories)


@require_safe
def category_detail(request: Request, slug: str) -> HttpResponse:
    """A category with its sub-categories and all products that stand in it or below it."""
    categories = navigation.load()
    branch = navigation.branch_at(categories, slug)
    path = branch.category.get_absolute_url()
    if branch.category.slug != slug:
        return redirect_for_good(request, path)
    listing = paginate(request, Categories(branch.ids))
    page = show_page(listing, path, branch.category.name, categories=categories, branch=branch)
    return answer_with_listing(request, CATEGORY, listing, page, path)


@require_safe
@at_one_address("product-detail")
def product_detail(request: Request, slug: str) -> HttpResponse:
    """A product; for htmx, the parts of its page that a picked option changes."""
    choice = choose(read_detail(slug), request.GET)
    if request.htmx:
        offer = show_offer(choice, Way.on_page(choice.product))
        context = {"choice": choice, "offer": offer, "gallery": Gallery.of(choice)}
        response = render(request, "catalog/offer.htmx.html", context)
        response["HX-Replace-Url"] = choice.get_absolute_url()
    else:
        categories = navigation.load()
        response = draw(request, PRODUCT, show_product(choice, categories), categories, choice=choice)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@at_one_address("product-choice")
def product_choice(request: Request, slug: str) -> HttpResponse:
    """The choice of a product's options, for the dialog that a card opens. Without htmx, the product's page."""
    if request.htmx:
        choice = choose(read_detail(slug), request.GET)
        offer = show_offer(choice, Way.in_dialog(choice.product))
        context = {"product": choice.product, "choice": choice, "offer": offer}
        response = render(request, "catalog/choice.htmx.html", context)
    else:
        response = redirect(f"{address_of('product-detail', slug)}?{request.GET.urlencode()}")
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
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
    page = show_page(listing, path, heading, categories=categories, found=found)
    return answer_with_listing(request, SEARCH, listing, page, path)


@require_safe
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


def draw(request: Request, frame: Frame[T], page: T, categories: navigation.Roots, **context: Any) -> HttpResponse:
    """Draw a page: for everyone within a frame that is drawn already, or else whole, for this visitor."""
    if is_for_all(request):
        return HttpResponse(frame.draw(page, request, categories))
    return render(request, frame.template, {"page": page, "categories": categories, **context})


def answer_with_listing(
    request: Request, frame: Frame[ListPage], listing: Listing, page: ListPage, path: str
) -> HttpResponse:
    """Draw a page with a list, or for htmx the list alone, under the one address that it has."""
    address = listing.address(path)
    if request.htmx:
        context = {"page": page, "shown": page.listing, "filters": page.filters}
        response = render(request, "catalog/listing.htmx.html", context)
        # More products below those that were there are the same stop on the way back.
        response["HX-Replace-Url" if len(listing.shown) > 1 else "HX-Push-Url"] = address
    elif not listing.is_at(request.GET):
        response = redirect(address)
    else:
        response = draw(request, frame, page, page.categories, listing=listing)
    patch_vary_headers(response, ["HX-Request"])
    return response
