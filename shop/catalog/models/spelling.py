"""Words of the catalogue by their parts. Kept by `shop.catalog.search`."""

from django.db import models


class Spelling(models.Model):
    """A word that stands in titles, vendors, types, tags or options, under one of its parts.

    Parts are its beginnings, by which it completes what is typed, and its threes of letters, by which it corrects it.
    `products` is how many had it when it was counted last: by a rebuilding, not by each write, so that writers of the
    same words do not wait for each other.
    """

    part = models.CharField(max_length=8)
    word = models.CharField(max_length=64)
    products = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "word"], name="spelling_has_a_part_once")]
        indexes = [models.Index(fields=["part", "-products", "word"], name="spelling_by_part")]

    def __str__(self) -> str:
        return f"{self.part} of {self.word}"
