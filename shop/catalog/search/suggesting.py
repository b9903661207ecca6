"""What is offered while words are typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.catalog.models import Product
from shop.catalog.navigation import Branch
from shop.catalog.search import spelling
from shop.catalog.search.finding import Words, rank, with_relevance
from shop.catalog.search.index import index
from shop.catalog.search.numbers import other_numbers_of
from shop.catalog.search.tokens import words_of

PRODUCTS, CATEGORIES, COMPLETIONS = 5, 3, 4
CANDIDATES = 20
MOST_WORDS = 8
MANY = 100
"""A word that so many products had is not looked for, although the count may be an old one."""


@dataclass(frozen=True)
class Suggestions:
    """Products with their pictures and prices, categories, and longer words that find something."""

    products: Sequence[Product] = ()
    categories: Sequence[Branch] = ()
    completions: Sequence[str] = field(default_factory=list)

    @classmethod
    def of(cls, words: str, roots: Sequence[Branch]) -> Self:
        """Return what goes with words of which the last may not have ended yet. Queries five times at most."""
        typed = words_of(words)
        if not typed:
            return cls()
        found = with_relevance(rank(words, CANDIDATES)).order_by("-relevance", "-created_at", "-pk").for_cards()  # type: ignore[misc]
        named = [branch for root in roots for branch in root.walk() if is_named(branch, typed)]
        return cls(list(found[:PRODUCTS]), named[:CATEGORIES], completions_of(words, typed)[:COMPLETIONS])

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


def completions_of(words: str, typed: Sequence[str]) -> list[str]:
    """Return the text with its last word completed, where products have all of these words."""
    if words != words.rstrip():
        return []
    candidates = spelling.counted(typed[-1], MOST_WORDS)
    texts = {(*typed[:-1], word): len(typed) == 1 and count >= MANY for word, count in candidates.items()}
    doubtful = [text for text, is_sure in texts.items() if not is_sure]
    if doubtful:
        texts |= {doubtful[place]: True for place, _ in index().search([Words(t).in_kind() for t in doubtful], 1)}
    return [" ".join(text) for text, is_sure in texts.items() if is_sure]
