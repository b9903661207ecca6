"""`manage.py export_products [FILE]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from shop.catalog.models import Product
from shop.catalog.shopify_csv.exporting import export_products


class Command(BaseCommand):
    help = "Write all products, drafts and archived ones too, as a Shopify product CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="without it, to the standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["file"]
        if path is None:
            for _count in export_products(self.stdout):
                pass
            return
        # The file appears when it is whole: an export that breaks off leaves the former one alone.
        unfinished = path.with_name(f"{path.name}.unfinished")
        total = Product.objects.count()
        try:
            with (
                unfinished.open("w", encoding="utf-8", newline="") as file,
                tqdm(total=total, unit=" products", disable=None) as progress,
            ):
                for count in export_products(file):
                    progress.update(count - progress.n)
            unfinished.replace(path)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        finally:
            unfinished.unlink(missing_ok=True)
        self.stdout.write(f"{path.name}: {total} products.")
