"""What is downloaded beside imports: the table of one, an example, and all products."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from shop.catalog.shopify_csv.exporting import export_products
from shop.imports.admin.pages import found

CSV = "text/csv; charset=utf-8"
EXAMPLE = (
    "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,"
    "Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Image Src,Image Alt Text,"
    "Status\r\n"
    'linen-shirt,Linen shirt,"<p>Washed linen, cut wide.</p>",Own brand,Shirts,"linen, summer",true,Size,S,LS-S,'
    "shopify,5,deny,79.00,linen-shirt.jpg,A white linen shirt on a hanger,active\r\n"
    "linen-shirt,,,,,,,,M,LS-M,shopify,8,deny,79.00,,,\r\n"
    "linen-shirt,,,,,,,,L,LS-L,shopify,0,deny,79.00,,,\r\n"
    "wool-scarf,Wool scarf,<p>Two metres of lambswool.</p>,Own brand,Scarves,winter,true,Title,Default Title,WS-1,"
    "shopify,12,deny,49.50,wool-scarf.jpg,A grey scarf,active\r\n"
)


def table(admin: Any, request: HttpRequest, pk: int) -> HttpResponseBase:
    """All that was said of each product. Raises Http404 where the table was deleted."""
    row = found(admin, request, str(pk))
    if not row.files.table.is_file():
        raise Http404
    return FileResponse(
        row.files.table.open("rb"), as_attachment=True, filename=f"{row.task}-{row.pk}.csv", content_type=CSV
    )


def example(admin: Any, request: HttpRequest) -> HttpResponseBase:
    """Two products, as an import takes them."""
    return attached(HttpResponse(EXAMPLE, content_type=CSV), "example.csv")


def products(admin: Any, request: HttpRequest) -> HttpResponseBase:
    """All products, as the command `export_products` writes them. Raises PermissionDenied."""
    if not (admin.has_view_permission(request) and request.user.has_perm("catalog.view_product")):
        raise PermissionDenied
    return attached(StreamingHttpResponse(exported(), content_type=CSV), "products.csv")


def exported() -> Iterator[str]:
    """Yield the export in pieces. Queries."""
    written = Written()
    for _count in export_products(written):
        yield from written.taken()
    yield from written.taken()


class Written:
    """Text that was written and not taken yet."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def write(self, text: str) -> None:
        self.pieces.append(text)

    def taken(self) -> list[str]:
        pieces, self.pieces = self.pieces, []
        return pieces


def attached(response: "HttpResponse | StreamingHttpResponse", name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
