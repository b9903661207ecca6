"""A list of products as a page shows it: sorted, cut into numbered pages."""

from dataclasses import dataclass

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import F
from django.db.models.expressions import OrderBy
from django.http import Http404, HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shop.catalog.models import Product
from shop.catalog.models.products import ProductQuerySet

PAGE_SIZE = 24

SORTS: dict[str, tuple[Promise | str, list[str | OrderBy]]] = {
    "newest": (_("Newest"), ["-created_at", "-pk"]),
    "price": (_("Price, low to high"), [F("price_from").asc(nulls_last=True), "pk"]),
    "price-desc": (_("Price, high to low"), [F("price_from").desc(nulls_last=True), "-pk"]),
    "name": (_("Name"), ["title", "pk"]),
}


@dataclass(frozen=True)
class Listing:
    """One page of products, the order it is in, and the other parameters of its address."""

    page: Page[Product]
    sort: str
    kept: QueryDict

    @property
    def sorts(self) -> list[dict[str, Promise | str | bool]]:
        """The orders to choose from, each with the address of its first page."""
        return [
            {"name": name, "query": self.query_of(1, sort=key), "is_current": key == self.sort}
            for key, (name, _ordering) in SORTS.items()
        ]

    @property
    def links(self) -> list[dict[str, int | str]]:
        """The page numbers to show, each with its address; an ellipsis, which has none, for those left out."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [{"number": n, "query": self.query_of(n) if isinstance(n, int) else ""} for n in numbers]

    @property
    def previous_query(self) -> str:
        return self.query_of(self.page.number - 1)

    @property
    def next_query(self) -> str:
        return self.query_of(self.page.number + 1)

    def query_of(self, number: int, *, sort: str | None = None) -> str:
        """The query string of another page of this list, or of this list in another order."""
        sort = sort or self.sort
        query = self.kept.copy()
        if sort != "newest":
            query["sort"] = sort
        if number > 1:
            query["page"] = str(number)
        # "?" alone would be a duplicate of the plain address.
        return f"?{query.urlencode()}" if query else "."


def paginate(request: HttpRequest, products: ProductQuerySet, *, keeping: tuple[str, ...] = ()) -> Listing:
    """Cut out the page that the address asks for; `keeping` names its other parameters. Two queries.

    Raises Http404 for a page that does not exist and an order that the shop does not have.
    """
    sort = request.GET.get("sort", "newest")
    if sort not in SORTS:
        raise Http404("There is no such order.")
    kept = QueryDict(mutable=True)
    for name in keeping:
        kept.setlist(name, request.GET.getlist(name))
    paginator = Paginator(products.for_cards().order_by(*SORTS[sort][1]), PAGE_SIZE)
    try:
        return Listing(paginator.page(request.GET.get("page", 1)), sort, kept)
    except InvalidPage as error:
        raise Http404(str(error)) from error
