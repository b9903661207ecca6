"""Small pictures beside what they show."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from shop.catalog.models import ProductImage


def thumbnail(image: ProductImage | None, *, side: int, alt: str = "") -> SafeString:
    """Draw an image in a square of `side` pixels, or an empty one where there is none. Never queries."""
    return format_html(
        '<img class="thumbnail" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        *(address(image), alt, side, side),
    )


def address(image: ProductImage | None) -> str:
    """Return where the smallest form of the image is."""
    if staged := getattr(image, "staged", None):
        return str(staged.file.url)
    if image and image.photo:
        widths = image.photo.aspect_ratios[None]["WEBP"]
        return str(widths[min(widths)].url if widths else image.photo.url)
    if image and image.drawing:
        return image.drawing.url
    return static("admin/no-picture.svg")
