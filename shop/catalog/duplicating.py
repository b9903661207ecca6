"""A product made after another one: a draft with all that the other has, but its stock and its SKUs."""

from collections.abc import Iterable
from itertools import count
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.catalog.models import Product, ProductImage, Variant, bulk_write
from shop.text_identity import identity

END = "-copy"
LONGEST_NAME, LONGEST_SKU = 240, 240


def duplicate(product: Product) -> Product:
    """Make a draft after a product, with variants, pictures and fields of its own. Writes, also files."""
    with bulk_write():
        images = list(product.images.all())
        variants = list(product.variants.all())
        copy = Product.objects.get(pk=product.pk)
        anew(copy)
        copy.title = _("%(title)s (copy)") % {"title": product.title[:LONGEST_NAME]}
        copy.slug = free_slug(product.slug)
        copy.status, copy.created_at = Product.Status.DRAFT, timezone.now()
        copy.sole_variant = copy.cover = None
        copy.save()
        made = {image.pk: copy_image(image, copy) for image in images}
        skus = free_skus(variant.sku for variant in variants)
        Variant.objects.bulk_create(
            copy_variant(variant, copy, sku, made.get(variant.image_id or 0))
            for variant, sku in zip(variants, skus, strict=True)
        )
    return copy


def anew(row: Product | ProductImage | Variant) -> None:
    row.pk, row._state.adding = None, True  # noqa: SLF001 documented in spite of its name


def copy_image(image: ProductImage, product: Product) -> ProductImage:
    """Copy an image, with files of its own: an import deletes the files of an image in whose place it puts another."""
    photo, drawing = contents(image.photo), contents(image.drawing)
    anew(image)
    image.product = product
    image.photo, image.drawing = photo or "", drawing or ""
    image.save()
    return image


def contents(file: FieldFile) -> "ContentFile[bytes] | None":
    """Return what is in a stored file; None where there is none, or no longer."""
    if not file:
        return None
    try:
        with file.open("rb") as stored:
            return ContentFile(stored.read(), name=PurePath(str(file.name)).name)
    except FileNotFoundError:
        return None


def copy_variant(variant: Variant, product: Product, sku: str, image: ProductImage | None) -> Variant:
    anew(variant)
    variant.product, variant.sku, variant.image = product, sku, image
    variant.barcode, variant.stock, variant.sold = "", 0, 0
    return variant


def free_slug(slug: str) -> str:
    """Return an address that no product has: the other's, with an end. Queries once or, seldom, more often."""
    for number in count(1):
        asked = f"{slug[:LONGEST_NAME]}{END}" + (f"-{number}" if number > 1 else "")
        if not Product.objects.filter(slug_key=identity(asked)).exists():
            break
    return asked


def free_skus(skus: Iterable[str]) -> list[str]:
    """Return an SKU that no variant has for each of these, and nothing for nothing. Queries once or, seldom, more."""
    old = list(skus)
    for number in count(1):
        end = END.upper() + (f"-{number}" if number > 1 else "")
        new = [f"{sku[:LONGEST_SKU]}{end}" if sku else "" for sku in old]
        if not Variant.objects.filter(sku__in=filter(None, new)).exists():
            break
    return new
