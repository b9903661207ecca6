"""Django's `loaddata`, which writes past the models: what is kept beside the products is then made anew."""

from collections.abc import Sequence
from typing import Any

from django.core.management.commands import loaddata

from shop.catalog import list_field_repair
from shop.catalog.facets import storing
from shop.catalog.models import CatalogueVersion
from shop.catalog.search import indexing


class Command(loaddata.Command):
    models: set[Any]

    def loaddata(self, fixture_labels: Sequence[str]) -> None:
        """Load, and build anew in the same transaction, where anything of the catalogue was loaded."""
        super().loaddata(fixture_labels)
        if not any(model._meta.app_label == "catalog" for model in self.models):  # noqa: SLF001
            return
        list_field_repair.put_right(advance=lambda _: None)
        storing.rebuild()
        indexing.rebuild()
        CatalogueVersion.bump()
        if self.verbosity:
            self.stdout.write("Built the search index and the filters anew.")
