"""`manage.py run_import NUMBER`: housekeeping calls it for an import that waits in the admin."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shop.imports.running import run


class Command(BaseCommand):
    help = "Do the preview or the import that waits under this number in the admin; housekeeping calls it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int)

    def handle(self, *args: Any, number: int, **options: Any) -> None:
        # Ends as Ctrl-C does: what was brought in stays, and the import says that it was interrupted.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        if not run(number):
            self.stdout.write(f"Nothing waits under the number {number}, or another import is under way.")
