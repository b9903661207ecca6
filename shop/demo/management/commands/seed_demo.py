"""The command that fills the shop with the demo's products."""

import argparse
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from shop.catalog.models import Product
from shop.demo.data import PRODUCTS
from shop.demo.removing import remove_demo
from shop.demo.seeding import is_untouched, seed
from shop.stopping import stoppable

MOST = 1_000_000
STOPPED = "Stopped: the shop holds what it held before."


class Command(BaseCommand):
    help = (
        "Fill the shop with the demo's products: a small homeware brand, the same at every run. Running it again "
        "replaces the demo's own products, whatever was changed in them. A shop that holds any other product, or has "
        "orders, is left alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--products",
            type=_count,
            metavar="N",
            help=f"how many products to make, 1 to {MOST:,}; those beyond the first {PRODUCTS} are generated "
            f"(default: {PRODUCTS})",
        )
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing when the shop ever had a product or a category, or has an order or an account",
        )
        parser.add_argument(
            "--remove",
            action="store_true",
            help="remove the demo instead: its products but those that were edited or ordered, its coupons, and its "
            "categories that are empty then",
        )
        parser.add_argument("--no-progress", action="store_true", help="draw no progress bar")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            with stoppable(STOPPED):
                self.stdout.write(str(remove_demo()))
            return
        if options["if_empty"] and not is_untouched():
            self.stdout.write("Somebody has begun with this shop; nothing was seeded.")
            return
        products = options["products"] or PRODUCTS
        started = time.monotonic()
        hidden = options["no_progress"] or not sys.stderr.isatty()
        # Those that are there are deleted first.
        total = Product.objects.count() + products
        with stoppable(STOPPED), tqdm(total=total, unit=" products", disable=hidden, leave=False) as bar:
            seed(products=products, advance=bar.update)
        seconds = time.monotonic() - started
        self.stdout.write(f"Seeded {products:,} products in {seconds:.1f} s ({products / seconds:,.0f} a second).")


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} may be a whole number from 1 to {MOST}")
