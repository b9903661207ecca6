"""Answers are packed as a browser can unpack them, and so that their lengths tell little of what is in them."""

import gzip
import os

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from shop.packing import PackingMiddleware

TEXT = "".join(f"<li>{number}</li>" for number in range(300))


def packed(answer: HttpResponseBase, accepted: str = "br, gzip") -> HttpResponseBase:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = accepted
    return PackingMiddleware(lambda _: answer).process_response(request, answer)


def test_a_browser_unpacks_what_was_drawn() -> None:
    answer = packed(HttpResponse(TEXT))

    assert isinstance(answer, HttpResponse)
    assert gzip.decompress(answer.content).decode() == TEXT
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Content-Length"] == str(len(answer.content))
    assert answer["Vary"] == "Accept-Encoding"


def test_the_same_answer_has_many_lengths() -> None:
    assert len({packed(HttpResponse(TEXT))["Content-Length"] for _ in range(50)}) > 10


@pytest.mark.parametrize("accepted", ["", "br", "identity"])
def test_who_takes_no_gzip_gets_none(accepted: str) -> None:
    answer = packed(HttpResponse(TEXT), accepted)

    assert isinstance(answer, HttpResponse)
    assert answer.content.decode() == TEXT
    assert "Content-Encoding" not in answer.headers
    assert answer["Vary"] == "Accept-Encoding"


def test_what_is_packed_already_stays_as_it_is() -> None:
    answer = packed(HttpResponse(TEXT, headers={"Content-Encoding": "br"}))

    assert isinstance(answer, HttpResponse)
    assert answer.content.decode() == TEXT
    assert answer["Content-Encoding"] == "br"


def test_what_would_become_longer_stays_as_it_is() -> None:
    noise = os.urandom(5_000)
    answer = packed(HttpResponse(noise))

    assert isinstance(answer, HttpResponse)
    assert answer.content == noise
    assert "Content-Encoding" not in answer.headers


def test_a_tag_becomes_weak_and_a_stream_is_packed_as_it_comes() -> None:
    assert packed(HttpResponse(TEXT, headers={"ETag": '"1"'}))["ETag"] == 'W/"1"'

    answer = packed(StreamingHttpResponse([TEXT, TEXT]))
    assert isinstance(answer, StreamingHttpResponse)
    assert gzip.decompress(b"".join(answer)).decode() == TEXT + TEXT
