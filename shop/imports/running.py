"""One preview or one import, from its turn to its report. Whoever runs it may be killed at any moment.

A preview is the import itself, whose transactions are all taken back. An import goes on from where it was interrupted:
what is in the shop already is found unchanged.
"""

import logging
from time import monotonic

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.catalog.shopify_csv.importing import import_products, unforeseen
from shop.catalog.shopify_csv.pictures import Pictures
from shop.catalog.shopify_csv.storing import Wanted
from shop.imports.category_names import names_in
from shop.imports.models import Import, State, Task
from shop.imports.recording import Record

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_NOTES = 0.5


class Progress:
    """Notes in the database how far an import is, twice a second at most."""

    def __init__(self, row: Import) -> None:
        self.row = row
        self.noted = 0.0

    def reset(self, total: int) -> None:
        self.row.total, self.row.done = total, 0
        self.note()

    def update(self, n: int = 1) -> None:
        self.row.done += n
        if monotonic() - self.noted > SECONDS_BETWEEN_NOTES:
            self.note()

    def note(self) -> None:
        """Write it down."""
        Import.objects.filter(pk=self.row.pk).update(total=self.row.total, done=self.row.done)
        self.noted = monotonic()


def run(number: int) -> bool:
    """Do what an import waits for; false where it waits no more, or another one is under way. Writes."""
    row = Import.objects.filter(pk=number, state=State.WAITING).first()
    if row is None:
        return False
    with row.files.locked() as is_mine:
        if not (is_mine and claim(row)):
            return False
        try:
            do(row)
        except KeyboardInterrupt:
            row.end(State.INTERRUPTED, row.interruption)
        except Exception as error:
            logger.exception("An import failed")
            row.end(State.FAILED, _("It broke off: %(error)s.") % {"error": unforeseen(error)})
    return True


def claim(row: Import) -> bool:
    """Begin an import, unless another one is under way or has been faster. Writes."""
    try:
        with transaction.atomic():
            waiting = Import.objects.filter(pk=row.pk, state=State.WAITING)
            return bool(waiting.update(state=State.RUNNING, started_at=timezone.now(), ended_at=None))
    except IntegrityError:
        return False


def do(row: Import) -> None:
    """Preview a file or bring it in, and write down what came of it."""
    is_preview = row.task == Task.PREVIEW
    wanted = Wanted(None, overwrites=row.overwrites, recounts=row.recounts)
    with row.files.table.open("w", encoding="utf-8-sig", newline="") as table:
        record = Record(row.csv_name, table)
        with Pictures(row.files.picture_folder, may_fetch=row.fetches_pictures) as pictures:
            try:
                import_products(
                    row.files.csv,
                    record,
                    pictures=pictures,
                    progress=Progress(row),
                    is_dry_run=is_preview,
                    encoding=row.encoding,
                    wanted=wanted,
                )
            finally:
                record.note_in(row)
    if record.is_refused:
        row.end(State.FAILED, row.summary)
        return
    row.names = names_in(row.files.csv, encoding=row.encoding) if is_preview else []
    row.end(State.DONE, row.summary)
    if not is_preview and not record.has_failed:
        row.files.forget_uploads()
