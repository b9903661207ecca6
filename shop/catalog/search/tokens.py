"""Texts as the tokens by which they are found, the same in every database."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import pairwise

NAMED, KIND, ANYWHERE, WHOLE = "§", "¶", "", "¦"
"""What a token begins with that stands for a word of the title or an SKU; for one of these or of vendor, type, tags and
options; for a word of any text; for a whole title or SKU. No word has these signs."""
LONGEST = 64
MOST = 2_000
# Letters with a stroke and the like, which Unicode does not take apart.
STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
# Han, kana and Hangul: words of these are found inside longer ones.
UNSPACED = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+")
IS_UNSPACED = re.compile(rf"[{UNSPACED}]")
POSSESSIVE = re.compile(r"['\u2019\u02bc]s\b")
PARTS = re.compile(r"\d+|[^\W\d_]+")
TAG = re.compile(r"<[^>]*>")


@lru_cache(maxsize=10_000)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents, punctuation and 's. A change of script ends a word."""
    parts = unicodedata.normalize("NFKD", POSSESSIVE.sub("", text.casefold()).translate(STROKES))
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return tuple(word[:LONGEST] for word in RUN.findall(unicodedata.normalize("NFC", bare)))


def is_unspaced(word: str) -> bool:
    return bool(IS_UNSPACED.match(word))


def pairs_of(word: str) -> list[str]:
    """Return each two signs that follow each other; of a single sign, that sign."""
    return [word[at : at + 2] for at in range(len(word) - 1)] or [word]


def tokens_of(words: Iterable[str]) -> Iterator[str]:
    """Yield the tokens of words: of unspaced ones, every sign and every pair."""
    for word in words:
        if is_unspaced(word):
            yield from word
            yield from pairs_of(word)
        else:
            yield word


def joints_of(words: Sequence[str]) -> Iterator[str]:
    """Yield the tokens by which words that follow each other are found where spaces are set otherwise.

    A number and what it counts are written in one word or in two, and so are words of a script without spaces.
    """
    for word, following in pairwise(words):
        if is_unspaced(word) and is_unspaced(following):
            yield word[-1] + following[0]
        elif word.isdecimal() != following.isdecimal():
            yield word + following
    for word in words:
        if not word.isalpha() and not word.isdecimal():
            yield from PARTS.findall(word)


@dataclass(frozen=True, slots=True)
class Document:
    """A product as it is found: its tokens in their order, and the words that may complete or correct another."""

    tokens: tuple[str, ...]
    words: frozenset[str]


def document_of(*, title: str, skus: Iterable[str], kind: Iterable[str], description: str) -> Document:
    """Return what a product is found by. `kind` are vendor, type, tags and the values of options."""
    wholes = [words_of(text) for text in (title, *skus)]
    kinds = [words_of(text) for text in kind]
    named = {token for words in wholes for token in tokens_of(words)}.union(joints_of(wholes[0]))
    meant = named.union(*map(tokens_of, kinds), *map(joints_of, kinds))
    described = words_of(unescape(TAG.sub(" ", description)))
    said = meant.union(tokens_of(described), joints_of(described))
    tokens = {WHOLE + "".join(words)[:LONGEST] for words in wholes if words}
    for mark, texts in ((NAMED, named), (KIND, meant), (ANYWHERE, said)):
        tokens.update(mark + text for text in texts)
    # The marked ones come last in this order, and are the ones to keep of a very long text.
    kept = sorted(tokens, reverse=True)[:MOST]
    spoken = {word for words in (wholes[0], *kinds) for word in words}
    return Document(tuple(sorted(kept)), frozenset(word for word in spoken if not any(map(str.isdigit, word))))
