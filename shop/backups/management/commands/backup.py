"""`manage.py backup FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shop.backups.making import make_backup
from shop.backups.uploads import are_in_a_folder
from shop.stopping import stoppable


class Command(BaseCommand):
    help = (
        "Write all that the shop holds, its database and its uploads, into one new file. The shop may run meanwhile. "
        "The file is there when it is complete, and none is ever overwritten."
    )
    # A database of any release can be backed up.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--without-uploads", action="store_true", help="back up the database alone")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"].absolute()
        wanted = not options["without_uploads"]
        with stoppable("Stopped: no backup was made."):
            manifest = make_backup(path, with_uploads=wanted)
        size = path.stat().st_size / 1_000_000
        self.stdout.write(f"Backed up {manifest.contents} into {path} ({size:,.1f} MB).")
        if wanted and not are_in_a_folder():
            self.stdout.write("The uploads are in a bucket, and are not in it: back that up by its own means.")
