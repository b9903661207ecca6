"""What the commands share that build anew what is kept beside the products."""

import sys
from collections.abc import Callable
from typing import Any, ClassVar, Protocol

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from shop.catalog.models import Product


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
        total = Product.objects.published().count()
        hidden = options["no_progress"] or not sys.stderr.isatty()
        with tqdm(total=total, unit=" products", disable=hidden, leave=False) as bar:
            type(self).rebuild(advance=bar.update)
        self.stdout.write(f"Built the {self.built} of {total:,} products.")
