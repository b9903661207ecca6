"""The command that builds anew what lists are filtered by."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from shop.catalog.filters import storing
from shop.catalog.models import Product


class Command(BaseCommand):
    help = (
        "Build anew what lists of products are filtered by. Needed only after products were written past the shop: "
        "the admin, imports and orders keep it true themselves."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-progress", action="store_true", help="draw no progress bar")

    def handle(self, *args: Any, **options: Any) -> None:
        total = Product.objects.published().count()
        hidden = options["no_progress"] or not sys.stderr.isatty()
        with tqdm(total=total, unit=" products", disable=hidden, leave=False) as bar:
            storing.rebuild(advance=bar.update)
        self.stdout.write(f"Built the filters of {total:,} products.")
