"""Uploads of a shop on several machines stand in a bucket, and browsers fetch them there."""

import gzip
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import boto3
import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from moto.server import ThreadedMotoServer
from pytest_django.fixtures import Settings

from shop import buckets
from shop.bucket_storage import BucketStorage
from shop.buckets import bucket_at
from shop.catalog.models import ProductImage, images
from shop.catalog.tests.admin_pages import fields_of, image, page_of, picture_upload, send
from shop.catalog.tests.product_files import bring_in, product_row, write_csv
from shop.testing.builders import make_product
from shop.testing.environment import DEFAULTS, ENVIRONMENT
from shop.tests.source import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CACHES = (images.picture_of, images.url_form, images.srcset_form)

ANYONE_READS = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::shop/uploads/*"}
    ],
}


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """A local service that speaks S3."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(service: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty bucket that the shop keeps its uploads in; its public address."""
    for variable in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(variable, "for-tests")
    client = boto3.client("s3", endpoint_url=service, region_name="us-east-1")
    client.create_bucket(Bucket="shop")
    client.put_bucket_policy(Bucket="shop", Policy=json.dumps(ANYONE_READS))
    settings.STORAGES = settings.STORAGES | {
        "default": bucket_at(f"s3://shop/uploads?endpoint={service}&region=us-east-1").storage
    }
    forget()
    yield f"{service}/shop/uploads"
    for stored in client.list_objects_v2(Bucket="shop").get("Contents", []):
        client.delete_object(Bucket="shop", Key=stored["Key"])
    forget()


def forget() -> None:
    """Pages keep how an address of an upload looks for as long as a process lives."""
    for kept in CACHES:
        kept.cache_clear()


def test_what_is_uploaded_in_the_admin_is_fetched_from_the_bucket(
    bucket: str, client: Client, media_root: Path
) -> None:
    mug = make_product(slug="mug")
    client.force_login(User.objects.create_superuser("ada", "ada@example.com", "pw"))
    added = image(0, photo=picture_upload(name="mug.png", size=(640, 640)))
    assert send(client, page_of(mug), fields_of(client, page_of(mug)) | added) == []

    html = Client().get("/products/mug/").content.decode()

    addresses = set(re.findall(rf"{re.escape(bucket)}/products/mug-[0-9a-f]{{12}}[\w/]*\.webp", html))
    assert len(addresses) > 2
    for address in addresses:
        with urlopen(address) as answer:  # noqa: S310
            assert answer.headers["Content-Type"] == "image/webp"
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert answer.read(4) == b"RIFF"
    assert "/media/" not in html
    assert not media_root.exists()


def test_an_import_brings_its_pictures_into_the_bucket(bucket: str, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "mug.png").write_bytes(picture_upload(size=(640, 640)).read())
    rows = [product_row(handle, Image_Src="https://cdn.example.com/mug.png") for handle in ("mug", "cup")]

    said = bring_in(write_csv(tmp_path / "products.csv", rows), images=tmp_path / "images")

    assert "2 stored" in said
    names = {str(stored.photo.name).removeprefix("products/") for stored in ProductImage.objects.all()}
    assert len(names) == 2
    assert set(default_storage.listdir("products")[1]) == names
    for stored in ProductImage.objects.all()[:1]:
        names.remove(str(stored.photo.name).removeprefix("products/"))
        stored.photo.delete()
    assert set(default_storage.listdir("products")[1]) == names


def test_what_is_there_is_never_written_over_and_a_drawing_is_packed(bucket: str) -> None:
    first, second = (default_storage.save("drawings/mug.svg", ContentFile(b"<svg/>" * 400)) for _ in range(2))

    assert first != second
    with urlopen(f"{bucket}/{first}") as answer:  # noqa: S310
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert answer.headers["Cache-Control"] == "public, max-age=3600"
        assert gzip.decompress(answer.read()) == b"<svg/>" * 400


def test_a_folder_is_copied_under_its_names_and_what_is_there_is_left(bucket: str, tmp_path: Path) -> None:
    (tmp_path / "products" / "mug").mkdir(parents=True)
    for name in ("products/mug.webp", "products/mug/150w.webp", "notes.txt"):
        (tmp_path / name).write_bytes(b"RIFF")
    default_storage.save("products/mug.webp", ContentFile(b"RIFF"))
    said = io.StringIO()

    call_command("copy_uploads", tmp_path, stdout=said)

    assert said.getvalue() == "1 pictures copied, 1 were there.\n"
    assert default_storage.listdir("products") == (["mug"], ["mug.webp"])
    assert default_storage.listdir("") == (["products"], [])
    with pytest.raises(CommandError, match="There are no pictures in"):
        call_command("copy_uploads", tmp_path / "none")


def test_the_shop_itself_sends_no_uploads_then(bucket: str, client: Client, media_root: Path) -> None:
    media_root.mkdir()
    (media_root / "mug.webp").write_bytes(b"RIFF")

    assert client.get("/media/mug.webp").status_code == 404


def test_sizes_of_a_picture_are_written_by_the_storage_that_is_there(bucket: str) -> None:
    assert isinstance(default_storage, BucketStorage)
    assert default_storage.deconstruct() == ("django.core.files.storage.DefaultStorage", (), {})


@pytest.mark.parametrize(
    ("address", "public", "origin"),
    [
        ("s3://shop?region=eu-west-1", "shop.s3.eu-west-1.amazonaws.com", "https://shop.s3.eu-west-1.amazonaws.com"),
        ("s3://shop?endpoint=http://127.0.0.1:9000/", "127.0.0.1:9000/shop", "http://127.0.0.1:9000"),
        ("s3://shop?region=x&public=https://img.example/shop/", "img.example/shop", "https://img.example"),
    ],
)
def test_an_address_says_where_browsers_fetch(address: str, public: str, origin: str) -> None:
    found = bucket_at(address)

    assert found.storage["OPTIONS"]["custom_domain"] == public
    assert found.origin == origin


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://shop.example", "it may be s3://bucket, and the keys are AWS_ACCESS_KEY_ID and"),
        ("s3://", "it may be s3://bucket"),
        ("s3://key:secret@shop?region=x", "the keys are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
        ("s3://shop", "it needs a region of Amazon's, or the endpoint of another service"),
        ("s3://shop?region=x&acl=public", "it has acl, but may have endpoint, region, public"),
        ("s3://shop?endpoint=minio:9000", "its endpoint may be an address like https://images.example"),
        ("s3://shop?region=x&public=img.example", "its public may be an address like https://images.example"),
        ("s3://shop?region", "bad query field"),
    ],
)
def test_an_address_that_cannot_be_is_refused_in_a_sentence(address: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        bucket_at(address)


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buckets, "find_spec", lambda name: None)

    with pytest.raises(ValueError, match=r"pip install --require-hashes -r requirements-s3\.lock"):
        bucket_at("s3://shop?region=x")
    assert (ROOT / "requirements-s3.lock").is_file()


def test_a_page_may_show_pictures_of_the_bucket() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "from shop import settings; print(settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'][2:],"
            " settings.STORAGES['default']['BACKEND'])",
        ],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            **ENVIRONMENT,
            **DEFAULTS,
            "MEDIA_STORAGE_URL": "s3://shop?region=x&public=https://img.example/shop",
        },
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert said == "['https://img.example'] shop.bucket_storage.BucketStorage\n"
