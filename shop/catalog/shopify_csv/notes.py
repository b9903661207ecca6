"""What a file cannot say or the shop cannot do: one sentence for each kind, whatever the number of products."""

from enum import Enum

from shop.number_format import noun_for


class Note(Enum):
    """A kind, by its sentence: `{products}` is how many it concerns, `{these}` what it is about in particular.

    Those that begin with "!" are warnings: shoppers may see, buy or pay something else than the merchant means.
    """

    NO_QUANTITY = (
        "!no quantity is given for {products} whose stock is counted: new ones cannot be bought until you count"
        " them, by the inventory CSV or in the admin; the stock that the shop has of others stays as it is"
    )
    NO_STATUS = (
        "!no status is given for {products} new to the shop: what has none is a draft, which shoppers do not see until"
        " you publish it in the admin or by a file with the column Status"
    )
    GIFT_CARD = (
        "!the shop issues no codes of gift cards: {products} marked as one would be sold like ordinary goods, and you"
        " would have to send each buyer a code yourself"
    )
    LINKED = (
        "options linked to metafields come as handles in {products}: shoppers read them in words ({these}), and the"
        " export writes the handles again"
    )
    PICTURES_IN_TEXT = (
        "!pictures were taken out of the descriptions of {products}: only those among the product's images are shown"
    )
    EMBEDDED = "!videos and other embedded pages in the descriptions of {products} became links"
    TAKEN_OUT = (
        "!what cannot be shown was taken out of the descriptions of {products} ({these}), with no link in its place,"
        " since it has no address of its own"
    )
    REPEATED = "!rows of {products} repeat a variant, as some programs fill them down: each variant came in once"
    ENTITIES = "entities of HTML in plain texts of {products} were read as the signs that they stand for ({these})"
    FREE = "!a price is 0 in {products}, which can be ordered for nothing"
    SHORTENED = (
        "!SKUs or barcodes of {products} look as a spreadsheet shortens them ({these}): take them from the original"
        " file, for the last digits are lost"
    )
    BROKEN_TEXT = (
        "!texts of {products} were broken before they came here ({these}): save the original anew as CSV in UTF-8"
    )
    COMPARE_AT = "a compare-at price of {products} is not above the price: no reduction is shown"
    UNIT_PRICE = "!unit prices of {products} are kept and exported, but shoppers do not see them"
    MARKETS = (
        "!prices and selections for markets ({these}) of {products} are kept and exported, but every country has the"
        " one price, and all that is active is offered everywhere"
    )
    NO_SHIPPING = "!no delivery is needed for {products}: the shop sends no files or codes by itself"
    SERVICE = "!others ({these}) would send {products}: the shop does not tell them of orders"
    TRACKER = "!the stock of {products} is counted by others ({these}): here the shop counts it itself"
    TAX_CODE = (
        "!tax codes ({these}) are given for {products}: each counts only where a tax rate has it as its class, else the"
        " country's general rate does"
    )
    METAFIELDS = "metafields ({these}) of {products} are kept and exported, and not shown"
    FEED = "columns for Google Shopping are kept and exported for {products}, and not used"
    OTHER_COLUMNS = "columns that the shop does not know ({these}) are kept and exported for {products}, and not used"
    IGNORED_COLUMNS = "!columns that a file of changes cannot change were passed over ({these}), in {products}"
    FEWER_OPTIONS = (
        "!the file has no columns for all the options of {products}: of these only what its rows name is changed, and"
        " all other variants stay"
    )
    ANIMATED = "animated pictures of {products} are shown by their first frame"
    UNNAMED_STOCK = "rows of {products} give no number for any location: their stock stays as it is"
    NOT_STOCKED = "no location stocks {products}: their stock is 0"

    @property
    def is_warning(self) -> bool:
        return self.value.startswith("!")


ABOUT = {
    Note.NO_QUANTITY: "stock",
    Note.NO_STATUS: "status",
    Note.GIFT_CARD: "gift-card",
    Note.LINKED: "options",
    Note.PICTURES_IN_TEXT: "description",
    Note.EMBEDDED: "description",
    Note.TAKEN_OUT: "description",
    Note.FREE: "price",
    Note.COMPARE_AT: "compare-at",
    Note.SHORTENED: "sku",
    Note.UNIT_PRICE: "other",
    Note.MARKETS: "other",
    Note.NO_SHIPPING: "shipping",
    Note.SERVICE: "shipping",
    Note.TRACKER: "stock",
    Note.TAX_CODE: "tax",
    Note.METAFIELDS: "other",
    Note.FEED: "other",
    Note.OTHER_COLUMNS: "other",
    Note.UNNAMED_STOCK: "stock",
    Note.NOT_STOCKED: "stock",
}
"""The field, as `--only` names it, without which a kind concerns nobody."""

Notes = dict[Note, list[str]]
"""The kinds that concern one product, each with what it is about in particular."""


def add(notes: Notes, note: Note, *these: str) -> None:
    known = notes.setdefault(note, [])
    known += [each for each in dict.fromkeys(these) if each not in known]


SHOWN = 5


def sentence(note: Note, products: int, these: list[str]) -> str:
    shown = ", ".join(each[:80] for each in these[:SHOWN])
    if len(these) > SHOWN:
        shown += f" and {len(these) - SHOWN} more"
    number = f"{products:,} {noun_for(products, 'product')}"
    return f"{note.value.removeprefix('!').format(products=number, these=shown)}."
