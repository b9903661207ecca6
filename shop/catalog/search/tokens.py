"""Texts as the tokens by which they are found, the same in every database."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from shop.catalog.plain_text import plain_text

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


@lru_cache(maxsize=10_000)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents, punctuation and 's. A change of script ends a word."""
    folded = POSSESSIVE.sub("", text.casefold())
    return tuple(word[:LONGEST] for word in RUN.findall(folded if folded.isascii() else without_accents(folded)))


def without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.translate(STROKES))
    return unicodedata.normalize("NFC", "".join(sign for sign in parts if not unicodedata.combining(sign)))


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


def said_by(words: Sequence[str]) -> frozenset[str]:
    """Return the tokens of words that follow each other."""
    return frozenset((*tokens_of(words), *joints_of(words)))


@lru_cache(maxsize=1_000)
def said_in(text: str) -> frozenset[str]:
    """Return the tokens of a text such as many products share: a vendor, a type, tags, a description."""
    return said_by(words_of(text))


def document_of(*, title: str, skus: Iterable[str], kind: Sequence[str], description: str) -> Document:
    """Return what a product is found by. `kind` are vendor, type, tags and the values of options."""
    name, *codes = [words_of(text) for text in (title, *skus)]
    named = said_by(name).union(*map(tokens_of, codes))
    meant = named.union(*map(said_in, kind))
    tokens = {WHOLE + "".join(words)[:LONGEST] for words in (name, *codes) if words}
    # ANYWHERE is no mark at all.
    tokens.update(meant, said_in(plain_text(description)))
    tokens.update([NAMED + text for text in named])
    tokens.update([KIND + text for text in meant])
    spoken = set(name).union(*map(words_of, kind))
    words = frozenset(word for word in spoken if not any(map(str.isdigit, word)))
    # The marked ones come last in this order, and are the ones to keep of a very long text.
    return Document(tuple(sorted(tokens)[-MOST:]), words)
