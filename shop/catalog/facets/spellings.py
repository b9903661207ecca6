"""Facets that merchants spell in several ways: "Color" and "color", "Red" and "RED".

They are one facet, which is shown as most products spell it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from shop.catalog.facets.definition import OPTION, TEXTS, Facet
from shop.text_identity import identity


@dataclass(frozen=True)
class Spellings:
    """How the facets of a list are spelled."""

    shown: Mapping[Facet, Facet] = field(default_factory=dict)
    """By what they are compared by, as the list shows them."""
    others: Mapping[Facet, Facet] = field(default_factory=dict)
    """By another spelling, as the list shows them."""

    @classmethod
    def of(cls, facets: Iterable[Facet], frequency: Callable[[Facet], int]) -> "Spellings":
        """Choose among the spellings of each name and of each value; `frequency` says how many products have one.

        It is asked of those alone that are spelled in several ways.
        """
        alike: dict[str, dict[str, list[Facet]]] = defaultdict(lambda: defaultdict(list))
        for facet in facets:
            if is_text(facet[0]):
                alike[identity(facet[0])][identity(facet[1])].append(facet)
        shown: dict[Facet, Facet] = {}
        others: dict[Facet, Facet] = {}
        for name_key, values in alike.items():
            name = most_frequent((facet for spelled in values.values() for facet in spelled), 0, frequency)
            for value_key, spelled in values.items():
                chosen = name, most_frequent(spelled, 1, frequency)
                shown[name_key, value_key] = chosen
                others.update((facet, chosen) for facet in spelled if facet != chosen)
        return cls(shown, others)

    def shown_for(self, name: str, value: str) -> Facet:
        """Return a facet as the list shows it; one that the list does not have stays as it is."""
        if not is_text(name):
            return name, value
        return self.shown.get((identity(name), identity(value)), (name, value))


def is_text(name: str) -> bool:
    """Tell whether merchants give a facet's values."""
    return name in TEXTS or name.startswith(OPTION)


def most_frequent(facets: Iterable[Facet], part: int, frequency: Callable[[Facet], int]) -> str:
    """Return the name or the value that most products have, of equally frequent ones the first of those like "Red".

    One in capitals or in small letters alone is taken where no other is as frequent.
    """
    spelled: dict[str, list[Facet]] = defaultdict(list)
    for facet in facets:
        spelled[facet[part]].append(facet)
    if len(spelled) == 1:
        return next(iter(spelled))
    return min(
        spelled, key=lambda text: (-sum(map(frequency, spelled[text])), text in {text.upper(), text.lower()}, text)
    )
