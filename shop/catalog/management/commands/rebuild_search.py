"""The command that builds the search index anew."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from shop.catalog.models import Product
from shop.catalog.search import indexing


class Command(BaseCommand):
    help = (
        "Build the search index anew, and count its words. Needed only after products were written past the shop: "
        "the admin, imports and orders keep it true themselves."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-progress", action="store_true", help="draw no progress bar")

    def handle(self, *args: Any, **options: Any) -> None:
        total = Product.objects.published().count()
        hidden = options["no_progress"] or not sys.stderr.isatty()
        with tqdm(total=total, unit=" products", disable=hidden, leave=False) as bar:
            indexing.rebuild(advance=bar.update)
        self.stdout.write(f"Built the search index of {total:,} products.")
