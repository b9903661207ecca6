"""A merchant's own shop: photographs, one very long name and one very high price. Nothing of the demo shop is in it."""

import csv
from pathlib import Path

from PIL import Image

from shop.testing.server import plan_shop, use_static

LONG_TITLE = "Heritage" * 31
HIGH_PRICE = "11111107.50"
PHOTOGRAPHS = {"square.jpg": (1600, 1600), "landscape.jpg": (1800, 1200)}
TITLES = {
    "cup": "Cup",
    "bowl": "Bowl",
    "vase": "Vase",
    "heritage": LONG_TITLE,
    "lamp": "Lamp",
    "rug": "Rug",
    "pot": "Pot",
    "tray": "Tray",
    "jug": "Jug",
}
WITH_TWO_PHOTOGRAPHS = ("cup", "heritage")
IN_TWO_SIZES = ("bowl", "heritage")
COLUMNS = [
    "Handle",
    "Title",
    "Product Category",
    "Status",
    "Option1 Name",
    "Option1 Value",
    "Variant Price",
    "Variant Inventory Tracker",
    "Variant Inventory Qty",
    "Variant Inventory Policy",
    "Image Src",
    "Image Position",
]


def fill_own_shop(folder: Path, static: Path) -> None:
    """Leave a shop in an empty folder, with nine products, each in a category of its own.

    The bowl and the heritage come in two sizes, of which the small one is sold out; the tray is sold out. The static
    files were collected before, in `static`. Raises RuntimeError.
    """
    shop = plan_shop(folder)
    use_static(folder, static)
    (folder / "photographs").mkdir()
    for name, size in PHOTOGRAPHS.items():
        Image.new("RGB", size, "teal").save(folder / "photographs" / name)
    with (folder / "products.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        for handle in TITLES:
            writer.writerows(_rows(handle))
    shop.manage("migrate", "--verbosity=0")
    shop.manage("import_products", str(folder / "products.csv"), "--images", str(folder / "photographs"))


def _rows(handle: str) -> list[dict[str, str]]:
    """The two rows of a product: what it is, and what it has two of."""
    photographs = list(PHOTOGRAPHS) if handle in WITH_TWO_PHOTOGRAPHS else ["landscape.jpg", ""]
    title = TITLES[handle]
    row = {
        "Handle": handle,
        "Title": title,
        "Product Category": title[:40],
        "Status": "active",
        "Option1 Name": "Title",
        "Option1 Value": "Default Title",
        "Variant Price": HIGH_PRICE if handle == "heritage" else "12.50",
        "Variant Inventory Tracker": "shopify",
        "Variant Inventory Qty": "0" if handle == "tray" else "5",
        "Variant Inventory Policy": "deny",
    }
    pictures = [
        {"Handle": handle, "Image Src": name, "Image Position": str(position)}
        for position, name in enumerate(photographs, start=1)
    ]
    if handle not in IN_TWO_SIZES:
        return [row | pictures[0], pictures[1]]
    small = {"Option1 Name": "Size", "Option1 Value": "Small", "Variant Inventory Qty": "0"}
    large = {name: row[name] for name in row if name.startswith("Variant")} | {"Option1 Value": "Large"}
    return [row | small | pictures[0], large | pictures[1]]
