"""What a file spells otherwise than people read it, and as what the export writes it again.

The file's spelling is kept in `Product.feed`, below the name of its column; what people read follows from it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from shop.catalog.shopify_csv.columns import BARCODE, OPTION_VALUES, SKU

APOSTROPHE = "'"
SPELT = (SKU, BARCODE, *OPTION_VALUES)
"""The columns of which the feed holds spellings, and not what the shop has no field for."""

HANDLE = re.compile(r"[^\W_A-Z]+(-[^\W_A-Z]+)*")
NUMBERED = re.compile(r"(?P<stem>.*[^\W\d_].*)-[1-9]")
SIZE = re.compile(r"\d{0,2}x{0,4}[sml]|\d{2,3}[a-k]{1,3}")
MEASURES = re.compile(
    r"size|length|width|height|depth|diameter|volume|capacity|weight|age|number|quantity|count|pack|power|voltage|year"
    r"|month|speed|level|grade|seat|piece|format|dimension|talla|tamano|groesse|taille|taglia|maat|storlek"
)


def without_apostrophe(text: str) -> str:
    """Spreadsheets keep leading zeros behind an apostrophe, which nobody is to read."""
    return text.removeprefix(APOSTROPHE)


def in_words(handles: Iterable[str], linked_to: str) -> dict[str, str]:
    """Return by each of an option's values what shoppers read: "size-5" is "Size 5", and "amarillo-1" "Amarillo".

    A number at the end counts what else has the name, and goes, unless it is a measure, or another value would then
    read the same. What is no handle is read as it is.
    """
    values = list(dict.fromkeys(handles))
    metafield = linked_to.rsplit(".", 1)[-1]
    short = {value: words(value, metafield) for value in values}
    reads = Counter(short.values())
    told = {
        value: text if reads[text] == 1 else words(value, metafield, keeps_number=True) for value, text in short.items()
    }
    reads = Counter(told.values())
    return {value: text if reads[text] == 1 else value for value, text in told.items()}


def words(value: str, metafield: str, *, keeps_number: bool = False) -> str:
    if not HANDLE.fullmatch(value):
        return value
    numbered = NUMBERED.fullmatch(value)
    if numbered and not keeps_number and not MEASURES.search(f"{metafield} {numbered['stem']}"):
        value = numbered["stem"]
    if MEASURES.search(metafield) and SIZE.fullmatch(value):
        return value.upper()
    text = value.replace("-", " ")
    return text[:1].upper() + text[1:]


def spelt(shown: str, column: str, feed: Mapping[str, Sequence[str]], linked_to: str = "") -> str:
    """Return a value as the export writes it: as the file had it, or as it is shown where no file had it."""
    values = feed.get(column, ())
    if column in OPTION_VALUES:
        return next((value for value, text in in_words(values, linked_to).items() if text == shown), shown)
    # Also one that begins with an apostrophe itself, for one is taken away on the way in.
    quoted = f"{APOSTROPHE}{shown}"
    return quoted if quoted in values or shown.startswith(APOSTROPHE) else shown
