"""Reading a list of products off its page, as a shopper sees it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

import html5lib


@dataclass(frozen=True)
class FilterValue:
    """A value with its checkbox; `total` is how many products the list would then have."""

    id: str
    name: str
    value: str
    label: str
    total: int


@dataclass(frozen=True)
class FilterGroup:
    """The values of one facet, and what is said of those that are left out."""

    title: str
    values: tuple[FilterValue, ...]
    left_out: str

    @property
    def names(self) -> set[str]:
        return {value.name for value in self.values}


class ListPage:
    """A category's page, or what a search has found."""

    def __init__(self, answer: Any) -> None:
        assert answer.status_code == 200, answer
        self._root: Element = html5lib.parse(answer.content.decode(), namespaceHTMLElements=False)

    @cached_property
    def titles(self) -> list[str]:
        """The titles of the products, in their order."""
        return [text_of(link) for link in self._root.findall(".//ul[@id='shelf']/li/article//h3/a")]

    @property
    def total(self) -> int:
        """How many products the page says that there are, on all pages together."""
        return int(re.sub(r"\D", "", text_of(self._one(".//p[@id='listing-count']"))))

    @property
    def canonical(self) -> str:
        return self._one(".//link[@rel='canonical']").attrib["href"]

    @property
    def pills(self) -> list[tuple[str, str]]:
        """Each filter that is on, and the address of the list without it."""
        links = self._root.findall(".//a[@class='pill pill--on']")
        return [((link[0].tail or "").strip(), link.attrib["href"]) for link in links]

    @property
    def clear_query(self) -> str:
        return self._one(".//a[@class='pill pill--clear']").attrib["href"]

    @property
    def more_query(self) -> str | None:
        """Where "load more" leads to, if it is there."""
        link = self._root.find(".//a[@id='load-more']")
        return None if link is None else link.attrib["href"]

    @property
    def previous_query(self) -> str:
        return self._one(".//a[@rel='prev']").attrib["href"]

    @property
    def groups(self) -> list[FilterGroup]:
        return [
            FilterGroup(
                text_of(group.findall(".//legend")[0]),
                tuple(values_in(group)),
                "".join(map(text_of, group.findall(".//p[@class='filter__more']"))),
            )
            for group in self._root.findall(".//details[@class='filter']")
        ]

    def values(self, name: str) -> list[FilterValue]:
        """All values that are offered of a facet, or of what a product is or is not."""
        return [value for value in values_in(self._one(".//*[@id='filter-groups']")) if value.name == name]

    def counts(self, name: str) -> dict[str, int]:
        return {value.value: value.total for value in self.values(name)}

    def _one(self, path: str) -> Element:
        [element] = self._root.findall(path)
        return element


def values_in(part: Element) -> Iterator[FilterValue]:
    for label in part.findall(".//label[@class='filter__value']"):
        [box] = label.findall("input")
        [text] = label.findall("span[@class='filter__label']")
        [count] = label.findall("span[@class='filter__count']")
        number = int(re.sub(r"\D", "", text_of(count)))
        yield FilterValue(box.attrib["id"], box.attrib["name"], box.attrib["value"], text_of(text), number)


def text_of(element: Element) -> str:
    """Return what an element says, without the blanks of its source. A no-break space is none of them."""
    return "".join(element.itertext()).strip(" \t\n")
