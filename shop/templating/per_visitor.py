"""Fragments that differ between visitors, in pages that are otherwise the same for everyone.

`{% per_visitor "cart/_badge.html" %}` writes a mark where the fragment is to stand. The middleware puts the fragments
into every answer, whatever its status. The page cache keeps a page as it was cut at its marks, and has the same fillers
called for each visitor.

`settings.PER_VISITOR_FRAGMENTS` names the filler of each fragment. A filler is called once for all marks of its name.
It is given the request and the marks' arguments ("" where a mark has none), and returns as many texts of HTML. Of the
request it may use the session, the cookies, the user and `htmx`: the page cache has nothing else.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import chain, zip_longest
from typing import Any, NamedTuple, Self

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import Context, Node
from django.template.base import FilterExpression, render_value_in_context
from django.utils.module_loading import import_string

SPLIT_PAGES = "shop.templating.split_pages"
"""The key of a WSGI environment under which the page cache puts a list, to get an answer as it was cut."""
# Nobody can guess it, so that no text of a merchant or a visitor is taken for a mark. It is never sent.
TOKEN = secrets.token_hex(8)
MARK_START = f"<!--{TOKEN} ".encode()
FIND_MARKS = re.compile(re.escape(MARK_START) + rb"(\S+) ([^<>]*)-->")

Filler = Callable[[Any, Sequence[str]], Sequence[str]]


class Place(NamedTuple):
    """Where a fragment stands in a page: its template, and what the mark says of it."""

    name: str
    argument: str


@dataclass(frozen=True, slots=True)
class SplitPage:
    """A page cut at its marks. Of `pieces` it has one more than of `places`; `texts` are what was put there."""

    pieces: tuple[bytes, ...]
    places: tuple[Place, ...]
    texts: tuple[bytes, ...]

    @classmethod
    def fill(cls, content: bytes, request: HttpRequest) -> Self:
        first, *rest = FIND_MARKS.split(content)
        places = tuple(
            Place(name.decode(), unescape(argument.decode()))
            for name, argument in zip(rest[::3], rest[1::3], strict=True)
        )
        texts = tuple(text.encode() for text in fill(places, request))
        return cls((first, *rest[2::3]), places, texts)

    @property
    def content(self) -> bytes:
        return b"".join(chain.from_iterable(zip_longest(self.pieces, self.texts, fillvalue=b"")))


class PerVisitorMiddleware:
    """Puts the visitor's fragments into every answer. Queries as their fillers do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and MARK_START in response.content:
            page = SplitPage.fill(response.content, request)
            response.content = page.content
            request.META.get(SPLIT_PAGES, []).append(page)
        return response


class PerVisitorNode(Node):
    """Writes the mark of a fragment."""

    def __init__(self, name: str, argument: FilterExpression | None) -> None:
        self.name = name
        self.argument = argument

    def render(self, context: Context) -> str:
        if self.argument is None:
            return mark(self.name)
        return mark(self.name, render_value_in_context(self.argument.resolve(context), context))


def mark(name: str, argument: str = "") -> str:
    """Return the mark of a fragment. The argument is escaped already."""
    return f"<!--{TOKEN} {name} {argument}-->"


def fill(places: Sequence[Place], request: HttpRequest) -> list[str]:
    """Return the texts of these places for the visitor of a request. Queries as their fillers do."""
    texts = [""] * len(places)
    positions: dict[str, list[int]] = {}
    for position, place in enumerate(places):
        positions.setdefault(place.name, []).append(position)
    fillers = settings.PER_VISITOR_FRAGMENTS
    for name, found in positions.items():
        filler = load_filler(fillers[name])
        drawn = filler(request, [places[position].argument for position in found])
        for position, text in zip(found, drawn, strict=True):
            texts[position] = text
    return texts


@cache
def load_filler(path: str) -> Filler:
    filler: Filler = import_string(path)
    return filler
