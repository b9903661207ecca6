"""The filters as a page shows them: a group of values for each facet, and a pill for each filter that is on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.catalog.facets.definition import OPTION, TEXTS
from shop.catalog.facets.facet_counts import FacetCounts
from shop.catalog.facets.filter_query import FLAGS, LIMITS, PRICE, FilterQuery, parameter_order
from shop.catalog.facets.links import Links
from shop.catalog.facets.sizes import natural
from shop.catalog.facets.swatches import is_colour, swatch_of
from shop.money import format_briefly
from shop.number_format import format_count
from shop.templating.slots import Slot
from shop.text_identity import shown

MOST_SHOWN = 40
NOT_IN_IDS = re.compile("[^a-zA-Z0-9]")
OPEN = 4
"""How many groups are open before a shopper opens or closes any."""


class Value(NamedTuple):
    """One value that a list may be narrowed to; `total` is how many products it would then have."""

    id: Slot
    name: Slot
    value: Slot
    label: Slot
    total: Slot
    noun: Slot
    is_on: bool
    is_idle: bool
    swatch: Slot

    @classmethod
    def of(cls, id: str, name: str, value: str, count: int, *, is_on: bool) -> Self:
        is_idle = not count and not is_on
        return cls(
            id=id,
            name=name,
            value=value,
            label=label(name, value),
            total=format_count(count),
            noun=ngettext("product", "products", count),
            is_on=is_on,
            is_idle=is_idle,
            swatch=swatch_of_value(name, value),
        )


@dataclass(frozen=True)
class Group:
    """The values of one facet."""

    id: str
    name: str
    title: str
    values: tuple[Value, ...]
    is_open: bool
    left_out: int = 0
    """How many more values there are, each of fewer products."""

    @property
    def is_price(self) -> bool:
        return self.name == PRICE


class Pill(NamedTuple):
    """A filter that is on, and the address of the list without it."""

    label: Slot
    query: Slot


def groups(counted: FacetCounts, filter_query: FilterQuery) -> Iterator[Group]:
    """Yield the facets that leave a choice, or by which the list is narrowed already."""
    names = sorted({*counted.counts, *filter_query.values, *filter_query.names}, key=_place_on_the_page)
    for number, name in enumerate(name for name in names if name not in FLAGS):
        values = tuple(_values(name, counted, filter_query))
        is_on = name in filter_query.names
        counts = counted.counts.get(name, {})
        # Within a single band a shopper may still type from where to where.
        if len(values) > 1 or is_on or (name == PRICE and any(count > 1 for count in counts.values())):
            left_out = len(counts.keys() - {value.value for value in values})
            yield Group(_id(name), name, title(name), values, is_on or number < OPEN, left_out)


def flags(counted: FacetCounts, filter_query: FilterQuery) -> Iterator[Value]:
    """Yield what a product is or is not."""
    for name in FLAGS:
        if name in counted.counts or name in filter_query.values:
            number = counted.counts.get(name, {}).get("1", 0)
            yield Value.of(f"filter-{name}", name, "1", number, is_on=name in filter_query.values)


def pills(filter_query: FilterQuery, links: Links) -> Iterator[Pill]:
    """Yield the active filters, each with the URL that removes it."""
    for name, values in filter_query.values.items():
        for value in values:
            said = f"{title(name)}: {label(name, value)}" if name.startswith(OPTION) else label(name, value)
            yield Pill(said, links.narrowed_to(filter_query.without(name, value)))
    if filter_query.has_limits:
        yield Pill(
            limits_label(filter_query.price_min, filter_query.price_max),
            links.narrowed_to(filter_query.without_limits()),
        )


def labels(filter_query: FilterQuery) -> Iterator[str]:
    """Yield a label for each active filter."""
    yield from (label(name, value) for name, values in filter_query.values.items() for value in values)
    if filter_query.has_limits:
        yield limits_label(filter_query.price_min, filter_query.price_max)


def title(name: str) -> str:
    if name in TEXTS:
        return str(TEXTS[name].title)
    return _("Price") if name == PRICE else shown(name.removeprefix(OPTION))


def label(name: str, value: str) -> str:
    """Say one value of a facet."""
    if name == "available":
        return _("In stock")
    if name == "sale":
        return _("On sale")
    if name == PRICE:
        low, _dash, high = value.partition("-")
        if low.isdigit() and high.isdigit():
            return limits_label(Decimal(low) or None, Decimal(high))
    return shown(value)


def limits_label(least: Decimal | None, most: Decimal | None) -> str:
    """Say a range of prices. One of the two ends may be open."""
    if least is None:
        return _("Up to %(most)s") % {"most": format_briefly(most or Decimal(0))}
    if most is None:
        return _("From %(least)s") % {"least": format_briefly(least)}
    return _("%(least)s to %(most)s") % {"least": format_briefly(least), "most": format_briefly(most)}


def swatch_of_value(name: str, value: str) -> str:
    """Return the hex code of a value that is a colour; nothing for another, and for a colour that is not known."""
    return swatch_of(value) if name.startswith(OPTION) and is_colour(name.removeprefix(OPTION)) else ""


def _id(*of: str) -> str:
    """Return an id that stays the same whatever else is shown, for the focus to stay where it is."""
    return "-".join(["filter", *(NOT_IN_IDS.sub(lambda sign: f"_{ord(sign[0]):x}_", part) for part in of)])


def _values(name: str, counted: FacetCounts, filter_query: FilterQuery) -> Iterator[Value]:
    counts, on = counted.counts.get(name, {}), filter_query.values.get(name, ())
    most = sorted(counts, key=lambda value: -counts[value])[:MOST_SHOWN]
    for value in sorted({*most, *on}, key=natural):
        yield Value.of(_id(name, value), name, value, counts.get(value, 0), is_on=value in on)


def _place_on_the_page(name: str) -> tuple[int, tuple[int, str]]:
    """The price first, then options, then brand, type and the like."""
    return (0 if name in (*FLAGS, PRICE, *LIMITS) else 1 if name.startswith(OPTION) else 2), parameter_order(name)
