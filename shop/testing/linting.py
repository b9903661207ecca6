"""A test client that reads every page it is given and refuses what a page of the shop may not contain."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client
from html5lib.constants import E as PARSE_ERRORS

EXEMPT_PATHS = ("/admin/",)
TEMPLATE_MARKS = ("{{", "{%", "{#")
HANDLER_PREFIXES = ("on", "hx-on", "data-hx-on")
# Blocks of data, which no browser runs.
DATA_TYPES = {"application/json", "application/ld+json"}


class LintingClient(Client):
    """Django's test client; an HTML answer with a mistake in it raises AssertionError."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        path = response.request["PATH_INFO"]
        is_html = response.headers.get("Content-Type", "").startswith("text/html")
        if is_html and not response.streaming and not path.startswith(EXEMPT_PATHS):
            faults = lint(response.content.decode(response.charset))
            if faults:
                raise AssertionError(
                    f"{response.request['REQUEST_METHOD']} {path} answered with\n  " + "\n  ".join(faults)
                )
        return response


@lru_cache(maxsize=256)
def lint(html: str) -> tuple[str, ...]:
    """Return what is wrong with a page, or with a fragment (an answer without a doctype)."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    is_page = html.lstrip()[:9].lower() == "<!doctype"
    root = parser.parse(html) if is_page else parser.parseFragment(html)
    return (
        *_parse_errors(parser, html),
        *_template_marks(html),
        *_repeated_ids(root),
        *_missing_parts(root),
        *_inline_code(root),
        *_unspoken_words(root),
    )


def _parse_errors(parser: html5lib.HTMLParser, html: str) -> Iterator[str]:
    lines = html.splitlines()
    for (line, column), code, values in parser.errors:
        source = lines[line - 1].strip() if line <= len(lines) else ""
        yield f"a parse error in line {line}, column {column}: {PARSE_ERRORS[code] % values} ({source[:160]})"


def _template_marks(html: str) -> Iterator[str]:
    for mark in TEMPLATE_MARKS:
        if mark in html:
            at = html.index(mark)
            yield f"a raw template mark: {html[at : at + 60]!r}"


def _repeated_ids(root: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in root.iter() if "id" in element.attrib)
    yield from (f"the id {name!r} {count} times" for name, count in ids.items() if count > 1)
    if "" in ids:
        yield "an empty id"


def _missing_parts(root: Element) -> Iterator[str]:
    ids = {element.get("id") for element in root.iter()}
    for link in root.iter("link"):
        if link.get("rel") == "expect" and link.get("href", "").removeprefix("#") not in ids:
            yield f"nothing is {link.get('href')!r}, for which a browser waits"


def _inline_code(root: Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag == "style":
            yield "a <style> element"
        if element.tag == "script" and "src" not in element.attrib and element.get("type") not in DATA_TYPES:
            yield "a <script> without src"
        for name, value in element.attrib.items():
            if name.startswith(HANDLER_PREFIXES):
                yield f"an inline event handler: <{element.tag} {name}={value!r}>"
            if name == "style":
                yield f"a style attribute: <{element.tag} style={value!r}>"
            if "".join(value.split()).lower().startswith("javascript:"):
                yield f"a javascript: address: <{element.tag} {name}={value!r}>"


def _unspoken_words(root: Element) -> Iterator[str]:
    """A control whose name lacks its visible words cannot be called by them (WCAG 2.5.3)."""
    for element in root.iter():
        if element.tag in ("a", "button", "summary") and (name := element.get("aria-label")):
            words = " ".join("".join(_visible_text(element)).split())
            if any(map(str.isalpha, words)) and words.casefold() not in name.casefold():
                yield f"the visible words {words!r} are not in the name {name!r}"


def _visible_text(element: Element) -> Iterator[str]:
    if element.get("aria-hidden") != "true" and "visually-hidden" not in element.get("class", "").split():
        yield element.text or ""
        for child in element:
            yield from _visible_text(child)
            yield child.tail or ""
