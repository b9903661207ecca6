"""Pages that are asked for by another spelling of their handle, and lead to the one address that they have."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect

from shop.catalog.addresses import address_of
from shop.catalog.models import Product
from shop.http import Request
from shop.text_identity import identity

View = Callable[[Request, str], HttpResponse]


def at_one_address(page: str) -> Callable[[View], View]:
    """Let a view of a product redirect where the handle is one in another spelling. It raises Product.DoesNotExist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: Request, slug: str) -> HttpResponse:
            try:
                return view(request, slug)
            except Product.DoesNotExist:
                return redirect_for_good(request, address_of(page, find_namesake(slug)))

        return answered

    return decorate


def find_namesake(slug: str) -> str:
    """Return the handle of a reachable product that is the same as this one. Queries once. Raises Http404."""
    alike = Product.objects.reachable().filter(slug_key=identity(slug)).order_by("pk")
    found: str | None = alike.values_list("slug", flat=True).first()
    if found is None or found == slug:
        raise Http404("There is no such product.")
    return found


def redirect_for_good(request: Request, path: str) -> HttpResponse:
    """Lead to another path, with the same parameters."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
