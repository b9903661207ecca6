"""An import runs by itself, one at a time; whatever becomes of its process, it can be run again."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from shop.catalog.models import Product, ProductImage
from shop.catalog.shopify_csv.importing import Importing
from shop.catalog.tests.product_files import export, product_row
from shop.imports.models import Import, State, Task
from shop.imports.queue import Queue, forget_files
from shop.imports.running import Progress, run
from shop.imports.tests.uploads import (
    StandingQueue,
    address,
    csv_file,
    imported,
    page_of,
    picture,
    previewed,
    upload,
    zip_file,
)
from shop.testing.htmx import HtmxClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def preview(admin_client: Client, tmp_path: Path) -> Import:
    """An import of two products that was looked through."""
    return previewed(admin_client, csv=csv_file(tmp_path, [product_row("mug"), product_row("bowl")]))


def test_it_brings_the_products_in_and_keeps_its_report(admin_client: Client, preview: Import) -> None:
    row = imported(admin_client, preview)

    assert Product.objects.count() == 2
    assert (row.task, row.state, row.counts) == (Task.IMPORT, State.DONE, {"added": 2})
    assert row.started_at
    assert row.ended_at
    assert "2 products: 2 added" in page_of(admin_client, row)


def test_the_list_names_it_with_its_counts(admin_client: Client, preview: Import) -> None:
    imported(admin_client, preview)

    page = admin_client.get("/admin/imports/import/").content.decode()

    assert "products.csv" in page
    assert "Import: done" in page
    assert "2 new" in page


def test_pictures_of_the_zip_are_the_products(admin_client: Client, tmp_path: Path) -> None:
    rows = [product_row("mug", Image_Src="mug.jpg"), product_row("bowl", Image_Src="missing.jpg")]
    row = previewed(
        admin_client, csv=csv_file(tmp_path, rows), archive=zip_file({"photos/MUG.jpg": picture(size=(300, 200))})
    )
    assert "1 stored, 1 not found" in row.summary

    row = imported(admin_client, row)

    assert ProductImage.objects.exclude(photo="").get().product.slug == "mug"
    assert any("missing.jpg" in text for text in row.said)


def test_the_uploads_go_when_all_is_in_and_the_report_stays(admin_client: Client, preview: Import) -> None:
    row = imported(admin_client, preview)

    assert not row.files.csv.exists()
    assert row.files.table.exists()
    assert "Run it again" not in page_of(admin_client, row)


def test_the_uploads_stay_where_a_product_was_refused(admin_client: Client, tmp_path: Path) -> None:
    row = previewed(admin_client, csv=csv_file(tmp_path, [product_row("mug"), product_row("pan", Variant_Price="x")]))
    row = imported(admin_client, row)

    assert row.counts == {"added": 1, "failed": 1}
    assert row.files.csv.exists()
    assert "Run it again" in page_of(admin_client, row)


def test_one_runs_at_a_time(admin_client: Client, preview: Import, tmp_path: Path) -> None:
    other = upload(admin_client, csv=csv_file(tmp_path, [product_row("jug")]))
    Import.objects.filter(pk=preview.pk).update(state=State.RUNNING)

    assert not run(other.pk)
    assert "Another import is under way" in page_of(admin_client, other)
    with pytest.raises(IntegrityError):
        Import.objects.filter(pk=other.pk).update(state=State.RUNNING)


def test_a_second_click_changes_nothing(admin_client: Client, preview: Import) -> None:
    admin_client.post(address(preview, "run"), {"task": "import"})
    admin_client.post(address(preview, "run"), {"task": "preview"})

    preview.refresh_from_db()
    assert (preview.task, preview.state) == (Task.IMPORT, State.WAITING)


def test_an_import_is_begun_by_a_form_alone(admin_client: Client, preview: Import) -> None:
    answer = admin_client.get(address(preview, "run"))

    preview.refresh_from_db()
    assert answer["Location"] == address(preview)
    assert preview.is_previewed


def test_the_page_asks_how_far_it_is(admin_client: Client, preview: Import) -> None:
    Import.objects.update(state=State.RUNNING, done=1, total=2)
    htmx = HtmxClient(admin_client)

    assert "1 of 2 products" in htmx.get(address(preview, "progress")).content.decode()
    assert "1 of 2 products" in page_of(admin_client, preview)

    Import.objects.update(state=State.DONE)
    assert htmx.get(address(preview, "progress"))["HX-Refresh"] == "true"


def test_progress_is_written_down(preview: Import) -> None:
    progress = Progress(preview)
    progress.reset(7)
    progress.noted = 0
    progress.update(3)

    preview.refresh_from_db()
    assert (preview.done, preview.total) == (3, 7)


def test_an_import_that_is_stopped_says_so_and_goes_on(
    admin_client: Client, preview: Import, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = Importing.store

    def stop_after_the_first(self: Importing, products: list[Any]) -> list[Any]:
        store(self, products[:1])
        raise KeyboardInterrupt

    admin_client.post(address(preview, "run"), {"task": "import"})
    with monkeypatch.context() as patched:
        patched.setattr(Importing, "store", stop_after_the_first)
        run(preview.pk)
    preview.refresh_from_db()
    page = page_of(admin_client, preview)

    assert preview.state == State.INTERRUPTED
    assert "running it again brings in the rest" in page
    assert Product.objects.count() == 1

    row = imported(admin_client, preview)
    assert row.counts == {"unchanged": 1, "added": 1}
    assert len(export(tmp_path / "export.csv").splitlines()) == 3


def test_what_nobody_foresaw_is_told(admin_client: Client, preview: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr("shop.imports.running.import_products", fail)
    row = imported(admin_client, preview)

    assert row.state == State.FAILED
    assert "the disk is on fire" in page_of(admin_client, row)


def test_housekeeping_begins_the_one_that_waits_longest(admin_client: Client, tmp_path: Path) -> None:
    first = upload(admin_client, csv=csv_file(tmp_path, [product_row("mug")]))
    upload(admin_client, csv=csv_file(tmp_path, [product_row("mug")]))
    queue = StandingQueue()

    queue.tend()

    assert queue.begun == [first.pk]


def test_housekeeping_leaves_one_whose_files_are_elsewhere(admin_client: Client, tmp_path: Path) -> None:
    row = upload(admin_client, csv=csv_file(tmp_path, [product_row("mug")]))
    row.files.remove()
    queue = StandingQueue()

    queue.tend()
    row.refresh_from_db()
    assert (queue.begun, row.state) == ([], State.WAITING)

    Import.objects.update(queued_at=timezone.now() - timedelta(days=2))
    queue.tend()
    row.refresh_from_db()
    assert row.state == State.INTERRUPTED
    assert "Run it again" not in page_of(admin_client, row)


HOLD = """
import fcntl, sys, time
file = open(sys.argv[1], "w")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""


def test_an_import_whose_process_was_killed_is_interrupted(admin_client: Client, preview: Import) -> None:
    Import.objects.update(state=State.RUNNING, task=Task.IMPORT)
    lock = str(preview.files.folder / "lock")
    with subprocess.Popen([sys.executable, "-c", HOLD, lock], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        Queue().tend()
        preview.refresh_from_db()
        assert preview.state == State.RUNNING

        os.kill(process.pid, signal.SIGKILL)
    Queue().tend()
    preview.refresh_from_db()

    assert preview.state == State.INTERRUPTED
    assert "Run it again" in page_of(admin_client, preview)


def test_nothing_costs_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        Queue().tend()


def test_one_that_nobody_begins_says_whom_to_ask(admin_client: Client, tmp_path: Path) -> None:
    row = upload(admin_client, csv=csv_file(tmp_path, [product_row("mug")]))
    Import.objects.update(queued_at=timezone.now() - timedelta(minutes=5))

    assert "the process “housekeeping” does not run" in page_of(admin_client, row)


def test_the_command_does_what_waits(admin_client: Client, tmp_path: Path, capsys: Any) -> None:
    row = upload(admin_client, csv=csv_file(tmp_path, [product_row("mug")]))
    before = signal.getsignal(signal.SIGTERM)
    try:
        call_command("run_import", row.pk)
        call_command("run_import", row.pk)
    finally:
        signal.signal(signal.SIGTERM, before)

    row.refresh_from_db()
    assert row.state == State.DONE
    assert "Nothing waits" in capsys.readouterr().out


def test_old_files_are_deleted_and_reports_stay(admin_client: Client, preview: Import) -> None:
    Import.objects.update(created_at=timezone.now() - timedelta(days=15))
    forget_files()
    assert (preview.files.csv.exists(), preview.files.table.exists()) == (False, True)

    Import.objects.update(created_at=timezone.now() - timedelta(days=91))
    forget_files()
    assert not preview.files.folder.exists()
    assert "2 added" in page_of(admin_client, preview)


def test_the_export_is_the_commands(admin_client: Client, preview: Import, tmp_path: Path) -> None:
    imported(admin_client, preview)

    answer = admin_client.get("/admin/imports/import/products.csv")

    assert b"".join(answer.streaming_content) == export(tmp_path / "export.csv")  # type: ignore[attr-defined]
