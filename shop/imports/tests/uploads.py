"""Files as they are uploaded, and what becomes of them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from shop.catalog.tests.product_files import Row, write_csv
from shop.imports.models import Import
from shop.imports.queue import Queue
from shop.imports.running import run


def csv_file(folder: Path, rows: Sequence[Row], *, name: str = "products.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, write_csv(folder / name, rows).read_bytes(), "text/csv")


def picture(colour: str = "teal", size: tuple[int, int] = (60, 40)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    return file.getvalue()


def zip_file(entries: Mapping[Any, bytes], *, name: str = "pictures.zip") -> SimpleUploadedFile:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in entries.items():
            archive.writestr(entry, content)
    return SimpleUploadedFile(name, file.getvalue(), "application/zip")


def upload(client: Client, **sent: Any) -> Import:
    """Upload files, and return the import that was made of them."""
    answer = client.post(reverse("admin:imports_import_add"), sent)
    assert answer.status_code == 302, answer.content.decode()
    return Import.objects.latest("pk")


def previewed(client: Client, **sent: Any) -> Import:
    row = upload(client, **sent)
    assert run(row.pk)
    row.refresh_from_db()
    return row


def imported(client: Client, row: Import) -> Import:
    client.post(address(row, "run"), {"task": "import"})
    assert run(row.pk)
    row.refresh_from_db()
    return row


def address(row: Import, page: str = "change") -> str:
    return reverse(f"admin:imports_import_{page}", args=[row.pk])


def page_of(client: Client, row: Import) -> str:
    return client.get(address(row)).content.decode()


class StandingQueue(Queue):
    """Notes what it would begin, and begins nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[int] = []

    def begin(self, row: Import) -> None:
        self.begun.append(row.pk)
