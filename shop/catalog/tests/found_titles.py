"""What a search finds, by title."""

from shop.catalog.models import Product
from shop.catalog.search import find, finding


def titles(words: str) -> list[str]:
    """Return what the words find, the most relevant first, and what is alike in this by title."""
    ranked = finding.rank(words, finding.MOST_FOUND)
    assert set(find(words)) == set(ranked)
    products = Product.objects.in_bulk(list(ranked)).values()
    return [product.title for product in sorted(products, key=lambda product: (-ranked[product.pk], product.title))]
