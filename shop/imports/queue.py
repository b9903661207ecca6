"""The imports that wait for their turn, one at a time; housekeeping looks after them.

Each runs in a process of its own, so that letters and payments do not wait for it. It holds a lock on its folder for
as long as it lives: who finds an import under way whose folder nobody holds knows that its process was killed.
"""

import subprocess
import sys
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from shop.imports.models import BUSY, Import, State

DAYS_OF_UPLOADS = 14
DAYS_OF_TABLES = 90
SECONDS_TO_STOP = 10


class Queue:
    """Begins what waits, and notices what has died."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.number = 0

    def tend(self) -> None:
        """Look once. Queries once where nothing is to be done."""
        busy = list(Import.objects.filter(state__in=BUSY).order_by("queued_at"))
        for row in busy:
            if is_dead(row):
                interrupt(row)
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None and self.process.returncode:
            self.give_up()
        self.process = None
        if any(row.state == State.RUNNING for row in busy):
            return
        # Where several machines keep house, the one begins it that has its files.
        waiting = [row for row in busy if row.state == State.WAITING and row.files.is_here]
        if waiting:
            self.begin(waiting[0])

    def begin(self, row: Import) -> None:
        self.number = row.pk
        self.process = subprocess.Popen([sys.executable, "-m", "django", "run_import", str(row.pk)])  # noqa: S603

    def give_up(self) -> None:
        """Let an import wait no more whose process could not even begin it. Writes."""
        for row in Import.objects.filter(pk=self.number, state=State.WAITING):
            row.end(State.FAILED, _("It could not be begun: the log of the server says why."))

    def stop(self) -> None:
        """Interrupt what is under way, and wait for it."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()


def is_dead(row: Import) -> bool:
    """Whether nobody works at an import, or will: on this machine, or on any for a day."""
    if row.files.folder.is_dir():
        return row.state == State.RUNNING and not row.files.are_held
    return row.queued_at is None or row.queued_at < timezone.now() - timedelta(days=1)


def interrupt(row: Import) -> None:
    """Write down that an import has died, unless it has ended meanwhile. Writes."""
    Import.objects.filter(pk=row.pk, state=row.state).update(
        state=State.INTERRUPTED, ended_at=timezone.now(), summary=row.interruption
    )


def forget_files() -> None:
    """Delete uploads after two weeks, and the tables of what became of them after three months. Queries once."""
    now = timezone.now()
    for row in Import.objects.filter(created_at__lt=now - timedelta(days=DAYS_OF_UPLOADS)).exclude(state__in=BUSY):
        if row.created_at < now - timedelta(days=DAYS_OF_TABLES):
            row.files.remove()
        else:
            row.files.forget_uploads()
