"""The command that builds the search index anew."""

from shop.catalog.rebuilding import RebuildCommand
from shop.catalog.search import indexing


class Command(RebuildCommand):
    help = (
        "Build the search index anew, and count its words. Needed only after products were written past the shop: "
        "the admin, imports and orders keep it true themselves."
    )
    built = "search index"
    rebuild = staticmethod(indexing.rebuild)
