"""`manage.py restore FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shop.backups.restoring import restore
from shop.stopping import stoppable


class Command(BaseCommand):
    help = (
        "Put the shop back as `backup` has written it. The file is checked before anything is changed. The shop must "
        "be stopped. A backup of a shop on SQLite may also be restored into PostgreSQL."
    )
    # A database of a newer release may be replaced by one of this.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--replace", action="store_true", help="replace what the shop holds, which goes into a backup of its own"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with stoppable("Stopped: the shop holds what it held before."):
            manifest = restore(options["file"], replaces=options["replace"], say=self.stdout.write)
        self.stdout.write(f"Restored {manifest.contents}, as they were at {manifest.made_at}.")
        if not manifest.has_uploads:
            self.stdout.write("The backup is of the database alone: the uploads were left as they are.")
