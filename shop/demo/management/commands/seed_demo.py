"""The command that fills the shop with the demo's products."""

import argparse
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from shop.catalog.models import Product
from shop.demo.assortment import PIECES
from shop.demo.seeding import ForeignProductsError, seed
from shop.stopping import stoppable

MOST = 1_000_000
STOPPED = "Stopped: the shop holds what it held before."


class Command(BaseCommand):
    help = (
        "Fill the shop with the demo's products: a small homeware brand, the same at every run. Running it again "
        "replaces the demo's own products, whatever was changed in them. A shop that holds any other product is left "
        "alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--products",
            type=_count,
            metavar="N",
            help=f"how many products to make, 1 to {MOST:,}; those beyond the first {len(PIECES)} are generated "
            f"(default: {len(PIECES)})",
        )
        parser.add_argument("--if-empty", action="store_true", help="do nothing when the shop holds any product")
        parser.add_argument("--no-progress", action="store_true", help="draw no progress bar")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and Product.objects.exists():
            self.stdout.write("The shop already holds products; nothing was seeded.")
            return
        products = options["products"] or len(PIECES)
        started = time.monotonic()
        hidden = options["no_progress"] or not sys.stderr.isatty()
        try:
            # Those that are there are deleted first.
            total = Product.objects.count() + products
            with stoppable(STOPPED), tqdm(total=total, unit=" products", disable=hidden, leave=False) as bar:
                made = seed(products=products, advance=bar.update)
        except ForeignProductsError as error:
            raise CommandError(
                f"The shop holds products that are not the demo's ({error.count}), so nothing was changed. To see the "
                "demo shop, delete those products first, or point DATABASE_URL at an empty database."
            ) from error
        seconds = time.monotonic() - started
        self.stdout.write(f"Seeded {made:,} products in {seconds:.1f} s ({made / seconds:,.0f} a second).")


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} may be a whole number from 1 to {MOST}")
