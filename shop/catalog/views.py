"""The pages on which shoppers browse."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from shop.catalog import navigation
from shop.catalog.choice import choose
from shop.catalog.listing import paginate
from shop.catalog.models import Product
from shop.catalog.search import SearchForm, find
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
    listing = paginate(request, Product.objects.published().filter(category__in=branch.ids))
    context = {"categories": categories, "branch": branch, "current": branch.root, "listing": listing}
    return render(request, "catalog/category_detail.html", context)


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
    """Products that have all the words in their title, vendor, type, tags or an SKU; without words, all products."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"form": form, "words": words, "listing": paginate(request, find(words), keeping=("q",))}
    return render(request, "catalog/search.html", context)
