"""Addresses of the shop that a merchant had before, as Shopify writes them.

Merchants' texts and other people's pages link to them. A product has the same address here.
"""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from shop.catalog import navigation
from shop.catalog.addresses import address_of
from shop.http import Request


@require_safe
def everything(request: Request) -> HttpResponse:
    """Lead to all products."""
    return redirect("catalog:search", permanent=True)


@require_safe
def collection(request: Request, slug: str) -> HttpResponse:
    """Lead to the category of this name."""
    return redirect(navigation.branch_at(navigation.load(), slug).category, permanent=True)


@require_safe
def product(request: Request, collection: str, slug: str) -> HttpResponse:
    """Lead to a product that was shown within a collection."""
    return redirect(address_of("product-detail", slug), permanent=True)
