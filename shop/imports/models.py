"""Imports, each with what became of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shop.imports.uploaded_files import UploadedFiles

ENCODINGS = [
    ("", _("Unicode, or found in the file")),
    ("cp1252", _("Windows, Western Europe (cp1252)")),
    ("mac_roman", _("An older Mac (mac_roman)")),
    ("cp1251", _("Windows, Cyrillic (cp1251)")),
]


class Task(models.TextChoices):
    """What is done with the file."""

    PREVIEW = "preview", _("Preview")
    IMPORT = "import", _("Import")


class State(models.TextChoices):
    """How far it is done."""

    DRAFT = "draft", _("to be completed")
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    INTERRUPTED = "interrupted", _("interrupted")


BUSY = (State.WAITING, State.RUNNING)


class ImportQuerySet(models.QuerySet["Import"]):
    def queue(self, task: Task, *, unless: tuple[State, ...] = BUSY) -> int:
        """Let these wait for their turn, but for those in such states; return how many do. Writes."""
        rows = self.exclude(state__in=unless)
        return rows.update(
            task=task, state=State.WAITING, queued_at=timezone.now(), started_at=None, ended_at=None, done=0, total=0
        )


class Import(models.Model):
    """A file that was uploaded, with what a preview or the import itself said of it.

    The files stand in a folder of their own and go after some days; what is said here stays.
    """

    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, verbose_name=_("by")
    )
    csv_name = models.CharField(_("file"), max_length=255, blank=True, editable=False)
    archive_names = models.TextField(_("ZIPs of pictures"), blank=True, editable=False)
    picture_count = models.PositiveIntegerField(_("pictures"), default=0, editable=False)

    fetches_pictures = models.BooleanField(
        _("Fetch pictures from the addresses in the file"),
        default=False,
        help_text=_("Those that no ZIP has, from public hosts. It takes about a second for each picture."),
    )
    overwrites = models.BooleanField(
        _("Overwrite what was edited in the shop"),
        default=False,
        help_text=_("Without it, what you have edited or deleted here since the last import stays so."),
    )
    recounts = models.BooleanField(
        _("Take the stock as counted today"),
        default=False,
        help_text=_("Without it, what was sold since the last import stays sold where the file repeats a quantity."),
    )
    encoding = models.CharField(_("Encoding"), max_length=20, blank=True, default="", choices=ENCODINGS)

    task = models.CharField(max_length=10, choices=Task.choices, default=Task.PREVIEW, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT, editable=False)
    queued_at = models.DateTimeField(null=True, editable=False)
    started_at = models.DateTimeField(_("started"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)

    counts = models.JSONField(default=dict, editable=False)
    """How many products there are of each outcome, by its name in lower case."""
    rows = models.JSONField(default=dict, editable=False)
    """The first products of each outcome: line, handle, title and what is said of it."""
    said = models.JSONField(default=list, editable=False)
    """Warnings and notes, of which the first are kept here."""
    unsaid = models.PositiveIntegerField(default=0, editable=False)
    summary = models.TextField(blank=True, editable=False)
    names = models.JSONField(default=list, editable=False)
    """What the file names as types and categories: see `category_names`."""

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view", "add", "delete")
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=models.Q(state="running"), name="one_import_at_a_time")
        ]

    def __str__(self) -> str:
        return self.csv_name or self.archive_names or str(self.pk)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, and its files with it. Writes."""
        files = self.files
        deleted = super().delete(*args, **kwargs)
        files.remove()
        return deleted

    def end(self, state: State, summary: str) -> None:
        """Write down how it ended, with all that was recorded of it."""
        self.state, self.summary, self.ended_at = state, summary, timezone.now()
        ended = ["state", "summary", "ended_at", "total", "done", "counts", "rows", "said", "unsaid", "names"]
        self.save(update_fields=ended)

    @property
    def interruption(self) -> str:
        """What is said of it when it is interrupted."""
        if self.task == Task.PREVIEW:
            return gettext("It was interrupted. Nothing was written.")
        return gettext(
            "It was interrupted: what was brought in until then stays, and running it again brings in the rest."
        )

    @cached_property
    def files(self) -> UploadedFiles:
        return UploadedFiles(self.pk)

    @property
    def is_busy(self) -> bool:
        return self.state in BUSY

    @property
    def is_previewed(self) -> bool:
        return self.task == Task.PREVIEW and self.state == State.DONE

    @property
    def is_imported(self) -> bool:
        return self.task == Task.IMPORT and self.state == State.DONE
