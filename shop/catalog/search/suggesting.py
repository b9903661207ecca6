"""What is offered while words are typed."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.catalog.cards import Card, Row, make_cards
from shop.catalog.models import Product
from shop.catalog.navigation import Branch
from shop.catalog.search import spelling
from shop.catalog.search.finding import Ranked, Words, rank
from shop.catalog.search.index import index
from shop.catalog.search.plurals import other_numbers_of
from shop.catalog.search.tokens import words_of
from shop.database.compiled_query import QueryByIds

PRODUCTS, CATEGORIES, COMPLETIONS = 5, 3, 4
CANDIDATES = 20
MOST_WORDS = 8
MANY = 100
"""A word that so many products had is not looked for, although the count may be an old one."""
BESIDE_A_NAME = "3rem"
ROWS = QueryByIds(Product.objects.all, (*Row._fields, "status"))


@dataclass(frozen=True)
class Suggestions:
    """Products with their pictures and prices, categories, and longer words that find something."""

    products: Sequence[Card] = ()
    categories: Sequence[Branch] = ()
    completions: Sequence[str] = field(default_factory=list)

    @classmethod
    def of(cls, words: str, roots: Sequence[Branch]) -> Self:
        """Return what goes with words of which the last may not have ended yet. Queries five times at most."""
        typed = words_of(words)
        if not typed:
            return cls()
        found = read(rank(words, CANDIDATES) or rank(as_composed(words), CANDIDATES))
        named = [branch for root in roots for branch in root.walk() if is_named(branch, typed)]
        completions = completions_of(typed, found) if words == words.rstrip() else []
        return cls(make_cards(found[:PRODUCTS], sizes=BESIDE_A_NAME), named[:CATEGORIES], completions[:COMPLETIONS])

    def __len__(self) -> int:
        return len(self.products) + len(self.categories) + len(self.completions)

    @property
    def said(self) -> str:
        """How many there are, as it is announced."""
        count = len(self)
        if not count:
            return _("No suggestions")
        return ngettext("%(count)d suggestion", "%(count)d suggestions", count) % {"count": count}


def is_named(branch: Branch, typed: Sequence[str]) -> bool:
    """Tell whether every word, or its plural or singular, begins a word of the category's name."""
    own = words_of(branch.category.name)
    return all(any(name.startswith((word, *other_numbers_of(word))) for name in own) for word in typed)


def as_composed(words: str) -> str:
    """Return Korean text without the consonant at its end, which may belong to a syllable that is yet to be typed."""
    parts = unicodedata.normalize("NFD", words[-1:])
    if "ㄱ" <= parts <= "ㅎ":
        return words[:-1]
    syllable, consonant = parts[:2], parts[2:]
    return words[:-1] + unicodedata.normalize("NFC", syllable) if "가" <= words[-1:] <= "힣" and consonant else ""


def read(ranked: Ranked) -> list[Row]:
    """Return what is shown of these products, the best first; those not published are left out. Queries once."""
    rows = {row[0]: Row(*row[:-1]) for row in ROWS.read(list(ranked)) if row[-1] == Product.Status.ACTIVE}
    return [rows[key] for key in sorted(ranked, key=lambda key: -ranked[key]) if key in rows]


def completions_of(typed: Sequence[str], found: Sequence[Row]) -> list[str]:
    """Return the text with its last word completed, where products have all of these words.

    Of several words, what was found tells: else each completion had to be looked for. Queries twice at most.
    """
    *before, last = typed
    endings = endings_among(last, found) if before else endings_of(last)
    return [" ".join((*before, ending)) for ending in endings]


def endings_of(word: str) -> list[str]:
    counts = spelling.counted(word, MOST_WORDS)
    doubtful = [longer for longer, count in counts.items() if count < MANY]
    queries = [Words.of([longer]).in_kind() for longer in doubtful]
    sure = {doubtful[place] for place, _ in index().search(queries, 1)} if queries else set()
    return [longer for longer in counts if longer not in doubtful or longer in sure]


def endings_among(word: str, found: Sequence[Row]) -> list[str]:
    """Return the longer words of titles and vendors that begin so, those of most products first."""
    counts = Counter(
        longer
        for row in found
        for longer in set(words_of(row.title) + words_of(row.vendor))
        if longer.startswith(word) and longer != word and not any(map(str.isdigit, longer))
    )
    return sorted(counts, key=lambda longer: (-counts[longer], longer))
