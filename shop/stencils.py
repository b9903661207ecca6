"""Templates that are drawn once for each shape of what they show, and then filled in.

Django draws a small fragment in a tenth of a millisecond, and a list of products has a hundred of them, which differ in
a few texts. A stencil lets Django draw its template with a mark in the place of every text, cuts the result at the
marks, and from then on puts texts there: a fragment costs some microseconds, and its template still says all of it, but
for its indentation, which would be packed and sent with every line.

So a template that is drawn by a stencil may write a `Text` out, and may ask whether it is empty; it can do nothing else
with it. Whatever else it is given decides the shape, and loses its indentation with the template: so what is written in
several lines, as in <pre>, must be a `Text`.
"""

import re
import secrets
from collections.abc import Callable, Hashable, Iterable
from html import escape
from operator import attrgetter, itemgetter
from typing import Annotated, Any, Generic, NamedTuple, TypeVar, get_type_hints

from django.conf import settings
from django.http import HttpRequest
from django.template import loader
from django.utils.safestring import SafeString
from django.utils.translation import get_language

T = TypeVar("T", bound=NamedTuple)

Text = Annotated[str, "filled in"]
"""A field that is only written out. It is escaped, unless it is a SafeString."""
MOST_SHAPES = 512
# Digits are a slug, a number and a text, so that an address can be made of a mark too.
MARK = str(10**14 + secrets.randbelow(9 * 10**14))
FIND_MARKS = re.compile(MARK + r"(\d\d)")
FIND_INDENTATION = re.compile(r"\n[ \n]+")

Fill = Callable[[tuple[str, ...]], str]


class Stencil(Generic[T]):
    """A template for things of one NamedTuple, whose fields annotated as `Text` are filled in.

    The template knows a thing by `name`. A field may be such a tuple itself; every other one must be hashable.
    """

    def __init__(self, template: str, name: str, kind: type[T]) -> None:
        self.template = template
        self.name = name
        texts, others = names_of(kind)
        self._texts, self._others = getter_of(texts), getter_of(others)
        self._names = texts
        self._fills: dict[Hashable, Fill] = {}

    def draw(self, thing: T, request: HttpRequest | None = None) -> SafeString:
        """Draw a thing. With a `request`, the template has what context processors give for the first of each shape."""
        if settings.DEBUG:
            return self.draw_by_django(thing, request)
        return SafeString(self._draw(thing, get_language(), request))

    def draw_all(self, things: Iterable[T]) -> SafeString:
        if settings.DEBUG:
            return SafeString("".join([self.draw_by_django(thing) for thing in things]))
        language = get_language()
        return SafeString("".join([self._draw(thing, language) for thing in things]))

    def _draw(self, thing: T, language: str | None, request: HttpRequest | None = None) -> str:
        texts = self._texts(thing)
        shape = (language, self._others(thing), tuple(map(bool, texts)))
        fill = self._fills.get(shape) or self._cut(shape, thing, texts, request)
        return fill(texts)

    def draw_by_django(self, thing: T, request: HttpRequest | None = None) -> SafeString:
        return SafeString(loader.render_to_string(self.template, {self.name: thing}, request))

    def _cut(self, shape: Hashable, thing: T, texts: tuple[str, ...], request: HttpRequest | None) -> Fill:
        marked = {name: f"{MARK}{at:02}" for at, name in enumerate(self._names) if texts[at]}
        drawn = self.draw_by_django(with_texts(thing, marked), request)
        first, *rest = FIND_MARKS.split(unindented(drawn))
        if len(self._fills) >= MOST_SHAPES:
            self._fills.clear()
        fill = self._fills[shape] = fill_between(first, [int(at) for at in rest[::2]], rest[1::2])
        return fill


def unindented(html: str) -> str:
    return FIND_INDENTATION.sub("\n", html)


def fill_between(first: str, places: list[int], pieces: list[str]) -> Fill:
    """Return a function that puts texts between these pieces of a template: which one comes next, `places` say."""
    form = "%s".join(piece.replace("%", "%%") for piece in (first, *pieces))
    # Of one place alone an itemgetter returns no tuple.
    pick = itemgetter(*places) if len(places) > 1 else lambda texts: tuple(texts[at] for at in places)

    def fill(texts: tuple[str, ...]) -> str:
        # Few texts have anything to escape: all are looked through at once.
        return form % pick([as_html(text) for text in texts] if is_special("".join(texts)) else texts)

    return fill


def is_special(text: str) -> bool:
    """Tell whether anything is to be escaped. To look for each letter by itself is four times as fast as a pattern."""
    return "<" in text or "&" in text or "'" in text or '"' in text or ">" in text


def as_html(text: str) -> str:
    return text if isinstance(text, SafeString) or not is_special(text) else escape(text)


def names_of(kind: type[Any], above: str = "") -> tuple[list[str], list[str]]:
    """Return the names of the texts and of the other fields of a NamedTuple, those of tuples in it with dots."""
    texts, others = [], []
    for field, hint in get_type_hints(kind, include_extras=True).items():
        if hint == Text:
            texts.append(above + field)
        elif hasattr(hint, "_fields") and Text in get_type_hints(hint, include_extras=True).values():
            inner = names_of(hint, f"{above}{field}.")
            texts += inner[0]
            others += inner[1]
        else:
            others.append(above + field)
    return texts, others


def getter_of(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda thing: tuple(attrgetter(name)(thing) for name in names)


def with_texts(thing: T, texts: dict[str, str]) -> T:
    """Return a copy of a thing with other texts, those of tuples in it by names with dots."""
    changed: dict[str, Any] = {name: text for name, text in texts.items() if "." not in name}
    inner: dict[str, dict[str, str]] = {}
    for name, text in texts.items():
        field, dot, rest = name.partition(".")
        if dot:
            inner.setdefault(field, {})[rest] = text
    changed |= {field: with_texts(getattr(thing, field), rest) for field, rest in inner.items()}
    return thing._replace(**changed)
