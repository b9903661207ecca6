"""Files of other shop systems, and other files of Shopify's, told by their columns."""

from collections.abc import Iterable

from shop.catalog.shopify_csv.columns import key

WANTED = (
    "The shop reads Shopify's product CSV (with the columns Handle, Title, Option1 Name, Option1 Value, Variant Price)"
    " and Shopify's inventory CSV."
)

# A file is of this kind when it has every column of one of the groups.
KINDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "a WooCommerce product export": (
        ("Regular price", "Sale price"),
        ("In stock?", "Visibility in catalog"),
        ("Attribute 1 name", "Attribute 1 value(s)"),
        ("Regulärer Preis", "Angebotspreis"),
        ("Tarif régulier", "Tarif promo"),
        ("Precio normal", "Precio rebajado"),
        ("post_title", "regular_price"),
    ),
    "a PrestaShop product export": (
        ("Product ID", "Reference", "Price (tax excl.)"),
        ("Product ID", "Price tax excluded"),
        ("ID", "Name *", "Price tax excluded"),
        ("ID", "Active (0/1)"),
        ("Product ID", "Active (0/1)"),
        ("id_product", "reference"),
    ),
    "a Magento (Adobe Commerce) product export": (
        ("sku", "attribute_set_code"),
        ("sku", "_attribute_set"),
        ("sku", "product_type", "product_websites"),
    ),
    "a BigCommerce product export": (
        ("Item Type", "Product ID", "Product Name"),
        ("Item", "ID", "Name", "Type", "SKU"),
        ("Product Code/SKU", "Product Name"),
    ),
    "an Etsy listing export": (
        ("TITLE", "CURRENCY_CODE", "QUANTITY"),
        ("TITLE", "VARIATION 1 TYPE", "VARIATION 1 NAME"),
    ),
    "a Square item library": (("Token", "Item Name", "Variation Name"), ("Item Name", "Variation Name", "SKU")),
    "a Wix product export": (("handleId", "fieldType"), ("handle", "fieldType", "name")),
    "a Squarespace product export": (
        ("Product ID [Non Editable]", "Variant ID [Non Editable]"),
        ("Product Type [Non Editable]",),
    ),
    "an Ecwid catalogue": (("product_sku", "product_name"), ("type", "product_internal_id")),
    "an OpenCart product export": (("product_id", "name", "model"), ("model", "quantity", "stock_status_id")),
    "a Shopware product export": (
        ("id", "productNumber", "name"),
        ("ordernumber", "mainnumber"),
        ("product_number", "tax_id"),
    ),
    "a PrestaShop combinations file": (("Product ID", "Attribute (Name:Type:Position)*"),),
    "a Google Merchant Center feed": (("id", "title", "image_link"), ("id", "title", "image link")),
    "an Amazon listing file": (("item_sku", "item_name"), ("seller-sku", "asin1"), ("sku", "asin", "quantity")),
    "an eBay listing file": (("Custom label (SKU)", "Start price"), ("*Category", "*Title", "*StartPrice")),
    "Shopify's list of orders": (("Name", "Financial Status"), ("Lineitem name", "Lineitem quantity")),
    "Shopify's list of customers": (("First Name", "Last Name", "Email"), ("Customer ID", "Email")),
    "Shopify's list of discounts": (("Discount Code", "Discount Type"), ("Code", "Times Used In Total")),
}
SIGNS = [(kind, {key(column) for column in group}) for kind, groups in KINDS.items() for group in groups]


def kind_of(columns: Iterable[str]) -> str:
    """Say which other system's file has these columns, or "" where none is known to."""
    keys = {key(column) for column in columns}
    return next((kind for kind, signs in SIGNS if signs <= keys), "")
