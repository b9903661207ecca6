"""The server receives more than a form from those who are signed in to the admin, and from nobody else."""

import json
import re
import socket
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest
from django.urls import reverse

from shop.testing.filled import open_small_shop
from shop.testing.server import Shop

pytestmark = pytest.mark.served
SECONDS = 30
UPLOAD = 3 * 1024 * 1024
TOKEN = "t" * 32
SIGN_IN = """
import json
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
cookies = {}
for name, is_staff in [("ada", False), ("owner", True)]:
    client = Client()
    client.force_login(User.objects.create_user(name, is_staff=is_staff, is_superuser=is_staff))
    cookies[name] = f"{settings.CSRF_COOKIE_NAME}=TOKEN; " + client.cookies.output([], "", "; ").strip()
print(json.dumps(cookies))
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with open_small_shop(tmp_path_factory.mktemp("shop"), products=1) as (shop, _):
        yield shop


@pytest.fixture(scope="module")
def cookies(shop: Shop) -> dict[str, str]:
    """What those send who are signed in, by their names."""
    printed = shop.manage("shell", "--command", SIGN_IN.replace("TOKEN", TOKEN))
    return {"a stranger": "", **json.loads(printed.splitlines()[-1])}


def upload(shop: Shop, address: str, cookie: str) -> int:
    """Send a film and return the status of the answer. Who is refused may be so while it is still sent."""
    body = b"--b\r\nContent-Disposition: form-data; name=film; filename=film.mp4\r\n\r\n".ljust(UPLOAD, b"x")
    headers = {"Content-Type": "multipart/form-data; boundary=b", "Cookie": cookie, "X-CSRFToken": TOKEN}
    connection = HTTPConnection(shop.url.removeprefix("http://"), timeout=SECONDS)
    try:
        connection.request("POST", address, body + b"\r\n--b--\r\n", headers | {"Sec-Fetch-Site": "same-origin"})
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("owner", "admin:catalog_product_add", 200),
        ("owner", "orders:look-up", 413),
        ("ada", "admin:catalog_product_add", 413),
        ("a stranger", "admin:catalog_product_add", 413),
        ("a stranger", "admin:login", 413),
    ],
)
def test_staff_uploads_to_the_admin_and_nobody_else(
    who: str, address: str, status: int, shop: Shop, cookies: dict[str, str]
) -> None:
    assert upload(shop, reverse(address), cookies[who]) == status


def test_what_is_no_request_is_a_line_of_the_shops_log(shop: Shop) -> None:
    host, _, port = shop.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), SECONDS) as visitor:
        visitor.sendall(b"NOTHING AT ALL\r\n\r\n")
        assert visitor.recv(100).startswith(b"HTTP/1.1 400 Bad Request")
    log = shop.log.read_text()
    assert re.search(r"^[\d-]+ [\d:,+]+ WARNING uvicorn\.error \[.*\]: Invalid HTTP request received\.$", log, re.M)
