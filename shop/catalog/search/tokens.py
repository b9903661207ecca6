"""Texts as the tokens by which they are found, the same in every database."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from shop.catalog.search.colours import families_of
from shop.rich_text.plain_text import plain_text
from shop.text_identity import identity, western_digits

NAMED, KIND, ANYWHERE, WHOLE = "§", "¶", "", "¦"
"""What a token begins with that stands for a word of the title or an SKU; for one of these or of vendor, type, tags and
options; for a word of any text; for a whole title or SKU. No word has these signs."""
TEXTS_OF_KIND = ("vendor", "product_type", "tags")
"""The fields of a product whose words say of what kind it is."""
FAMILY = "≈"
"""What follows KIND in the token of a family of colours."""
LONGEST = 64
SHORTEST_CODE, SHORTEST_BARCODE, MOST_PARTS = 3, 8, 6
MOST = 2_000
# Letters with a stroke and the like, which Unicode does not take apart; Arabic and Persian letters that are typed for
# each other, and the stroke that only makes an Arabic word longer.
FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
    | {"\u0629": "\u0647", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643", "\u0640": ""}
)
# How these are typed where a keyboard has none of them; without the marks, as everywhere, they are found too.
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
HAS_SPELT_OUT = re.compile("[äöüåø]")
# Han, kana, Hangul, Thai, Lao, Burmese, Khmer: without blanks between words, which are found inside longer ones.
UNSPACED = (
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
    "\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e\u0e81-\u0ecf\u0edc-\u0edf"
    "\u1000-\u103f\u1050-\u108f\u109a-\u109f\ua9e0-\ua9ef\uaa60-\uaa7f\u1780-\u17d3\u17dd"
)
# Their vowel signs are no letters to Python, and belong to words all the same: Devanagari to Malayalam and Sinhala.
WITH_VOWEL_SIGNS = "\u0900-\u0963\u0971-\u09e3\u0a01-\u0a65\u0a70-\u0ae3\u0b01-\u0b65\u0b82-\u0be5\u0c00-\u0dff"
# Each is a word, whatever the tone of its skin; two letters of a region are a flag.
EMOJI = (
    "[\U0001f1e6-\U0001f1ff]{2}|"
    "[\u231a-\u23ff\u2600-\u27bf\u2b05-\u2b55\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
)
RUN = re.compile(rf"[{UNSPACED}]+|(?:[^\W_{UNSPACED}]|[{WITH_VOWEL_SIGNS}])+|{EMOJI}")
IS_UNSPACED = re.compile(rf"[{UNSPACED}]")
IS_EMOJI = re.compile(EMOJI)
POSSESSIVE = re.compile(r"'s\b")
PARTS = re.compile(r"\d+|[^\W\d_]+")


@lru_cache(maxsize=10_000)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents, punctuation and 's. A change of script ends a word."""
    return folded_words(identity(text))


def folded_words(text: str) -> tuple[str, ...]:
    bare = POSSESSIVE.sub("", text)
    return tuple(word[:LONGEST] for word in RUN.findall(bare if bare.isascii() else without_accents(bare)))


def spelt_out(text: str) -> tuple[str, ...]:
    """Return the words of a text with umlauts and the like as two letters; none of a text without them."""
    same = identity(text)
    return folded_words(same.translate(SPELT_OUT)) if HAS_SPELT_OUT.search(same) else ()


def without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", western_digits(text.translate(FOLDED)))
    return unicodedata.normalize("NFC", "".join(sign for sign in parts if not unicodedata.combining(sign)))


def joined(words: Sequence[str]) -> str:
    """Return words as one, by which a whole title or SKU is known; emoji belong to it only where nothing else does."""
    return "".join([word for word in words if not is_emoji(word)] or words)[:LONGEST]


def is_emoji(word: str) -> bool:
    return bool(IS_EMOJI.match(word))


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
        if not word.isdecimal() and any(map(str.isdecimal, word)):
            yield from PARTS.findall(word)


@dataclass(frozen=True, slots=True)
class Document:
    """A product as it is found: its tokens in their order, the words that may complete or correct another, and its SKUs
    and barcodes as `codes_of` returns them."""

    tokens: tuple[str, ...]
    words: frozenset[str]
    codes: frozenset[str]


def said(text: str) -> frozenset[str]:
    """Return the tokens of a text, also as it is spaced or spelt otherwise."""
    words = words_of(text)
    return frozenset((*tokens_of(words), *joints_of(words), *tokens_of(spelt_out(text))))


def compounds_of(text: str) -> Iterator[str]:
    """Yield as one word what only a mark parts: "tshirt" of T-Shirt, "loreal" of L'Oréal."""
    for part in text.split():
        if not part.isalnum() and 1 < len(words := words_of(part)) <= MOST_PARTS:
            yield joined(words)


said_in = lru_cache(maxsize=1_000)(said)
"""The tokens of a text such as many products share: a vendor, a type, tags, a description."""


def codes_of(code: str) -> Iterator[str]:
    """Yield an SKU or barcode without what stands between its parts, from each part on: "ab12cd", "12cd" of AB-12/CD.

    Whatever is typed of it from a part on is the beginning of one of these. Without a digit it is found by its words.
    """
    words = words_of(code)[:MOST_PARTS]
    tails = ["".join(words[place:])[:LONGEST] for place in range(len(words))]
    # A scanner may leave out the zeros with which a longer kind of barcode begins.
    tails += [tails[0].lstrip("0")] if tails and is_long_number(tails[0]) else []
    yield from (tail for tail in tails if len(tail) >= SHORTEST_CODE and any(map(str.isdecimal, tail)))


def is_long_number(code: str) -> bool:
    return len(code) >= SHORTEST_BARCODE and code.isdecimal()


def document_of(  # noqa: PLR0913 what a product is found by
    *,
    title: str,
    skus: Iterable[str],
    barcodes: Iterable[str],
    kind: Sequence[str],
    colours: Iterable[str],
    description: str,
) -> Document:
    """Return what a product is found by. `kind` are `TEXTS_OF_KIND` and the values of options; `colours` are those
    of options that are colours."""
    skus = set(skus)
    name, *codes = [words_of(text) for text in (title, *skus)]
    named = said(title).union(compounds_of(title), *map(tokens_of, codes))
    meant = named.union(*map(said_in, kind), *map(compounds_of, kind))
    tokens = {WHOLE + joined(words) for words in (name, *codes) if words}
    # ANYWHERE is no mark at all.
    tokens.update(meant, said_in(plain_text(description)))
    tokens.update([NAMED + text for text in named])
    tokens.update([KIND + text for text in meant])
    spoken = set(name).union(*map(words_of, kind))
    tokens.update([KIND + FAMILY + family for family in families_of(spoken, chain(*map(words_of, colours)))])
    words = frozenset(word for word in spoken if not is_emoji(word) and not any(map(str.isdigit, word)))
    # The marked ones come last in this order, and are the ones to keep of a very long text.
    return Document(tuple(sorted(tokens)[-MOST:]), words, frozenset(chain(*map(codes_of, skus.union(barcodes)))))
