"""A merchant's file into the catalogue."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Protocol

from django.db import DatabaseError, connection, transaction

from shop.catalog.models import Product
from shop.catalog.shopify_csv.categories import CategoryTree
from shop.catalog.shopify_csv.cells import Problem
from shop.catalog.shopify_csv.changing import read
from shop.catalog.shopify_csv.columns import IMAGE, OPTION_NAMES, Kind
from shop.catalog.shopify_csv.fields import IMAGES
from shop.catalog.shopify_csv.imported_handles import start_anew
from shop.catalog.shopify_csv.known import handles_by_sku, known_products
from shop.catalog.shopify_csv.merging import Merge
from shop.catalog.shopify_csv.notes import ABOUT, Note
from shop.catalog.shopify_csv.parsing import BadProduct, ParsedProduct
from shop.catalog.shopify_csv.pictures import Pictures
from shop.catalog.shopify_csv.product_types import paths_of_types
from shop.catalog.shopify_csv.reading import NotAProductFile, Spool
from shop.catalog.shopify_csv.report import Outcome, Report, Settled
from shop.catalog.shopify_csv.storing import EVERYTHING, Batch, Wanted
from shop.database.sqlite.turns import Turns

BATCH_SIZE = 200
# Pictures take far longer than rows: smaller steps show that something happens.
BATCH_SIZE_WITH_PICTURES = 10


class Progress(Protocol):
    """Is told how many products there are, and of each so many that they are done."""

    def reset(self, total: int) -> object: ...

    def update(self, n: int = 1) -> object: ...


def import_products(  # noqa: PLR0913 what the command is told
    path: Path,
    report: Report,
    *,
    pictures: Pictures,
    progress: Progress,
    is_dry_run: bool = False,
    encoding: str = "",
    separator: str = "",
    wanted: Wanted = EVERYTHING,
) -> None:
    """Bring what is wanted of one file's products in, a batch to a transaction, and their pictures after each batch.

    What goes wrong goes into the report. In a dry run every transaction is taken back, so that the report is exact and
    nothing stays.
    """
    try:
        with Spool(path, encoding=encoding, separator=separator) as spool:
            report.say_kind(spool.header, spool.dialect)
            if spool.header.kind is not Kind.PRODUCTS:
                spool.gather_by_sku(handles_by_sku)
            progress.reset(total=spool.count)
            are_wanted = pictures.are_wanted and wanted.has(IMAGES)
            size = BATCH_SIZE_WITH_PICTURES if are_wanted else BATCH_SIZE
            for products in Importing(spool, report, progress, wanted, is_dry_run=is_dry_run).batches(size):
                if are_wanted:
                    (pictures.foresee if is_dry_run else pictures.store)(products, report)
                progress.update(len(products))
            report.say_notes()
    except NotAProductFile as error:
        report.refuse(str(error))


class Importing:
    """One file on its way in."""

    def __init__(self, spool: Spool, report: Report, progress: Progress, wanted: Wanted, *, is_dry_run: bool) -> None:
        self.spool = spool
        self.report = report
        self.progress = progress
        is_empty = not Product.objects.exists()
        if is_empty and not is_dry_run:
            start_anew()
        self.wanted = replace(wanted, starts_anew=is_empty)
        self.is_dry_run = is_dry_run
        self.types = paths_of_types(spool)
        self.tree = CategoryTree(self.types)

    def batches(self, size: int) -> Iterator[list[ParsedProduct]]:
        """Store batch after batch, and give each one's products."""
        products, turns = self.parsed(), Turns(most=size)
        while batch := list(islice(products, turns.size)):
            with turns.take(len(batch)):
                stored = self.store(batch)
            yield stored

    def parsed(self) -> Iterator[ParsedProduct]:
        """Give the good products, and report the others."""
        header = self.spool.header
        products = self.spool.products()
        while batch := list(islice(products, BATCH_SIZE)):
            handles = [handle for handle, _rows in batch]
            says_all = header.kind is Kind.PRODUCTS and header.options == len(OPTION_NAMES)
            known = {} if says_all else known_products(handles, with_images=IMAGE in header)
            for handle, rows in batch:
                try:
                    product = read(handle, rows, header, known)
                except BadProduct as error:
                    self.report.fail(handle, error.problems)
                    self.progress.update()
                except Exception as error:  # noqa: BLE001 the fault is one product's, and is reported as such
                    self.report.fail(handle, [Problem(rows[0].line, unforeseen(error))])
                    self.progress.update()
                else:
                    yield product

    def store(self, products: list[ParsedProduct]) -> list[ParsedProduct]:
        """Store the products together or, when one cannot be stored, half by half; return those that are in.

        Raises django.db.DatabaseError when the database itself is gone: that is no fault of a product.
        """
        try:
            merges = self.store_together(products)
        except Exception as error:
            if isinstance(error, DatabaseError) and not connection.is_usable():
                raise
            if half := len(products) // 2:
                return [*self.store(products[:half]), *self.store(products[half:])]
            [product] = products
            self.report.fail(product.handle, [Problem(product.line, unforeseen(error))])
            return []
        # What is stored is told past the above, which would store and count it once more.
        self.report.add_categories(self.tree.made, are_hidden=self.tree.is_arranged)
        if self.is_dry_run:
            self.tree = CategoryTree(self.types)
        for product, merge in zip(products, merges, strict=True):
            self.count(product, merge)
        return products

    def store_together(self, products: list[ParsedProduct]) -> list[Merge]:
        is_stored = False
        try:
            with transaction.atomic():
                merges = Batch(products, self.tree, self.wanted).store()
                transaction.set_rollback(self.is_dry_run)
            is_stored = True
        finally:
            if not is_stored:
                # Categories that were made in it are gone with the transaction.
                self.tree = CategoryTree(self.types)
        return merges

    def count(self, product: ParsedProduct, merge: Merge) -> None:
        self.report.settle(settled(product, merge))
        if merge.outcome is Outcome.LEFT_OUT:
            return
        if merge.unplaced:
            self.report.unplaced[merge.unplaced] += 1
        self.report.variants += len(product.variants)
        self.report.images += len(product.images or [])
        if merge.outcome is not Outcome.ADDED:
            # Products of the shop keep the status that they have.
            product.notes.pop(Note.NO_STATUS, None)
        told = product.notes.items()
        self.report.note({note: these for note, these in told if note not in ABOUT or self.wanted.has(ABOUT[note])})
        for problem in product.warnings:
            self.report.warn(product.handle, problem)


def settled(product: ParsedProduct, merge: Merge) -> Settled:
    return Settled(
        product.line,
        product.handle,
        product.fields.get("title", ""),
        merge.outcome,
        variants=len(product.variants),
        images=len(product.images or []),
        changes=merge.changes,
        kept=merge.kept,
        sold=merge.sold,
    )


def unforeseen(error: Exception) -> str:
    """Say of an exception what it is, in one line."""
    text = " ".join(str(error).split())
    if isinstance(error, DatabaseError):
        return f"the database refused it: {text}"
    return ": ".join(filter(None, ["it could not be imported", type(error).__name__, text]))
