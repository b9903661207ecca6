"""Uploaded pictures: how they are named, and how the shop sends those that stand in its own folder."""

import hashlib
import posixpath
import re
import stat
from collections.abc import Callable
from pathlib import Path

from csp.constants import HEADER
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from shop.packing import pack

METHODS = ("GET", "HEAD")
KINDS = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""What is sent, by the end of its name. Nothing else in the folder is anyone's business."""
PACKED = {".svg"}
HASH_LENGTH = 12
# A storage adds the second group to a name that is taken; sizes stand in a folder that is named after their picture.
IS_NAMED_BY_CONTENT = re.compile(rf"-[0-9a-f]{{{HASH_LENGTH}}}(_\w{{7}})?(/\d+w)?\.\w+", re.ASCII)
FOR_GOOD = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "public, max-age=3600"
HEADERS = {
    # Opened by itself, a drawing is a document: it may run and load nothing.
    HEADER: "default-src 'none'; sandbox; frame-ancestors 'none'",
    # Pictures of products are shown elsewhere too: in mails, by search engines, on price comparisons.
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def name_by_content(stem: str, content: bytes, suffix: str) -> str:
    """Return a file's name that changes with what is in the file, so that a browser may keep it for good."""
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:HASH_LENGTH]}{suffix}"


def cache_control(name: str) -> str:
    """Return for how long a file of this name may be kept. Names from before names had a hash could change."""
    return FOR_GOOD if IS_NAMED_BY_CONTENT.search(name) else FOR_AN_HOUR


class UploadsMiddleware:
    """Answer requests for pictures in the folder of the default storage, before all that pages need.

    A picture is read whole, so that a slow visitor holds no thread. Django's check of the host goes before.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(settings.MEDIA_URL):
            return self.get_response(request)
        request.get_host()
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        response = send(request, request.path_info.removeprefix(settings.MEDIA_URL))
        if response is None:
            return HttpResponseNotFound("There is no such picture.\n", content_type="text/plain; charset=utf-8")
        return response


def send(request: HttpRequest, name: str) -> HttpResponseBase | None:
    """Return the answer with a picture, or that it has not changed; None where there is no such picture."""
    path = path_of(name)
    try:
        state = path.stat() if path else None
        if not path or not state or not stat.S_ISREG(state.st_mode):
            return None
        etag = f'W/"{state.st_mtime_ns:x}-{state.st_size:x}"'
        response = get_conditional_response(request, etag, int(state.st_mtime)) or answer(request, path)
    except OSError:
        return None
    response.headers["Content-Type"] = KINDS[path.suffix]
    response.headers["Cache-Control"] = cache_control(name)
    response.headers["ETag"], response.headers["Last-Modified"] = etag, http_date(state.st_mtime)
    for header, value in HEADERS.items():
        response.headers[header] = value
    return response


def path_of(name: str) -> Path | None:
    """Return where a picture of this name would be; None where the folder of the uploads has no such place."""
    is_plain = posixpath.normpath(name) == name and "\x00" not in name
    is_picture = is_plain and posixpath.splitext(name)[1] in KINDS
    if not is_picture or not isinstance(default_storage, FileSystemStorage):
        return None
    try:
        return Path(default_storage.path(name))
    except SuspiciousFileOperation:
        return None


def answer(request: HttpRequest, path: Path) -> HttpResponse:
    """Return a picture, packed where its kind is not by itself and the visitor takes it so."""
    content, headers = path.read_bytes(), {}
    if path.suffix in PACKED:
        headers["Vary"] = "Accept-Encoding"
        if re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
            content, headers["Content-Encoding"] = pack(content), "gzip"
    return HttpResponse(content, headers=headers | {"Content-Length": str(len(content))})
