"""Swap equals reload: what htmx makes of a page must be what a reload would show.

`swap` does to a page what htmx 2 does: elements with `hx-swap-oob` leave the answer first and go to their places, then
the rest goes to its target. `assert_swap_equals_reload` compares the outcome with the page as the shop draws it now,
and with the same page out of the page cache.
"""

from collections.abc import Iterator
from copy import deepcopy
from difflib import unified_diff
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client

from shop.http import is_cached_page
from shop.testing.cached_pages import through_page_cache

# What a live region or a message says is said once; a reload does not repeat it.
SPOKEN_ROLES = {"status", "alert", "log"}
SPOKEN_IDS = {"cart-status", "messages"}
OOB = ("hx-swap-oob", "data-hx-swap-oob")


def assert_swap_equals_reload(
    client: Client, page: Any, answer: Any, *, target: str, swap_style: str = "outerHTML", reload: str | None = None
) -> None:
    """Swap `answer` into `page` (a response, from before the action) and compare with a fresh GET of that page.

    `target` is the id that the acting element names in `hx-target`; headers of the answer (HX-Retarget, HX-Reswap,
    HX-Push-Url) win, as they do in htmx. `reload` is the address to compare with where the element pushes one.
    """
    pushed = answer.headers.get("HX-Push-Url") or answer.headers.get("HX-Replace-Url")
    address = reload or pushed or page.wsgi_request.get_full_path()
    fresh = client.get(address)
    swapped = swap(
        page.content.decode(),
        answer.content.decode(),
        target=answer.headers.get("HX-Retarget") or target,
        swap_style=answer.headers.get("HX-Reswap") or swap_style,
    )
    if difference := list(unified_diff(outline(fresh.content.decode()), swapped, "reloaded", "swapped", lineterm="")):
        raise AssertionError("The swapped page is not the reloaded page:\n" + "\n".join(difference))
    assert_kept_equals_drawn(client, address, fresh)


def assert_kept_equals_drawn(client: Client, address: str, drawn: Any) -> None:
    """Compare a page that Django has drawn with the same out of the page cache, where such pages are kept."""
    if not is_cached_page(drawn.resolver_match.func):
        return
    visitor = through_page_cache(client)
    visitor.get(address)
    pages = [answer.content.decode() for answer in (drawn, visitor.get(address))]
    if pages[0] != pages[1]:
        difference = unified_diff(outline(pages[0]), outline(pages[1]), "drawn", "kept", lineterm="")
        raise AssertionError("The kept page is not the drawn page:\n" + "\n".join(difference))


def swap(page: str, answer: str, *, target: str, swap_style: str = "outerHTML") -> list[str]:
    """Return the outline of `page` after htmx has swapped `answer` into it. Raises AssertionError without a place."""
    root = html5lib.parse(page, namespaceHTMLElements=False)
    content = html5lib.parseFragment(answer, namespaceHTMLElements=False)
    for parent, element in _out_of_band(content):
        _remove(parent, element)
        _swap_out_of_band(root, element)
    title = content.find("title")
    if title is not None:
        _remove(content, title)
        _replace(root, _one(root.iter("title"), "<title>"), [title], "")
    _swap(root, target, [*content], content.text or "", swap_style)
    return list(_lines(root, 0))


def outline(page: str) -> list[str]:
    """Return a page as one line for each element and each text, so that two can be compared."""
    return list(_lines(html5lib.parse(page, namespaceHTMLElements=False), 0))


def _out_of_band(content: Element) -> list[tuple[Element, Element]]:
    return [
        (parent, child) for parent in content.iter() for child in parent if any(name in child.attrib for name in OOB)
    ]


def _swap_out_of_band(root: Element, element: Element) -> None:
    value = next(element.attrib.pop(name) for name in OOB if name in element.attrib)
    style, _, selector = value.partition(":")
    target = selector or f"#{element.get('id')}"
    style = "outerHTML" if style == "true" else style
    if style == "outerHTML":
        _swap(root, target, [element], "", style)
    else:
        _swap(root, target, [*element], element.text or "", style)


def _swap(root: Element, target: str, content: list[Element], text: str, swap_style: str) -> None:
    style = swap_style.split(maxsplit=1)[0]
    if style == "none":
        return
    if not target.startswith("#"):
        raise AssertionError(f"A target is named by its id, not as {target!r}.")
    place = _one((element for element in root.iter() if element.get("id") == target[1:]), target)
    match style:
        case "outerHTML":
            _replace(root, place, content, text)
        case "innerHTML":
            place[:], place.text = content, text
        case "beforeend":
            _append_text(place, text)
            place.extend(content)
        case "delete":
            _replace(root, place, [], "")
        case _:
            raise AssertionError(f"The swap style {style!r} is not known here.")


def _one(found: Iterator[Element], name: str) -> Element:
    elements = list(found)
    if len(elements) != 1:
        raise AssertionError(f"{name} stands {len(elements)} times in the page, and an answer wants to go there.")
    return elements[0]


def _replace(root: Element, place: Element, content: list[Element], text: str) -> None:
    parent = next(element for element in root.iter() if place in list(element))
    at = list(parent).index(place)
    new = [deepcopy(element) for element in content]
    tail = place.tail or ""
    if new:
        new[-1].tail = (new[-1].tail or "") + tail
        tail = ""
    parent[at : at + 1] = new
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text + tail
    else:
        parent.text = (parent.text or "") + text + tail


def _remove(parent: Element, element: Element) -> None:
    """Take an element out of its parent; the text behind it stays."""
    _replace(parent, element, [], "")
    element.tail = None


def _append_text(place: Element, text: str) -> None:
    if len(place):
        place[-1].tail = (place[-1].tail or "") + text
    else:
        place.text = (place.text or "") + text


def _lines(element: Element, depth: int) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    indent = "  " * depth
    attributes = dict(element.attrib)
    if attributes.get("name") == "csrfmiddlewaretoken":
        attributes.pop("value", None)
    if "class" in attributes:
        attributes["class"] = " ".join(attributes["class"].split())
    written = "".join(f' {name}="{value}"' for name, value in sorted(attributes.items()))
    yield f"{indent}<{element.tag}{written}>"
    if attributes.get("role") in SPOKEN_ROLES or attributes.get("id") in SPOKEN_IDS:
        return
    yield from _text(element.text, depth + 1)
    for child in element:
        yield from _lines(child, depth + 1)
        yield from _text(child.tail, depth + 1)


def _text(text: str | None, depth: int) -> Iterator[str]:
    words = " ".join((text or "").split())
    if words:
        yield "  " * depth + words
