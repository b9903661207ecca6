"""Pages of text."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from shop import preview_links
from shop.catalog import navigation
from shop.catalog.handles import handle_of
from shop.catalog.namesakes import redirect_for_good
from shop.catalog.pages.breadcrumbs import Breadcrumb, breadcrumbs_to
from shop.catalog.views import draw
from shop.content.models import Page
from shop.http import Request, cached_page
from shop.rich_text.markup import merchants_html
from shop.rich_text.plain_text import plain_text
from shop.templating.slots import Slot

KIND = "page"
LONGEST_DESCRIPTION = 160


class PageView(NamedTuple):
    """A page of text as it is shown."""

    title: Slot
    description: Slot
    canonical: Slot
    html: Slot
    breadcrumbs: tuple[Breadcrumb, ...]
    is_preview: bool
    menu_url: str


@require_safe
@cached_page
def page_detail(request: Request, slug: str) -> HttpResponse:
    """A page that is published; one that is asked for in another spelling leads there."""
    pages = Page.objects.published()
    page = get_object_or_404(pages, slug=handle_of(slug))
    if page.slug != slug:
        return redirect_for_good(request, page.get_absolute_url())
    return draw(request, "content/page_detail.html", build_page(page), navigation.load())


@preview_links.preview_page(KIND)
def page_preview(request: Request, pk: int) -> HttpResponse:
    """A page as it will be. One that is published by now has an address of its own, and the link leads there."""
    page = get_object_or_404(Page, pk=pk)
    if page.is_public:
        return redirect(page)
    return draw(request, "content/page_detail.html", build_page(page, is_preview=True), navigation.load())


def build_page(page: Page, *, is_preview: bool = False) -> PageView:
    text = plain_text(page.text)
    return PageView(
        title=page.title,
        description=page.description or Truncator(text).chars(LONGEST_DESCRIPTION),
        canonical=settings.SHOP_URL + page.get_absolute_url(),
        html=merchants_html(page.text),
        breadcrumbs=breadcrumbs_to(None, page.title),
        is_preview=is_preview,
        menu_url=page.get_absolute_url(),
    )


def address_of_preview(page: Page) -> str:
    """Return the path of a page's preview, signed now."""
    return reverse("content:page-preview", args=[preview_links.sign(KIND, page.pk)])
