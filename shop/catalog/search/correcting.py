"""Says which words a search took for others, as the shop writes them."""

import re
from collections.abc import Iterable, Mapping

from shop.catalog.models import Product
from shop.catalog.search.finding import Finding
from shop.catalog.search.tokens import TEXTS_OF_KIND, words_of

MOST_READ = 20
"""In the texts of how many products the spelling of a word is looked for."""
SPACES = re.compile(r"[\s,;/()\"]+")


def corrected_text(text: str, finding: Finding) -> str:
    """Return what was typed with the words that were found in their place; nothing where none was. Queries once."""
    if not finding.corrected:
        return ""
    written = as_written(finding.corrected.values(), list(finding.ranked)[:MOST_READ])
    instead = {word: written[other] for word, other in finding.corrected.items()}
    return " ".join(with_words(part, instead) for part in text.split())


def with_words(part: str, instead: Mapping[str, str]) -> str:
    words = words_of(part)
    return " ".join(instead.get(word, word) for word in words) if any(word in instead for word in words) else part


def as_written(words: Iterable[str], keys: list[int]) -> dict[str, str]:
    """Return words, which have neither case nor accents, as these products write them, in lower case."""
    texts = Product.objects.order_by().filter(pk__in=keys).values_list("title", *TEXTS_OF_KIND)
    parts = {part.strip(".,:!?“”") for text in texts for part in SPACES.split(" ".join(text))}
    written = {own[0]: part.lower() for part in sorted(parts) if len(own := words_of(part)) == 1}
    return {word: written.get(word, word) for word in words}
