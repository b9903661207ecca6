"""Which published products have which facet: a vendor, a colour, a price band. Kept true by `shop.catalog.facets`.

Every product has a place of its own among those of its category, and every facet of a category has a bit for each
place. So counting means to intersect numbers, however many products there are.
"""

from django.db import models

from shop.catalog.models.products import Product

PLACES = 8192
"""How many places one row of bits has: it is a kilobyte, which PostgreSQL keeps in the row."""
NO_CATEGORY = 0
Position = tuple[int, int]
"""A category, and the number of one of its places."""


class FacetShelf(models.Model):
    """A category as its places are given out. Whoever changes places or bits of a category holds this row first."""

    category = models.BigIntegerField(primary_key=True)
    next_place = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.next_place} places of category {self.category}"


class FacetPlace(models.Model):
    """Where a product stands in the bits of its category."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, primary_key=True, related_name="facet_place")
    category = models.BigIntegerField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("category", "number", name="facet_place_is_taken_once")]

    def __str__(self) -> str:
        return f"{self.category}/{self.number}"


class FacetBits(models.Model):
    """The products of a category, `PLACES` of them, that have one facet; `total` is how many bits are set."""

    category = models.BigIntegerField()
    chunk = models.PositiveIntegerField()
    name = models.CharField(max_length=262)
    value = models.CharField(max_length=255)
    total = models.PositiveIntegerField()
    bits = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category", "chunk", "name", "value"], name="facet_has_one_row_of_bits")
        ]
        indexes = [models.Index(fields=["category", "name", "value", "total"], name="facet_totals")]

    def __str__(self) -> str:
        return f"{self.name}={self.value} of category {self.category}, {self.total}"
