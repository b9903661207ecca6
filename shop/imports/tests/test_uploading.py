"""What is uploaded is kept or refused, each file by itself, with a sentence that says why."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from shop.catalog.tests.product_files import product_row
from shop.imports import csv_files
from shop.imports.models import Import, State
from shop.imports.tests.uploads import address, csv_file, page_of, picture, upload, zip_file

pytestmark = pytest.mark.django_db

ADD = "/admin/imports/import/add/"


def refused(client: Client, **sent: object) -> str:
    answer = client.post(ADD, sent)
    assert answer.status_code == 200
    assert not Import.objects.exists()
    return answer.content.decode()


def test_a_product_file_is_previewed_at_once(admin_client: Client, tmp_path: Path) -> None:
    row = upload(admin_client, csv=csv_file(tmp_path, [product_row("mug")]))

    assert (row.state, row.csv_name) == (State.WAITING, "products.csv")
    assert "It begins within seconds." in page_of(admin_client, row)


def test_nothing_at_all_is_asked_for(admin_client: Client) -> None:
    assert "Choose a product file, a ZIP of pictures, or both." in refused(admin_client)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Name,Amount\n1,2\n", "is not a product CSV"),
        (b"PK\x03\x04rest", "is an Excel workbook or another archive: save it as CSV"),
        (b"%PDF-1.4", "is a PDF"),
        (b"Handle,Title\xff\xfe,\xe4\n", "choose the encoding in which it reads right"),
        (b"", "empty"),
    ],
)
def test_what_is_no_product_file_is_refused(admin_client: Client, content: bytes, said: str) -> None:
    page = refused(admin_client, csv=SimpleUploadedFile("products.csv", content))

    assert said in page
    assert "--encoding" not in page


def test_a_large_product_file_is_refused(admin_client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_files, "MOST_BYTES", 100)

    assert "“products.csv” is larger than" in refused(admin_client, csv=csv_file(tmp_path, [product_row("mug")]))


def test_a_refused_zip_leaves_the_product_file(admin_client: Client, tmp_path: Path) -> None:
    row = upload(
        admin_client, csv=csv_file(tmp_path, [product_row("mug")]), archive=SimpleUploadedFile("pictures.zip", b"no")
    )
    page = page_of(admin_client, row)

    assert "“pictures.zip” was not taken: it is no ZIP" in page
    assert "“products.csv” is kept." in page
    assert (row.state, row.files.is_here) == (State.DRAFT, True)

    admin_client.post(address(row), {"archive": zip_file({"mug.jpg": picture()})})
    row.refresh_from_db()
    assert (row.state, row.picture_count) == (State.WAITING, 1)


def test_a_refused_product_file_leaves_the_pictures(admin_client: Client, tmp_path: Path) -> None:
    row = upload(
        admin_client, csv=SimpleUploadedFile("products.csv", b"a,b\n"), archive=zip_file({"mug.jpg": picture()})
    )
    page = page_of(admin_client, row)

    assert "is not a product CSV" in page
    assert "The pictures are kept. Add the product file below." in page

    admin_client.post(address(row), {"csv": csv_file(tmp_path, [product_row("mug")])})
    row.refresh_from_db()
    assert (row.state, row.picture_count, row.csv_name) == (State.WAITING, 1, "products.csv")


def test_a_refused_replacement_leaves_the_file_that_was_there(admin_client: Client, tmp_path: Path) -> None:
    row = upload(admin_client, csv=csv_file(tmp_path, [product_row("mug")]))
    Import.objects.update(state=State.DONE)

    page = admin_client.post(
        address(row), {"csv": SimpleUploadedFile("other.csv", b"a,b\n")}, follow=True
    ).content.decode()

    row.refresh_from_db()
    assert "“other.csv” is not a product CSV" in page
    assert row.csv_name == "products.csv"
    assert b"mug" in row.files.csv.read_bytes()


def test_a_name_leads_nowhere_else(admin_client: Client, tmp_path: Path) -> None:
    row = upload(admin_client, csv=csv_file(tmp_path, [product_row("mug")], name="products.csv"))

    assert row.files.csv.parent == tmp_path / "imports" / str(row.pk)


def test_files_are_taken_from_those_who_may_import_alone(client: Client, tmp_path: Path) -> None:
    packer = User.objects.create_user("mina", is_staff=True)
    packer.groups.add(Group.objects.get(name="Packer"))
    client.force_login(packer)

    assert client.get(ADD).status_code == 403
    assert client.post(ADD, {"csv": csv_file(tmp_path, [product_row("mug")])}).status_code == 403
    assert not Import.objects.exists()


def test_an_editor_may_import(client: Client, tmp_path: Path) -> None:
    editor = User.objects.create_user("lena", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editor"))
    client.force_login(editor)

    assert upload(client, csv=csv_file(tmp_path, [product_row("mug")])).user == editor


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(ADD)["Location"].startswith(reverse("admin:login"))
    assert client.post(ADD, {"csv": SimpleUploadedFile("products.csv", b"Handle")}).status_code in {302, 400}


def test_an_example_is_a_file_that_is_taken(admin_client: Client) -> None:
    example = admin_client.get(reverse("admin:imports_import_example")).content

    assert upload(admin_client, csv=SimpleUploadedFile("example.csv", example)).state == State.WAITING


def test_deleting_an_import_deletes_its_files(admin_client: Client, tmp_path: Path) -> None:
    row = upload(admin_client, csv=csv_file(tmp_path, [product_row("mug")]))
    Import.objects.update(state=State.DRAFT)

    admin_client.post(address(row, "delete"), {"post": "yes"})

    assert not Import.objects.exists()
    assert not row.files.folder.exists()
