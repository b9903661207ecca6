"""The columns of the product CSV."""

import unicodedata
from collections.abc import Sequence
from enum import Enum

HANDLE = "Handle"
SKU = "Variant SKU"
BARCODE = "Variant Barcode"
QUANTITY = "Variant Inventory Qty"
OPTION_NAMES = ("Option1 Name", "Option2 Name", "Option3 Name")
OPTION_VALUES = ("Option1 Value", "Option2 Value", "Option3 Value")
# Filled where an option's values are those of a metafield, and come as handles. Kept for the export.
LINKED_TO = ("Option1 Linked To", "Option2 Linked To", "Option3 Linked To")
CATEGORY = "Product Category"
STATUS = "Status"
PUBLISHED = "Published"
IMAGE = "Image Src"
VARIANT_IMAGE = "Variant Image"

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

# What is a text of a product and no more: read, changed, compared and written by these pairs alone.
PRODUCT_TEXTS = {"Title": "title", "Vendor": "vendor", "Type": "product_type"}

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
    SKU,
    "Variant Grams",
    "Variant Inventory Tracker",
    QUANTITY,
    "Variant Inventory Policy",
    "Variant Fulfillment Service",
    "Variant Price",
    "Variant Compare At Price",
    "Variant Requires Shipping",
    "Variant Taxable",
    BARCODE,
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

# What a product without options needs to be added.
REQUIRED_WITHOUT_OPTIONS = (HANDLE, "Title", "Variant Price")

# Of the inventory CSV, in its order of today. Older ones have "Available" for what may be edited.
LOCATION = "Location"
UNAVAILABLE = "Unavailable"
COMMITTED = "Committed"
AVAILABLE = "Available"
NOT_EDITED = ("HS Code", "COO", "Country of origin", "Bin name", "Incoming", "Incoming (not editable)")
ON_HAND = "On hand (current)"
NEW_ON_HAND = "On hand (new)"
STOCK_COLUMNS = {
    LOCATION: (),
    UNAVAILABLE: ("Unavailable (not editable)",),
    COMMITTED: ("Committed (not editable)",),
    AVAILABLE: ("Available (not editable)", "Available (new)"),
    ON_HAND: ("On hand", "On hand (not editable)"),
    NEW_ON_HAND: (),
}

# A row that fills one of these describes a variant.
OF_A_VARIANT = (
    "Option1 Value",
    "Option2 Value",
    "Option3 Value",
    SKU,
    "Variant Price",
    "Variant Compare At Price",
    BARCODE,
    QUANTITY,
    "Variant Inventory Policy",
    "Cost per item",
)

NO_OPTION = "Title"
NO_OPTION_VALUE = "Default Title"

# How today's template calls the columns above, by which of them it means.
OTHER_NAMES = {
    HANDLE: ("URL handle",),
    "Body (HTML)": ("Description",),
    "Published": ("Published on online store",),
    SKU: ("SKU",),
    "Variant Grams": ("Weight value (grams)",),
    "Variant Inventory Tracker": ("Inventory tracker",),
    QUANTITY: ("Inventory quantity",),
    "Variant Inventory Policy": ("Continue selling when out of stock", "Inventory policy"),
    "Variant Fulfillment Service": ("Fulfillment service",),
    "Variant Price": ("Price",),
    "Variant Compare At Price": ("Compare-at price",),
    "Variant Requires Shipping": ("Requires shipping",),
    "Variant Taxable": ("Charge tax",),
    BARCODE: ("Barcode", "Barcodes"),
    IMAGE: ("Product image URL",),
    VARIANT_IMAGE: ("Variant image URL",),
    "Variant Weight Unit": ("Weight unit for display",),
    "Variant Tax Code": ("Tax code",),
    "Google Shopping / MPN": ("Google Shopping / Manufacturer part number (MPN)",),
    "Google Shopping / AdWords Grouping": ("Google Shopping / Ad group name",),
    "Google Shopping / AdWords Labels": ("Google Shopping / Ads labels",),
}


def key(name: str) -> str:
    """Return what tells a column's name from others: its letters and digits, whatever its case, blanks and marks."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).casefold()))


COLUMN_BY_KEY = {
    key(name): column
    for names in (
        {column: OTHER_NAMES.get(column, ()) for column in (*COLUMNS, *LINKED_TO)},
        STOCK_COLUMNS,
    )
    for column, others in names.items()
    for name in (column, *others)
}


class Kind(Enum):
    """What a file is for, which its columns tell."""

    PRODUCTS = "products, each with all its variants"
    CHANGES = "some columns of products that the shop has"
    INVENTORY = "stock by location"
    NONE = "something else"


class Header:
    """Where each column of one file stands. A name may be that of either generation, in any case and with any blanks.

    A file may have a column by several of its names, where all of these have the same cells: the first of them counts,
    and the `doubles`, each by its position, are no columns.
    """

    def __init__(self, cells: Sequence[str], *, decimal_mark: str = ".") -> None:
        self.decimal_mark = decimal_mark
        self.width = len(cells)
        self.named = [" ".join(unicodedata.normalize("NFC", cell).replace("\ufeff", "").split()) for cell in cells]
        keys = [key(name) for name in self.named]
        self.names = [COLUMN_BY_KEY.get(own, name) for name, own in zip(self.named, keys, strict=True)]
        self.doubles: dict[int, int] = {}
        for place, name in enumerate(self.names):
            first = self.names.index(name)
            if name in COLUMNS and keys[first] != keys[place]:
                self.doubles[place] = first
                self.names[place] = ""
        self.positions = {name: position for position, name in enumerate(self.names) if name}
        self.feed = {name: position for name, position in self.positions.items() if name in FEED or name not in COLUMNS}

    def __contains__(self, column: str) -> bool:
        return column in self.positions

    def name(self, column: str) -> str:
        """Return what the file itself calls a column."""
        place = self.positions.get(column)
        return column if place is None else self.named[place]

    @property
    def kind(self) -> Kind:
        if not self.missing:
            return Kind.PRODUCTS
        if HANDLE not in self and SKU not in self:
            return Kind.NONE
        if not STOCK_COLUMNS.keys().isdisjoint(self.names) or self.locations:
            return Kind.INVENTORY
        return Kind.CHANGES if len(set(self.names) & set(COLUMNS)) > 1 else Kind.NONE

    @property
    def leaves_the_rest(self) -> bool:
        """Whether variants and images that the file does not name stay.

        Every export says whether products are for sale. A file that does not is a list of prices or the like.
        """
        return STATUS not in self and PUBLISHED not in self

    @property
    def locations(self) -> list[str]:
        """The columns of an older inventory CSV, which has one for each location behind the country of origin."""
        if "COO" not in self or not STOCK_COLUMNS.keys().isdisjoint(self.names):
            return []
        behind = self.names[self.positions["COO"] + 1 :]
        return [name for name in behind if name and name not in COLUMNS and name not in NOT_EDITED]

    @property
    def options(self) -> int:
        """How many options of a product the file has both columns for, from the first on."""
        pairs = zip(OPTION_NAMES, OPTION_VALUES, strict=True)
        return next((count for count, pair in enumerate(pairs) if not self.positions.keys() >= {*pair}), 3)

    @property
    def can_add(self) -> bool:
        """Whether it has what a product without options needs."""
        return self.positions.keys() >= {*REQUIRED_WITHOUT_OPTIONS}

    @property
    def missing(self) -> list[str]:
        return [column for column in REQUIRED if column not in self]

    @property
    def repeated(self) -> list[str]:
        return sorted({name for name in self.names if name and self.names.count(name) > 1})
