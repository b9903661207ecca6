"""SKUs and barcodes without their punctuation. Kept by `shop.catalog.search`."""

from django.db import models

from shop.catalog.models.products import Product


class Code(models.Model):
    """What a published product is found by: an SKU or barcode from one of its parts on, in lower case."""

    code = models.CharField(max_length=64)
    # Who deletes a product takes it out of the search before; nobody has to look for it again.
    product = models.ForeignKey(Product, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "product"],
                name="code_of_a_product_once",
                # Codes are looked for by their beginnings, in the order of bytes.
                opclasses=["varchar_pattern_ops", "int8_ops"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.product_id}"
