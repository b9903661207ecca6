"""Whatever a visitor sends, the log has one line of it: a warning without a traceback."""

import logging
import logging.config
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings as shop_settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.test import Client
from django.urls import path, reverse
from pytest_django.fixtures import Settings

from shop.logs import LONGEST_FAULT
from shop.urls import handler500  # noqa: F401
from shop.urls import urlpatterns as shop_urls

pytestmark = pytest.mark.django_db
LOOK_UP = reverse("orders:look-up")
FORM = "application/x-www-form-urlencoded"
LONGEST_LINE = LONGEST_FAULT + 100


def raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


urlpatterns = [
    path("denied/", raising(PermissionDenied("no"))),
    path("suspicious/", raising(SuspiciousOperation("odd\nthing"))),
    path("broken/", raising(UnreadablePostError("connection reset"))),
    path("mistake/", raising(ValueError("a mistake of the shop"))),
    *shop_urls,
]


@pytest.fixture
def log(settings: Settings) -> Iterator[StringIO]:
    """What the shop's own handler writes."""
    settings.ROOT_URLCONF = __name__
    configured = logging.config.DictConfigurator(shop_settings.LOGGING)
    configured.configure()
    [handler] = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
    written = StringIO()
    handler.setStream(written)
    yield written
    logging.getLogger().removeHandler(handler)


WRONG: dict[str, Callable[[Client], Any]] = {
    "a foreign host": lambda client: client.get("/", headers={"Host": "evil.example"}),
    "an endless host": lambda client: client.get("/", headers={"Host": "evil." * 2_000}),
    "no multipart": lambda client: client.post(LOOK_UP, b"x", content_type="multipart/form-data; boundary="),
    "a file": lambda client: client.post(LOOK_UP, {"file": SimpleUploadedFile("a.txt", b"x")}),
    "too many fields": lambda client: client.post(LOOK_UP, "&".join("a=" for _ in range(5_001)), content_type=FORM),
    "too much": lambda client: client.post(LOOK_UP, "x" * 3_000_000, content_type=FORM),
    "a page that is not allowed": lambda client: client.get("/denied/"),
    "something odd": lambda client: client.get("/suspicious/"),
    "a body that breaks off": lambda client: client.get("/broken/"),
    "a page that is nowhere": lambda client: client.get("/nowhere/"),
}


@pytest.mark.parametrize("what", WRONG)
def test_it_is_one_line_and_a_warning(client: Client, log: StringIO, what: str) -> None:
    client.raise_request_exception = False

    answer = WRONG[what](client)

    assert 400 <= answer.status_code < 500
    [line] = log.getvalue().splitlines()
    assert " WARNING django." in line
    assert len(line) < LONGEST_LINE


def test_the_shops_own_mistakes_keep_their_traceback(client: Client, log: StringIO) -> None:
    client.raise_request_exception = False

    assert client.get("/mistake/").status_code == 500

    assert "ERROR" in log.getvalue()
    assert "Traceback" in log.getvalue()
