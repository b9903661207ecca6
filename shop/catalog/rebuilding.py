"""What the commands share that build anew what is kept beside the products."""

import sys
from collections.abc import Callable
from typing import Any, ClassVar, Protocol

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from tqdm import tqdm

from shop.catalog.models import CatalogueVersion, Product
from shop.number_format import noun_for
from shop.stopping import stoppable


class Rebuild(Protocol):
    """Builds it anew, and says how many more products it has dealt with."""

    def __call__(self, *, advance: Callable[[int], object]) -> None: ...


class RebuildCommand(BaseCommand):
    """A command that rebuilds, with a progress bar where somebody looks. `built` is what it calls its work."""

    built: ClassVar[str]
    rebuild: ClassVar[Rebuild]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-progress", action="store_true", help="draw no progress bar")

    def handle(self, *args: Any, **options: Any) -> None:
        self.is_hidden = options["no_progress"] or not sys.stderr.isatty()
        with stoppable(f"Stopped: nothing of the {self.built} was changed."):
            self.prepare()
            total = Product.objects.published().count()
            with self.bar(total) as bar, transaction.atomic():
                type(self).rebuild(advance=bar.update)
                CatalogueVersion.bump()
        self.stdout.write(f"Built the {self.built} of {total:,} {noun_for(total, 'product')}.")

    def prepare(self) -> None:
        """Do what has to be done before; some commands have nothing to do."""

    def bar(self, total: int, **kept: Any) -> "tqdm[Any]":
        return tqdm(total=total, unit=" products", disable=self.is_hidden, leave=False, **kept)
