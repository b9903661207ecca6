"""From words to products."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import Self

from shop.catalog.search import codes, spelling
from shop.catalog.search.colours import NAMES
from shop.catalog.search.index import index
from shop.catalog.search.plurals import other_numbers_of
from shop.catalog.search.protocol import Query, Token
from shop.catalog.search.tokens import (
    ANYWHERE,
    FAMILY,
    KIND,
    NAMED,
    SHORTEST_CODE,
    WHOLE,
    is_emoji,
    is_long_number,
    is_unspaced,
    joined,
    pairs_of,
    words_of,
)

MOST_FOUND = 2_000
"""A search shows no more products than these, the newest of the most relevant: so it costs the same in any shop."""
FEW_FOUND = 3
MOST_GROUPS = 16
MOST_COMPLETIONS = 20
MOST_CODES, MOST_WITH_CODE = 500, 50
"""A product may have hundreds of variants, whose SKUs begin alike."""
SHORTEST_BEGINNING = 3
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
        """Leave out the words that join others, but for the last: it may be the beginning of another.

        Emoji count where there is nothing else.
        """
        spoken = [word for word in typed if not is_emoji(word)] or typed
        said = [word for word in spoken[:-1] if word not in JOINING]
        return cls((*said[: MOST_GROUPS - 1], *spoken[-1:]), joined(typed))

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
            return self.in_texts(self.no_others)[1:]
        # Words that begin so and are not among these are as rare, and asking for all of them costs little.
        are_all_few = len(counts) == MOST_COMPLETIONS and sum(counts.values()) < MOST_FOUND
        return self.in_texts([*self.no_others[1:], counts], is_begun=are_all_few)

    def widened(self, alike: Sequence[Sequence[str]]) -> Iterator[list[Query]]:
        """Yield queries with words that are like those typed in their places: with those most like them, then more."""
        if any(alike):
            yield self.in_texts([words[:1] for words in alike])
        yield self.in_texts(alike, is_begun=True)

    def in_kind(self) -> Query:
        """Return a query for these words as they are, in what says of a product what it is."""
        return self._as_typed(KIND)

    def anywhere(self, alike: Sequence[Sequence[str]], place: int, word: str) -> Query:
        """Return a query for the words or those like them, of which one place has this word and no other."""
        groups = self._groups(alike, is_begun=True)
        if word != self.words[place]:
            groups[place] = [[Token(word)]]
        else:
            groups[place] = self._groups(self.no_others, is_begun=True)[place]
        return marked(ANYWHERE, chain(*groups))

    @property
    def no_others(self) -> list[tuple[str, ...]]:
        return [()] * len(self.words)

    def _as_typed(self, mark: str) -> Query:
        return marked(mark, chain(*self._groups(self.no_others)))

    def in_texts(self, others: Sequence[Iterable[str]], *, is_begun: bool = False) -> list[Query]:
        """Return a query for each kind of text. `others` are, for each word, those that do as well.

        Where a word names a colour, one more takes all shades of it.
        """
        groups = self._groups(others, is_begun=is_begun)
        queries = [marked(mark, chain(*groups)) for mark in MARKS]
        if any(word in NAMES for word in self.words):
            for word, own in zip(self.words, groups, strict=True):
                own[0] += [Token(FAMILY + NAMES[word])] if word in NAMES else []
            queries.insert(MARKS.index(ANYWHERE), marked(KIND, chain(*groups)))
        return queries

    def _groups(self, others: Sequence[Iterable[str]], *, is_begun: bool = False) -> list[list[list[Token]]]:
        """Return the groups of each word: one, or one for each pair of what has no spaces."""
        groups = [
            [[Token(pair)] for pair in pairs_of(word)]
            if is_unspaced(word)
            else [[*map(Token, dict.fromkeys([word, *other_numbers_of(word), *joints, *instead]))]]
            for word, joints, instead in zip(self.words, self._joints(), others, strict=True)
        ]
        last = self.words[-1]
        # Very many words begin with the same digits; those of codes are found by `with_code`.
        if is_begun and len(last) >= SHORTEST_BEGINNING and not is_unspaced(last) and not last[0].isdecimal():
            groups[-1][0].append(Token(last, is_prefix=True))
        return groups

    def _joints(self) -> list[list[str]]:
        """Return for each word what it is in one with the word before or after it: "wi fi" is "wifi" too."""
        joints: list[list[str]] = [[] for _word in self.words]
        for place, (word, following) in enumerate(pairwise(self.words)):
            if word.isalpha() and following.isalpha() and not is_unspaced(word) and not is_unspaced(following):
                joints[place].append(word + following)
                joints[place + 1].append(word + following)
        return joints


def marked(mark: str, groups: Iterable[Sequence[Token]]) -> Query:
    """Return a query for tokens in one kind of text."""
    return [[Token(mark + token.text, token.is_prefix) for token in group] for group in islice(groups, MOST_GROUPS)]


@dataclass(frozen=True)
class Finding:
    """What words have found: the keys of products with their relevance, the best first.

    `corrected` are the words that stood in the place of others to find it; `is_more` where the words as they were typed
    have found something too.
    """

    ranked: Ranked
    corrected: Mapping[str, str]
    is_more: bool = False


def find(words: str) -> list[int]:
    """Return the keys of the published products that the words find, the most relevant first, of these the highest.

    All words must stand in a product's texts, in singular or plural, the last one at least with its beginning. Where
    that finds next to nothing, longer words may be mistyped.
    """
    return list(rank(words, MOST_FOUND))


def rank(words: str, most: int) -> Ranked:
    """Return the keys of no more products than `most` that the words find, with their relevance, the best first."""
    return look_for(words, most).ranked


def look_for(words: str, most: int, *, is_exact: bool = False) -> Finding:
    """Find no more products than `most`, and say which words were taken for others; `is_exact`: none are."""
    typed = Words.of(words_of(words[:1000]))
    if not typed:
        return Finding({}, {})
    ranked = better(with_code(typed.title), ask(typed.best(), most))
    if len(ranked) < most:
        ranked = better(ranked, ask(typed.others(), most, below=len(typed.best())))
    before, corrected = len(ranked), dict[str, str]()
    if before < FEW_FOUND:
        alike = [() if is_exact or is_unspaced(word) else spelling.correcting(word) for word in typed.words]
        for place, queries in enumerate(typed.widened(alike)):
            found = ask(queries, most, below=place * len(queries))
            ranked = better(ranked, {key: level * WIDENED for key, level in found.items()})
            if len(ranked) >= FEW_FOUND:
                break
        if any(alike) and len(ranked) > before:
            corrected = corrections(typed, alike, is_more=bool(before))
    best = sorted(ranked.items(), key=lambda item: (-item[1], -item[0]))[:most]
    return Finding(dict(best), corrected, is_more=bool(before))


def corrections(typed: Words, alike: Sequence[Sequence[str]], *, is_more: bool) -> dict[str, str]:
    """Return which words, where there are any, find something only as others. Queries once.

    `is_more`: they find something as they are too.
    """
    tried = [
        (place, word)
        for place, others in enumerate(alike)
        for word in ((*others,) if is_more else (typed.words[place], *others) if others else ())
    ][:MOST_GROUPS]
    answers = {place for place, _key in index().search([typed.anywhere(alike, *one) for one in tried], 1)}
    first: dict[int, str] = {}
    for number, (place, word) in enumerate(tried):
        if number in answers:
            first.setdefault(place, word)
    return {typed.words[place]: word for place, word in first.items() if typed.words[place] != word}


def better(one: Ranked, other: Ranked) -> Ranked:
    """Return what either has found, as relevant as the better of them says."""
    return one | {key: level for key, level in other.items() if level > one.get(key, 0)}


def ask(queries: list[Query], most: int, *, below: int = 0) -> Ranked:
    ranked: Ranked = {}
    found = index().search(queries, most, until_enough=True)
    for place, key in sorted(found, key=lambda pair: (pair[0], -pair[1])):
        ranked.setdefault(key, HIGHEST - below - place)
    return dict(list(ranked.items())[:most])


def with_code(typed: str) -> Ranked:
    """Return products of which an SKU or barcode begins so, from one of its parts on; none for what has no digit.

    They are more relevant than what has these words in its title, and less than the one of which it is the whole SKU.
    """
    if len(typed) < SHORTEST_CODE or not any(map(str.isdecimal, typed)):
        return {}
    spellings = {typed, typed.lstrip("0")} if is_long_number(typed) else {typed}
    products = {key for spelling in spellings for key in codes.beginning(spelling, MOST_CODES)}
    return dict.fromkeys(sorted(products, reverse=True)[:MOST_WITH_CODE], BEGUN)
