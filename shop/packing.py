"""Answers packed with gzip as they are drawn: quickly, since each is sent once."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers
from isal import isal_zlib

# isal's first level packs as well as zlib's second in a third of the time, but it has none like zlib's sixth.
QUICK = 1
GZIP = 31
"""zlib's window bits for deflate blocks with gzip's header."""
LEAST = 1_000
HEAD = 10
HAS_NAME = 8  # RFC 1952, 2.3.1


def pack(content: bytes) -> bytes:
    """Pack some bytes as a gzip stream without a name, the same one each time."""
    packed: bytes = isal_zlib.compress(content, QUICK, GZIP)
    return packed


class PackingMiddleware(GZipMiddleware):
    """Django's, but what is long and whole is packed by isal, in half the time.

    As Django does, it puts a name of random length into the head: what a page says of its visitor could else be
    guessed from the lengths of many answers (the attack BREACH).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if (
            not isinstance(response, HttpResponse)
            or len(response.content) < LEAST
            or not re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
            or not response.headers.keys().isdisjoint({"Content-Encoding", "ETag"})
        ):
            return super().process_response(request, response)
        patch_vary_headers(response, ["Accept-Encoding"])
        packed = with_name(pack(response.content), secrets.randbelow(self.max_random_bytes))
        if len(packed) >= len(response.content):
            return response
        response.content = packed
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Content-Encoding"] = "gzip"
        return response


def with_name(packed: bytes, length: int) -> bytes:
    """Put a name of this length into a gzip stream that has none."""
    head = bytearray(packed[:HEAD])
    head[3] |= HAS_NAME
    return b"".join([head, b"a" * length, b"\0", packed[HEAD:]])
