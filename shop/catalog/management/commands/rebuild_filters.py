"""The command that builds anew what lists are filtered by."""

from shop.catalog.filters import storing
from shop.catalog.rebuilding import RebuildCommand


class Command(RebuildCommand):
    help = (
        "Build anew what lists of products are filtered by. Needed only after products were written past the shop: "
        "the admin, imports and orders keep it true themselves."
    )
    built = "filters"
    rebuild = staticmethod(storing.rebuild)
