"""Rows of a mug, and of a shirt in several sizes."""

from shop.catalog.models import Variant
from shop.catalog.tests.product_files import further_row, product_row

PICTURE = "https://cdn.example.com/mug.jpg"


def mug(**cells: str) -> dict[str, str]:
    return product_row(
        **{"Vendor": "Baguni", "Type": "Mugs", "Tags": "blue", "Image_Src": PICTURE, "Variant_SKU": "M1", **cells}
    )


def shirt(*sizes: str, **cells: str) -> list[dict[str, str]]:
    first, *rest = sizes
    return [
        product_row("shirt", Option1_Name="Size", Option1_Value=first, **cells),
        *[further_row("shirt", Option1_Value=size, Variant_Price="12.50") for size in rest],
    ]


def sizes() -> list[str]:
    return list(Variant.objects.values_list("option1", flat=True))
