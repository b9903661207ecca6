"""The filters that an address asks for."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Self
from urllib.parse import urlencode

from django.http import Http404, QueryDict

from shop.catalog.facets.definition import OPTION, TEXTS, Facet
from shop.money import quantize
from shop.text_identity import number_text

FLAGS = ("available", "sale")
PRICE = "price"
LIMITS = ("price_min", "price_max")
IN_ORDER = (*FLAGS, PRICE, *LIMITS, *TEXTS)
"""The parameters in the order in which addresses have them; the options follow by their names."""
MOST_VALUES = 30
"""How many values an address may have in all; the first in their order are taken."""
LONGEST = 262
# As a browser's field for numbers sends it.
AMOUNT = re.compile(r"\d{1,30}(\.\d{0,30})?(e\+?\d)?", re.ASCII | re.IGNORECASE)
MOST_AMOUNT = Decimal(999_999_999)
Pair = tuple[str, str]


@dataclass(frozen=True)
class FilterQuery:
    """The values that are wanted of each facet, and the prices from and to, in major units of the shop's currency."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    price_min: Decimal | None = None
    price_max: Decimal | None = None

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """Read an address. Raises Http404 for what none of the shop's own addresses can say."""
        values: dict[str, tuple[str, ...]] = {}
        left = MOST_VALUES
        for name in sorted(filter(is_facet, query), key=parameter_order):
            wanted = tuple(sorted(set(filter(None, query.getlist(name)))))
            if any(len(value) > LONGEST or "\x00" in value for value in (name, *wanted)):
                raise Http404("No list is narrowed by that.")
            if name in FLAGS and wanted not in {(), ("1",)}:
                raise Http404("This is either asked or not.")
            if wanted and left:
                values[name] = wanted[:left]
                left -= len(values[name])
        limits = [read_amount(query.get(name, "")) for name in LIMITS]
        if None not in limits:
            limits.sort()
        return cls(values, *limits)

    def __len__(self) -> int:
        """How many things are asked at once."""
        return sum(map(len, self.values.values())) + self.has_limits

    @property
    def is_full(self) -> bool:
        """Whether no more values can be added."""
        return sum(map(len, self.values.values())) >= MOST_VALUES

    @property
    def has_limits(self) -> bool:
        return self.price_min is not None or self.price_max is not None

    @property
    def names(self) -> list[str]:
        """The facets that narrow the list."""
        return [*self.values, *([PRICE] if self.has_limits and PRICE not in self.values else [])]

    @property
    def pairs(self) -> list[Pair]:
        """The parameters, in their order."""
        pairs = [(name, value) for name, values in self.values.items() for value in values]
        limits = zip(LIMITS, (self.price_min, self.price_max), strict=True)
        pairs += [(name, f"{limit.normalize():f}") for name, limit in limits if limit is not None]
        return sorted(pairs, key=lambda pair: (parameter_order(pair[0]), pair[1]))

    def spelled(self, shown_for: Callable[[str, str], Facet]) -> "FilterQuery":
        """Return the same with each facet spelled as a list shows it."""
        values: dict[str, set[str]] = defaultdict(set)
        for name, wanted in self.values.items():
            for own_name, own in (shown_for(name, value) for value in wanted):
                values[own_name].add(own)
        return replace(self, values={name: tuple(sorted(values[name])) for name in sorted(values, key=parameter_order)})

    def without(self, name: str, value: str) -> "FilterQuery":
        left = tuple(own for own in self.values[name] if own != value)
        return replace(self, values={key: left if key == name else own for key, own in self.values.items()})

    def without_limits(self) -> "FilterQuery":
        return replace(self, price_min=None, price_max=None)


def is_facet(name: str) -> bool:
    return name in (*FLAGS, PRICE, *TEXTS) or name.startswith(OPTION)


def is_filter(name: str) -> bool:
    return is_facet(name) or name in LIMITS


def parameter_order(name: str) -> tuple[int, str]:
    return (IN_ORDER.index(name), "") if name in IN_ORDER else (len(IN_ORDER), name)


def read_amount(text: str) -> Decimal | None:
    """Read a price limit, in no more places than prices have; an empty field sets none. Raises Http404."""
    text = number_text(text)
    if text and not AMOUNT.fullmatch(text):
        raise Http404("That is no price.")
    return quantize(min(Decimal(text), MOST_AMOUNT)) if text else None


def address(pairs: Iterable[Pair]) -> str:
    """Return a link to the same list with these parameters."""
    return encode(tuple(pairs))


@lru_cache(maxsize=4_096)
def encode(pairs: tuple[Pair, ...]) -> str:
    # "?" alone would be a duplicate of the plain address.
    return f"?{urlencode(pairs)}" if pairs else "."
