"""How a file names a picture of the shop."""

from shop.catalog.models import ProductImage


def address(image: ProductImage) -> str:
    """Return where the picture came from or, when it came from nowhere, where the shop shows it."""
    if image.source:
        return image.source
    file = image.photo or image.drawing
    return str(file.url) if file else ""
