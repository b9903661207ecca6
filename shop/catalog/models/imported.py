"""What the last import wrote, so that the next one can tell what was edited in the shop since."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.catalog.models.products import Product


class ImportedProduct(models.Model):
    """What a file last said of a product, its variants and its images.

    A row of its own, so that pages, which read products, never read it: about 1 kB for a product of three variants.
    `shop.catalog.shopify_csv.memory` alone knows the form of `values`.
    """

    product = models.OneToOneField(
        Product, on_delete=models.CASCADE, primary_key=True, related_name="+", verbose_name=_("product")
    )
    values = models.JSONField(_("values"), default=dict)

    class Meta:
        verbose_name = _("imported product")
        verbose_name_plural = _("imported products")

    def __str__(self) -> str:
        return str(self.product_id)


class ImportedHandle(models.Model):
    """A handle by which files know a product: it may have another in the shop by now, or be deleted.

    `handle_key` is what `shop.text_identity` makes of the handle. The row outlives the product.
    """

    handle_key = models.CharField(_("handle key"), max_length=765, primary_key=True)
    product = models.ForeignKey(
        Product, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("product")
    )

    class Meta:
        verbose_name = _("imported handle")
        verbose_name_plural = _("imported handles")

    def __str__(self) -> str:
        return self.handle_key
