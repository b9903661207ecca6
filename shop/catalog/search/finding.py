"""From words to products."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Self

from shop.catalog.models import Product, Variant
from shop.catalog.search import spelling
from shop.catalog.search.index import Query, Token, index
from shop.catalog.search.numbers import other_numbers_of
from shop.catalog.search.tokens import ANYWHERE, KIND, LONGEST, NAMED, WHOLE, is_unspaced, pairs_of, words_of

MOST_FOUND = 2_000
"""A search shows no more products than these, the newest of the most relevant: so it costs the same in any shop."""
FEW_FOUND = 3
MOST_GROUPS = 16
MOST_COMPLETIONS = 20
MOST_SKUS, MOST_WITH_SKU = 500, 50
"""A product may have hundreds of variants, whose SKUs begin alike."""
SHORTEST_SKU, LONGEST_SKU, SHORTEST_BEGINNING = 3, 64, 3
MARKS = (NAMED, KIND, ANYWHERE)
HIGHEST, BEGUN, WIDENED = 10.0, 9.5, 0.1
"""How relevant a title or SKU of these words is, and an SKU that begins so; and how much of that what only a correction
finds."""
JOINING = frozenset({"a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with"})
"""English words that say nothing of a product: a mug and a saucer need no text with "and" in it."""

Ranked = dict[int, float]


@dataclass(frozen=True)
class Words:
    """What was typed, as words; of the last one it is not known whether it has ended. `title` is all of it in one."""

    words: tuple[str, ...]
    title: str

    @classmethod
    def of(cls, typed: Sequence[str]) -> Self:
        """Leave out the words that join others, but for the last: it may be the beginning of another."""
        said = [word for word in typed[:-1] if word not in JOINING]
        return cls((*said[: MOST_GROUPS - 1], *typed[-1:]), "".join(typed)[:LONGEST])

    def __bool__(self) -> bool:
        return bool(self.words)

    def best(self) -> list[Query]:
        """Return queries for a whole title or SKU, and for all words in these."""
        return [[[Token(WHOLE + self.title)]], self._as_typed(NAMED)]

    def others(self) -> list[Query]:
        """Return queries for what is less relevant: all words in ever wider texts, the last one with its beginning."""
        last = self.words[-1]
        counts = {} if is_unspaced(last) else spelling.counted(last, MOST_COMPLETIONS)
        if not counts:
            return [self._as_typed(mark) for mark in MARKS if mark != NAMED]
        # Words that begin so and are not among these are as rare, and asking for all of them costs little.
        are_all_few = len(counts) == MOST_COMPLETIONS and sum(counts.values()) < MOST_FOUND
        return self.in_texts([*[()] * (len(self.words) - 1), counts], is_begun=are_all_few)

    def widened(self) -> Iterator[list[Query]]:
        """Yield queries with words that are like those typed in their places: with those most like them, then more."""
        alike = [spelling.correcting(word) for word in self.words]
        if any(alike):
            yield self.in_texts([words[:1] for words in alike])
        yield self.in_texts(alike, is_begun=True)

    def in_kind(self) -> Query:
        """Return a query for these words as they are, in what says of a product what it is."""
        return self._as_typed(KIND)

    def _as_typed(self, mark: str) -> Query:
        return self.in_texts([()] * len(self.words))[MARKS.index(mark)]

    def in_texts(self, others: Iterable[Iterable[str]], *, is_begun: bool = False) -> list[Query]:
        """Return a query for each kind of text. `others` are, for each word, those that do as well."""
        groups: list[list[Token]] = []
        for word, instead in zip(self.words, others, strict=True):
            if is_unspaced(word):
                groups += [[Token(pair)] for pair in pairs_of(word)]
            else:
                groups.append([*map(Token, dict.fromkeys([word, *other_numbers_of(word), *instead]))])
        last = self.words[-1]
        if is_begun and len(last) >= SHORTEST_BEGINNING and not is_unspaced(last):
            groups[-1].append(Token(last, is_prefix=True))
        groups = groups[:MOST_GROUPS]
        return [[[Token(mark + token.text, token.is_prefix) for token in group] for group in groups] for mark in MARKS]


def find(words: str) -> list[int]:
    """Return the keys of the published products that the words find, the most relevant first, of these the highest.

    All words must stand in a product's texts, in singular or plural, the last one at least with its beginning. Where
    that finds next to nothing, longer words may be mistyped.
    """
    return list(rank(words, MOST_FOUND))


def rank(words: str, most: int) -> Ranked:
    """Return the keys of no more products than `most` that the words find, with their relevance, the best first."""
    typed = Words.of(words_of(words[:1000]))
    if not typed:
        return {}
    ranked = better(with_sku(words.strip()), ask(typed.best(), most))
    if len(ranked) < most:
        ranked = better(ranked, ask(typed.others(), most, below=len(typed.best())))
    for place, queries in enumerate(typed.widened() if len(ranked) < FEW_FOUND else ()):
        found = ask(queries, most, below=place * len(queries))
        ranked = better(ranked, {key: level * WIDENED for key, level in found.items()})
        if len(ranked) >= FEW_FOUND:
            break
    return dict(sorted(ranked.items(), key=lambda item: (-item[1], -item[0]))[:most])


def better(one: Ranked, other: Ranked) -> Ranked:
    """Return what either has found, as relevant as the better of them says."""
    return one | {key: level for key, level in other.items() if level > one.get(key, 0)}


def ask(queries: list[Query], most: int, *, below: int = 0) -> Ranked:
    ranked: Ranked = {}
    found = index().search(queries, most, until_enough=True)
    for place, key in sorted(found, key=lambda pair: (pair[0], -pair[1])):
        ranked.setdefault(key, HIGHEST - below - place)
    return dict(list(ranked.items())[:most])


def with_sku(text: str) -> Ranked:
    """Return products of which an SKU begins so, by the SKU's own index; none for what has no digit, as words do.

    They are more relevant than what has these words in its title, and less than the one of which it is the whole SKU.
    """
    if not SHORTEST_SKU <= len(text) <= LONGEST_SKU or not any(map(str.isdigit, text)) or "\x00" in text:
        return {}
    beginnings = [index().begins("sku", beginning) for beginning in {text, text.upper(), text.lower()}]
    published = Variant.objects.order_by().filter(reduce(or_, beginnings), product__status=Product.Status.ACTIVE)
    products = dict.fromkeys(published.values_list("product", flat=True)[:MOST_SKUS])
    return dict.fromkeys(sorted(products, reverse=True)[:MOST_WITH_SKU], BEGUN)
