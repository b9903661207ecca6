"""`manage.py import_products FILE…`, with `--images DIR`, `--only NAMES` and others."""

import argparse
import codecs
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from shop.catalog.shopify_csv.dialects import NAMED_SEPARATORS
from shop.catalog.shopify_csv.fetching import ALLOWING
from shop.catalog.shopify_csv.fields import NAMES, UnknownField, named
from shop.catalog.shopify_csv.importing import import_products
from shop.catalog.shopify_csv.pictures import Pictures
from shop.catalog.shopify_csv.report import Report
from shop.catalog.shopify_csv.storing import Wanted
from shop.stopping import stoppable

STOPPED = "Stopped: what was brought in until now stays, and the same command brings in the rest."
STOPPED_DRY_RUN = "Stopped: nothing was written."


class Command(BaseCommand):
    help = (
        "Add the products of Shopify product CSVs to the shop, and bring those that it has up to date. The exit status"
        " is 1 when a file was refused or a product failed; all others are in. A picture that is missing is a warning."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--images",
            type=folder,
            metavar="DIR",
            help="take pictures from this folder, by file name (_grande, … ignored)",
        )
        parser.add_argument("--fetch-images", action="store_true", help="download the pictures that the files name")
        parser.add_argument(
            ALLOWING,
            action="store_true",
            help="download them from this machine and private networks too, and from any port",
        )
        parser.add_argument(
            "--encoding",
            type=encoding,
            help="of the files: cp1252, mac_roman, …; else it is found",
        )
        parser.add_argument(
            "--separator",
            type=separator,
            help="of columns: comma, semicolon, tab; else it is found",
        )
        parser.add_argument(
            "--only",
            metavar="NAMES",
            help=f"change these of the products that the shop has, and nothing else: {', '.join(NAMES)}",
        )
        parser.add_argument(
            "--overwrite", action="store_true", help="take what the files have where the shop's was edited since, too"
        )
        parser.add_argument(
            "--recount",
            action="store_true",
            help="take the files' quantities as counted today: also one that a file repeats though some was sold since",
        )
        parser.add_argument("--dry-run", action="store_true", help="write nothing, and say what would happen")

    def handle(self, *args: Any, **options: Any) -> None:
        is_dry_run = options["dry_run"]
        try:
            only = named(options["only"]) if options["only"] is not None else None
        except UnknownField as error:
            raise CommandError(str(error)) from error
        with (
            stoppable(STOPPED_DRY_RUN if is_dry_run else STOPPED),
            Pictures(
                options["images"],
                may_fetch=options["fetch_images"],
                allow_private_hosts=options["allow_private_hosts"],
            ) as pictures,
        ):
            how = {name: options[name] or "" for name in ("encoding", "separator")}
            wanted = Wanted(only, overwrites=options["overwrite"], recounts=options["recount"])
            reports = [self.bring_in(path, pictures, wanted, is_dry_run=is_dry_run, **how) for path in options["files"]]
        if is_dry_run:
            self.stdout.write("Dry run: nothing was written.")
        if any(report.has_failed for report in reports):
            raise CommandError("Not everything could be imported; the reasons are above.")

    def bring_in(self, path: Path, pictures: Pictures, wanted: Wanted, *, is_dry_run: bool, **how: str) -> Report:
        """Bring one file in, and say what became of it before the next one is begun."""
        # disable=None: no bar where nobody watches.
        with tqdm(desc=path.name, unit=" products", disable=None, dynamic_ncols=True) as progress:
            report = Report(path.name, say=self.say)
            import_products(
                path, report, pictures=pictures, progress=progress, is_dry_run=is_dry_run, wanted=wanted, **how
            )
        self.stdout.write(str(report))
        return report

    def say(self, text: str) -> None:
        with tqdm.external_write_mode():
            self.stderr.write(text)


def folder(value: str) -> Path:
    """Return a folder. Raises ArgumentTypeError where there is none."""
    path = Path(value)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{value} is not a folder")
    return path


def encoding(value: str) -> str:
    """Return the name of an encoding as Python spells it. Raises ArgumentTypeError for one that it does not know."""
    try:
        "".encode(value)
        return codecs.lookup(value).name
    except LookupError as error:
        raise argparse.ArgumentTypeError(f"{value} is no encoding that is known here") from error


def separator(value: str) -> str:
    """Return a separator, which may be named. Raises ArgumentTypeError where it is not one character."""
    mark = NAMED_SEPARATORS.get(value.casefold(), value)
    if len(mark) != 1:
        raise argparse.ArgumentTypeError(f"{value} is neither one character nor one of {', '.join(NAMED_SEPARATORS)}")
    return mark
