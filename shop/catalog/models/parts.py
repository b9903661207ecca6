"""What belongs to a product and shows in its row."""

from typing import Any

from django.db import models, transaction

from shop.catalog.models.products import Product


class ProductPart(models.Model):
    """A part of a product: saving or deleting it refreshes what the product's row says, and the catalogue's version."""

    product_id: int

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        Product.objects.filter(pk=self.product_id).hold()
        super().save(*args, **kwargs)
        Product.objects.filter(pk=self.product_id).refresh_offers()

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        product_id = self.product_id
        Product.objects.filter(pk=product_id).hold()
        deleted = super().delete(*args, **kwargs)
        Product.objects.filter(pk=product_id).refresh_offers()
        return deleted
