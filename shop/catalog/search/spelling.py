"""The words of the catalogue: what completes a word that was begun, and what corrects one that was mistyped."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import islice

from django.db import connection
from django.db.models import Count

from shop.catalog.models import Spelling

BEGINNING = "^"
LONGEST_BEGINNING = 4
SHORTEST_TO_CORRECT, SHORTEST_TO_SHORTEN = 5, 4
LIKE = 0.75
"""How much of two words must be the same, between 0 and 1, for one to be taken for the other."""
CORRECTIONS, CANDIDATES = 3, 60
BATCH = 50_000
INSERT = "INSERT INTO catalog_spelling (part, word, products) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"


def parts_of(word: str) -> Iterator[str]:
    """Yield the parts by which a word is found again."""
    for length in range(1, min(len(word), LONGEST_BEGINNING) + 1):
        yield BEGINNING + word[:length]
    yield from threes_of(word)


def threes_of(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def learn(words: Iterable[str]) -> None:
    """Write the words that are not known yet. Queries once for some hundreds, and again for new ones."""
    rest = iter(sorted(words))
    while batch := list(islice(rest, 500)):
        known = set(Spelling.objects.filter(word__in=batch).values_list("word", flat=True).distinct())
        write({word: 1 for word in batch if word not in known})


def relearn(counts: Mapping[str, int]) -> None:
    """Forget all words, and write these with the number of products that have each."""
    Spelling.objects.all().delete()
    write(counts)


def write(counts: Mapping[str, int]) -> None:
    """Write words with the numbers of their products, in batches."""
    rows = ((part, word, products) for word, products in sorted(counts.items()) for part in sorted(set(parts_of(word))))
    while batch := list(islice(rows, BATCH)):
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, batch)


def counted(beginning: str, limit: int) -> dict[str, int]:
    """Return the words of most products that begin so and are longer, with the number of these when counted last.

    Queries once.
    """
    words = Spelling.objects.filter(part=BEGINNING + beginning[:LONGEST_BEGINNING], word__startswith=beginning)
    return dict(words.exclude(word=beginning).order_by("-products", "word").values_list("word", "products")[:limit])


def correcting(word: str) -> list[str]:
    """Return the words that are most like this one, without itself. Queries once.

    For a short word these are such as have one letter less, behind the first, and for a shorter one none.
    """
    if len(word) < SHORTEST_TO_SHORTEN:
        return []
    if len(word) < SHORTEST_TO_CORRECT:
        shorter = {word[:at] + word[at + 1 :] for at in range(1, len(word))}
        # Three letters are their own part.
        known = Spelling.objects.filter(part__in=shorter, word__in=shorter).order_by("-products", "word")
        return list(known.values_list("word", flat=True)[:CORRECTIONS])
    alike = Spelling.objects.filter(part__in=threes_of(word)).values("word").annotate(shared=Count("pk"))
    candidates = list(alike.order_by("-shared", "word").values_list("word", flat=True)[:CANDIDATES])
    mixed = [other for other in candidates if other[0] == word[0] and sorted(other) == sorted(word)]
    close = get_close_matches(word, candidates, CORRECTIONS + 1, cutoff=LIKE)
    return [other for other in dict.fromkeys([*close, *mixed]) if other != word][:CORRECTIONS]
