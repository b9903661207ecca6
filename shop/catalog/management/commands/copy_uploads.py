"""`manage.py copy_uploads FOLDER`: bring the uploads of a folder to where the shop keeps them now."""

from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from shop.stopping import stoppable
from shop.uploads import KINDS


class Command(BaseCommand):
    help = "Copy the pictures of a folder under their names into the bucket that MEDIA_STORAGE_URL names."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        paths = sorted(path for path in folder.rglob("*") if path.suffix in KINDS and path.is_file())
        if not paths:
            raise CommandError(f"There are no pictures in {folder}.")
        copied = 0
        with stoppable("Stopped: the same command copies the rest."):
            for path in tqdm(paths, disable=None, unit=" pictures"):
                name = path.relative_to(folder).as_posix()
                if not default_storage.exists(name):
                    with path.open("rb") as file:
                        default_storage.save(name, File(file))
                    copied += 1
        self.stdout.write(f"{copied} pictures copied, {len(paths) - copied} were there.")
