"""The front of the shop."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from shop.catalog import navigation
from shop.catalog.views import draw
from shop.frontpage.building import build_front_page, read_sections
from shop.http import Request, cached_page
from shop.http import shop as shop_names


@require_safe
@cached_page
def home(request: Request) -> HttpResponse:
    """The front page, of the sections that show now."""
    categories = navigation.load()
    page = build_front_page(read_sections(), categories, shop_names(request))
    return draw(request, "frontpage/home.html", page, categories)
