"""What a request may bring: files only from those who work in the shop, and no more than a page of a shop needs."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

MOST_BYTES = 1_000_000
STATUS = 413


class FileRefused(MultiPartParserError):
    """A file came from somebody who may not upload any, or to a page that takes none. Answered with status 400."""


class FilesOfStaff(FileUploadHandler):
    """Stands before Django's own upload handlers, and ends the reading before the first byte of a file is written."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Raise FileRefused unless the file is for the admin, from somebody who works there. May query for them."""
        if self.request is None or not may_send_files(self.request):
            raise FileRefused("No file was expected here.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class BodySizeMiddleware(MiddlewareMixin):
    """Refuse a large body before any of it is read, except in the admin, where it may hold pictures."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= MOST_BYTES or may_send_files(request):
            return None
        return HttpResponse(_("That is more than the shop takes.") + "\n", status=STATUS, content_type="text/plain")


def may_send_files(request: HttpRequest) -> bool:
    found = request.resolver_match
    return found is not None and found.app_name == "admin" and request.user.is_active and request.user.is_staff
