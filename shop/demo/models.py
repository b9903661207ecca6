"""Which products the demo has made, and what they were then."""

from django.db import models

from shop.catalog.models import Product


class SeededProduct(models.Model):
    """A product of the demo. `digest` is of what it said when it was made: one that says something else was edited."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, primary_key=True, related_name="+")
    digest = models.CharField(max_length=16)

    def __str__(self) -> str:
        return str(self.product_id)
