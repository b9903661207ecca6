"""From words to products."""

from django.db.models import FloatField, Value

from shop.catalog.models import Product
from shop.catalog.models.products import ProductQuerySet


def find(words: str) -> ProductQuerySet:
    """Return the published products that the words find, each with its `relevance`: a float, the higher the better.

    Without words these are all published products, and none is more relevant than another.
    """
    return Product.objects.published().matching(words).annotate(relevance=Value(1.0, output_field=FloatField()))
