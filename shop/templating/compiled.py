"""Fragments and pages that Django renders once for every shape of what they show, and that are then filled in.

Django renders a small fragment in a tenth of a millisecond, and a list of products has a hundred of them that differ in
a few texts. So a template is rendered with a mark in the place of every text, the result is cut at the marks, and from
then on texts are put there: a fragment costs some microseconds, and its template still says all of it.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from html import escape
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from django.template import Context, Engine, Template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from shop.templating.checking import check
from shop.templating.slots import (
    MARK,
    Compilation,
    ListPlaceholder,
    Placeholder,
    SlotMisused,
    fields_of,
    getter_of,
    with_fields,
)

T = TypeVar("T", bound=NamedTuple)

MOST_SHAPES = 512
FIND_MARKS = re.compile(MARK + r":(\d+);")
NOTHING: Mapping[str, Hashable] = {}


def render_compiled(template_name: str, name: str, thing: NamedTuple, **shared: Hashable) -> SafeString:
    """Render a template that calls a view model by `name`.

    `shared` is what all pages show alike, and part of their shape. There is no request, user, message or cart. Raises
    SlotMisused for a template that asks for these, or that does more with a slot than to write it out.
    """
    template = Engine.get_default().get_template(template_name)
    return fragment_of(template, name, type(thing)).render(thing, shared)


def fragment_of(template: Template, name: str, kind: type[T]) -> "CompiledFragment[T]":
    """Return the fragment that belongs to a template. It lives as long: Django drops templates whose files change."""
    fragments = vars(template).setdefault("compiled_fragments", {})
    fragment: CompiledFragment[T] | None = fragments.get((name, kind))
    if fragment is None:
        check(template, name, kind)
        fragment = fragments[name, kind] = CompiledFragment(template, name, kind)
    return fragment


class Shape:
    """What Django has rendered for all view models of one shape, with the places of their slots."""

    def __init__(self, html: str, children: Iterable[tuple[int, "CompiledFragment[Any]"]]) -> None:
        first, *rest = FIND_MARKS.split(html)
        self._form = "%s".join(piece.replace("%", "%%") for piece in (first, *rest[1::2]))
        self._pick = picker_of([int(at) for at in rest[::2]])
        self._children = tuple(children)

    def fill(self, values: tuple[Any, ...]) -> str:
        if self._children:
            values = (*values, *[child.render_all(values[at]) for at, child in self._children])
        texts = self._pick(values)
        # Few texts have anything to escape: all are looked through at once.
        return self._form % (tuple(map(as_html, texts)) if is_special("".join(texts)) else texts)


class CompiledFragment(Generic[T]):
    """A template for view models of one kind, which it calls by `name`.

    Its shapes are forgotten with what they share: else every write of a category would leave its pages in memory.
    """

    def __init__(self, template: Template, name: str, kind: type[T]) -> None:
        self._template = template
        self._name = name
        slots, self._lists, others = fields_of(kind)
        self._paths = (*slots, *self._lists)
        self._values_of, self._others_of = getter_of(self._paths), getter_of(others)
        self._shapes: dict[Hashable, Shape] = {}
        self._shared = NOTHING

    def render(self, thing: T, shared: Mapping[str, Hashable] = NOTHING) -> SafeString:
        return SafeString(self._render(thing, get_language(), shared))

    def render_all(self, things: Iterable[T]) -> SafeString:
        language = get_language()
        return SafeString("".join([self._render(thing, language, NOTHING) for thing in things]))

    def _render(self, thing: T, language: str | None, shared: Mapping[str, Hashable]) -> str:
        if shared != self._shared:
            self._shapes, self._shared = {}, shared
        values = self._values_of(thing)
        key = (language, self._others_of(thing), *map(bool, values), *shared.values())
        shape = self._shapes.get(key) or self._compile(key, thing, values, shared)
        return shape.fill(values)

    def _compile(self, key: Hashable, thing: T, values: tuple[Any, ...], shared: Mapping[str, Hashable]) -> Shape:
        compilation = Compilation(str(self._template.name), len(values))
        marked = {
            path: (ListPlaceholder if path in self._lists else Placeholder)(at, path, compilation)
            for at, path in enumerate(self._paths)
            if values[at]
        }
        try:
            html = self._template.render(Context({**shared, self._name: with_fields(thing, marked)}))
        except SlotMisused:
            compilation.raise_if_misused()
            raise
        compilation.raise_if_misused()
        children = [
            (use.at, fragment_of(use.template, use.name, self._lists[self._paths[use.at]])) for use in compilation.uses
        ]
        if len(self._shapes) >= MOST_SHAPES:
            self._shapes.clear()
        shape = self._shapes[key] = Shape(html, children)
        return shape


def picker_of(places: list[int]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    # Of one place alone an itemgetter returns no tuple.
    return itemgetter(*places) if len(places) > 1 else lambda values: tuple(values[at] for at in places)


def is_special(text: str) -> bool:
    """Tell whether anything is to be escaped. To look for each letter by itself is four times as fast as a pattern."""
    return "<" in text or "&" in text or "'" in text or '"' in text or ">" in text


def as_html(text: str) -> str:
    return text if isinstance(text, SafeString) or not is_special(text) else escape(text)
