"""The columns of the product CSV."""

from collections.abc import Sequence

HANDLE = "Handle"
CATEGORY = "Product Category"
STATUS = "Status"
PUBLISHED = "Published"
IMAGE = "Image Src"
VARIANT_IMAGE = "Variant Image"
QUANTITY = "Variant Inventory Qty"

FEED = (
    "Google Shopping / Google Product Category",
    "Google Shopping / Gender",
    "Google Shopping / Age Group",
    "Google Shopping / MPN",
    "Google Shopping / AdWords Grouping",
    "Google Shopping / AdWords Labels",
    "Google Shopping / Condition",
    "Google Shopping / Custom Product",
    "Google Shopping / Custom Label 0",
    "Google Shopping / Custom Label 1",
    "Google Shopping / Custom Label 2",
    "Google Shopping / Custom Label 3",
    "Google Shopping / Custom Label 4",
)

# As the shop writes them. What else a file brings is kept in `Product.feed` and written between the last two.
COLUMNS = (
    HANDLE,
    "Title",
    "Body (HTML)",
    "Vendor",
    CATEGORY,
    "Type",
    "Tags",
    PUBLISHED,
    "Option1 Name",
    "Option1 Value",
    "Option2 Name",
    "Option2 Value",
    "Option3 Name",
    "Option3 Value",
    "Variant SKU",
    "Variant Grams",
    "Variant Inventory Tracker",
    QUANTITY,
    "Variant Inventory Policy",
    "Variant Fulfillment Service",
    "Variant Price",
    "Variant Compare At Price",
    "Variant Requires Shipping",
    "Variant Taxable",
    "Variant Barcode",
    IMAGE,
    "Image Position",
    "Image Alt Text",
    "Gift Card",
    "SEO Title",
    "SEO Description",
    *FEED,
    VARIANT_IMAGE,
    "Variant Weight Unit",
    "Variant Tax Code",
    "Cost per item",
    STATUS,
)
# Without its options no variant can be told from another, and an update would replace them all.
REQUIRED = (HANDLE, "Title", "Option1 Name", "Option1 Value", "Variant Price")

# A row that fills one of these describes a variant.
OF_A_VARIANT = (
    "Option1 Value",
    "Option2 Value",
    "Option3 Value",
    "Variant SKU",
    "Variant Price",
    "Variant Compare At Price",
    "Variant Barcode",
    QUANTITY,
    "Variant Inventory Policy",
    "Cost per item",
)

NO_OPTION = "Title"
NO_OPTION_VALUE = "Default Title"

CANONICAL = {column.casefold(): column for column in COLUMNS}


class Header:
    """Where each column of one file stands. Names are told apart without regard to case."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.width = len(cells)
        self.names = [CANONICAL.get(cell.strip().casefold(), cell.strip()) for cell in cells]
        self.positions = {name: position for position, name in enumerate(self.names) if name}
        self.feed = {name: position for name, position in self.positions.items() if name in FEED or name not in COLUMNS}

    def __contains__(self, column: str) -> bool:
        return column in self.positions

    @property
    def missing(self) -> list[str]:
        return [column for column in REQUIRED if column not in self]

    @property
    def repeated(self) -> list[str]:
        return sorted({name for name in self.names if name and self.names.count(name) > 1})
