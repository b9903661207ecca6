"""The pages on which shoppers browse."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shop.catalog import navigation
from shop.catalog.choice import choose
from shop.catalog.listing import Listing, paginate
from shop.catalog.models import Product
from shop.catalog.search import SearchForm, Suggestions, find
from shop.http import Request

SHELF = 8
RELATED = 4


@require_safe
def home(request: Request) -> HttpResponse:
    """The front of the shop: its categories, what is new and what is on sale."""
    categories = navigation.load()
    navigation.add_covers(categories)
    published = Product.objects.published().for_cards()
    context = {
        "categories": categories,
        "newest": published.filter(is_available=True).order_by("-created_at", "-pk")[:SHELF],
        "on_sale": published.on_sale().order_by("-created_at", "-pk")[:SHELF],
    }
    return render(request, "catalog/home.html", context)


@require_safe
def category_detail(request: Request, slug: str) -> HttpResponse:
    """A category with its sub-categories and all products that stand in it or below it."""
    categories = navigation.load()
    branch = navigation.find(categories, slug=slug)
    if branch is None:
        raise Http404("There is no such category.")
    listing = paginate(request, Product.objects.published(), categories=branch.ids)
    context = {"categories": categories, "branch": branch, "current": branch.root, "heading": branch.category.name}
    return answer_with_listing(request, "catalog/category_detail.html", context, listing)


@require_safe
def product_detail(request: Request, slug: str) -> HttpResponse:
    """A product; for htmx, the parts of its page that a picked option changes."""
    product = get_object_or_404(Product.objects.published().for_cards(), slug=slug)
    choice = choose(product, request.GET)
    context = {"product": product, "choice": choice}
    if request.htmx:
        response = render(request, "catalog/offer.htmx.html", context)
        response["HX-Replace-Url"] = choice.get_absolute_url()
    else:
        categories = navigation.load()
        branch = navigation.find(categories, pk=product.category_id)
        related = Product.objects.published().related_to(product).for_cards()[:RELATED]
        context |= {"categories": categories, "trail": branch.trail if branch else [], "related": related}
        response = render(request, "catalog/product_detail.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def product_choice(request: Request, slug: str) -> HttpResponse:
    """The choice of a product's options, for the dialog that a card opens. Without htmx, the product's page."""
    product = get_object_or_404(Product.objects.published().for_cards(), slug=slug)
    if request.htmx:
        context = {"product": product, "choice": choose(product, request.GET)}
        response = render(request, "catalog/choice.htmx.html", context)
    else:
        response = redirect(f"{product.get_absolute_url()}?{request.GET.urlencode()}")
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def search(request: Request) -> HttpResponse:
    """What the words find, the most relevant first; without words, all products."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    categories = navigation.load()
    keys = [branch.category.pk for root in categories for branch in root.walk()]
    found = find(words) if words else Product.objects.published()
    listing = paginate(request, found, categories=[*keys, None], words=words)
    heading = _("Search for “%(words)s”") % {"words": words} if words else _("All products")
    context = {"form": form, "words": words, "categories": categories, "heading": heading}
    return answer_with_listing(request, "catalog/search.html", context, listing)


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


def answer_with_listing(request: Request, template: str, context: dict[str, Any], listing: Listing) -> HttpResponse:
    """Draw a page with a list, or for htmx the list alone, under the one address that it has."""
    address, canonical = (
        f"{request.path}{query.removeprefix('.')}" for query in (listing.own_query, listing.canonical_query)
    )
    is_indexed = listing.is_for_robots and not context.get("words")
    context |= {"listing": listing, "path": request.path, "canonical": canonical, "is_indexed": is_indexed}
    if request.htmx:
        response = render(request, "catalog/listing.htmx.html", context)
        # More products below those that were there are the same stop on the way back.
        response["HX-Replace-Url" if len(listing.shown) > 1 else "HX-Push-Url"] = address
    elif listing.is_at(request.GET):
        response = render(request, template, context)
    else:
        response = redirect(address)
    patch_vary_headers(response, ["HX-Request"])
    return response
