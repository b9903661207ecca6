"""Django's `flush`, which knows nothing of the search index: that is emptied too."""

from typing import Any

from django.core.management.commands import flush

from shop.catalog.models import Product
from shop.catalog.search import indexing
from shop.catalog.search.index import index


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        super().handle(**options)
        if not Product.objects.exists() and not index().is_empty():
            indexing.rebuild()
