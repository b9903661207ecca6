"""From the rows of a product's variants to what the catalogue would hold of them."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shop.catalog.shopify_csv.cells import MAX_WHOLE, Cells, Problem
from shop.catalog.shopify_csv.columns import (
    BARCODE,
    IMAGE,
    LINKED_TO,
    NO_OPTION,
    NO_OPTION_VALUE,
    OF_A_VARIANT,
    OPTION_NAMES,
    OPTION_VALUES,
    QUANTITY,
    SKU,
    VARIANT_IMAGE,
)
from shop.catalog.shopify_csv.flags import is_yes
from shop.catalog.shopify_csv.notes import Note, Notes, add
from shop.catalog.shopify_csv.spellings import in_words, without_apostrophe
from shop.text_identity import identity
from shop.weights import PLACES

Options = tuple[str, str, str]

MAX_TEXT = 255
TEXTS = {"Variant Tax Code": "tax_code", "Variant Fulfillment Service": "fulfillment_service"}
SPELT = {SKU: "sku", BARCODE: "barcode"}
AMOUNTS = {"Variant Compare At Price": "compare_at_price", "Cost per item": "cost"}
FLAGS = {"Variant Requires Shipping": "requires_shipping", "Variant Taxable": "taxable"}
SHORTENED = re.compile(r"\d[.,]\d+[eE]\+\d+")
# Where the shop itself counts stock and sends goods.
OWN_TRACKER = "shopify"
OWN_SERVICE = "manual"
WEIGHT_UNITS = ("g", "kg", "oz", "lb")


@dataclass(slots=True)
class ParsedVariant:
    """A variant as its file has it; `image_source` is "" for none, and None where the file does not say.

    `spelt` are its options as the file spells them; where they are linked, shoppers read them in words.
    """

    options: Options
    fields: dict[str, Any]
    image_source: str | None
    spelt: Options = ("", "", "")


def option_names(cells: Cells) -> Options:
    names = texts_of(cells, OPTION_NAMES)
    if (names[1] and not names[0]) or (names[2] and not names[1]):
        cells.refuse("its option names leave a gap: Option1 Name comes before Option2 Name, and so on")
    return names


def without_repeats(rows: list[Cells], notes: Notes) -> list[Cells]:
    """Leave out rows that say again what a row before them says, and no other thing, of a variant."""
    kept: list[Cells] = []
    first_of: dict[Options, Cells] = {}
    for cells in rows:
        options = alike(without_default(texts_of(cells, OPTION_VALUES)))
        before = first_of.get(options) if any(options) or not kept else kept[-1]
        if before and says_nothing_else(cells, before):
            if any(cells.text(column) for column in (OPTION_VALUES[0], SKU, "Variant Price")):
                add(notes, Note.REPEATED)
            continue
        first_of.setdefault(options, cells)
        kept.append(cells)
    return kept


def says_nothing_else(cells: Cells, before: Cells) -> bool:
    columns = [column for column in OF_A_VARIANT if column not in OPTION_VALUES]
    return all(cells.text(column) in ("", before.text(column)) for column in columns)


def variants_of(
    rows: list[Cells], names: Options, linked: Options, warnings: list[Problem], notes: Notes
) -> list[ParsedVariant]:
    """Return the variants in the order of their rows; the sole variant of a product without a choice has no options."""
    rows = without_repeats(rows, notes)
    if len(rows) == 1 and names[0] in ("", NO_OPTION) and not without_default(texts_of(rows[0], OPTION_VALUES))[0]:
        return [variant(rows[0], ("", "", ""), warnings, notes)]
    shown = [
        in_words([cells.text(column) for cells in rows], metafield) if metafield else {}
        for column, metafield in zip(OPTION_VALUES, linked, strict=True)
    ]
    variants: list[ParsedVariant] = []
    lines: dict[Options, int] = {}
    for cells in rows:
        spelt = texts_of(cells, OPTION_VALUES)
        first, second, third = (read.get(value, value) for read, value in zip(shown, spelt, strict=True))
        options = first, second, third
        if options != spelt:
            add(notes, Note.LINKED, *(f"{a} as “{b}”" for a, b in zip(spelt, options, strict=True) if a != b))
        refuse_options(cells, options, names)
        key = alike(options)
        if key in lines:
            title = " / ".join(filter(None, options))
            cells.refuse(
                f"its variant “{title[:100]}” stands in line {lines[key]} already"
                if title
                else f"it has a variant in line {lines[key]} already, and no option tells the two apart"
            )
        lines.setdefault(key, cells.line)
        variants.append(variant(cells, options, warnings, notes))
        variants[-1].spelt = spelt
    return variants


def alike(options: Options) -> Options:
    """Return by what the options of two variants of a product are told apart."""
    first, second, third = map(identity, options)
    return first, second, third


def texts_of(cells: Cells, columns: Options) -> Options:
    first, second, third = (cells.text(column, MAX_TEXT) for column in columns)
    return first, second, third


def without_default(options: Options) -> Options:
    return ("", "", "") if options == (NO_OPTION_VALUE, "", "") else options


def linked_to(cells: Cells) -> Options:
    """Return the metafield that each option's values come from, or "" for values of its own."""
    return texts_of(cells, LINKED_TO)


def refuse_options(cells: Cells, options: Options, names: Options) -> None:
    for number, (name, value) in enumerate(zip(names, options, strict=True), start=1):
        if name and not value:
            cells.refuse(f"Option{number} Value is empty, but the product has the option {name[:50]}")
        if value and not name:
            cells.refuse(f"Option{number} Value is “{value[:50]}”, but Option{number} Name is empty")


def variant(cells: Cells, options: Options, warnings: list[Problem], notes: Notes) -> ParsedVariant:
    if not cells.text("Variant Price"):
        cells.refuse(f"{cells.called('Variant Price')} is empty")
    fields = fields_of(cells, notes) | stock(cells, warnings)
    if fields.get("track_stock", True) and "stock" not in fields:
        add(notes, Note.NO_QUANTITY)
    has_column = IMAGE in cells.header and VARIANT_IMAGE in cells.header
    return ParsedVariant(options, fields, cells.text(VARIANT_IMAGE) if has_column else None)


def fields_of(cells: Cells, notes: Notes) -> dict[str, Any]:
    """Read all but options and stock, as far as the file has columns for it."""
    header = cells.header
    fields: dict[str, Any] = {"price": cells.amount("Variant Price")} if "Variant Price" in header else {}
    fields |= {name: cells.text(column, MAX_TEXT) for column, name in TEXTS.items() if column in header}
    fields |= {name: cells.amount(column) for column, name in AMOUNTS.items() if column in header}
    fields |= {name: cells.flag(column, default=True) for column, name in FLAGS.items() if column in header}
    fields |= {
        name: without_apostrophe(cells.text(column, MAX_TEXT)) for column, name in SPELT.items() if column in header
    }
    if "Variant Grams" in header:
        fields["weight_grams"] = grams(cells)
    if "Variant Weight Unit" in header:
        fields["weight_unit"] = cells.choice("Variant Weight Unit", WEIGHT_UNITS, default="kg")
    note(cells, fields, notes)
    return fields


def note(cells: Cells, fields: dict[str, Any], notes: Notes) -> None:
    price, before = fields.get("price"), fields.get("compare_at_price")
    if price == 0:
        add(notes, Note.FREE)
    if price and before and before <= price:
        add(notes, Note.COMPARE_AT)
    if shortened := [text for column in SPELT if SHORTENED.fullmatch(text := cells.text(column))]:
        add(notes, Note.SHORTENED, *shortened)
    if not fields.get("requires_shipping", True):
        add(notes, Note.NO_SHIPPING)
    if (service := cells.text("Variant Fulfillment Service")) and service.casefold() != OWN_SERVICE:
        add(notes, Note.SERVICE, service)
    if (tracker := cells.text("Variant Inventory Tracker")) and tracker.casefold() != OWN_TRACKER:
        add(notes, Note.TRACKER, tracker)
    if code := fields.get("tax_code"):
        add(notes, Note.TAX_CODE, code)


def grams(cells: Cells) -> Decimal:
    """Read a weight in grams, to the last place that the file has."""
    weight = cells.number("Variant Grams", places=3)
    if weight is None:
        return Decimal(0)
    if not 0 <= weight <= MAX_WHOLE:
        cells.refuse(f"{cells.called('Variant Grams')} is “{weight}”, but may be a number of grams")
        return Decimal(0)
    return round(weight, PLACES)


def stock(
    cells: Cells,
    warnings: list[Problem],
    *,
    is_tracked: bool = True,
    may_oversell: bool = False,
    is_change: bool = False,
) -> dict[str, Any]:
    """Read what may be sold. A stock below zero stays where the policy allows it or nobody counts, else it is zero.

    Where the file does not say whether it is counted and oversold, it is as given. An empty quantity says nothing, and
    in a change nor does any other empty cell.
    """
    fields: dict[str, Any] = {}
    tracker, policy = "Variant Inventory Tracker", "Variant Inventory Policy"
    if tracker in cells.header and (cells.text(tracker) or not is_change):
        fields["track_stock"] = is_tracked = bool(cells.text(tracker))
    if policy in cells.header and (cells.text(policy) or not is_change):
        fields["allow_backorder"] = may_oversell = sells_on(cells)
    quantity = cells.whole(QUANTITY)
    if quantity is not None:
        fields["stock"] = in_stock(cells, quantity, warnings, is_bound=is_tracked and not may_oversell)
    return fields


def sells_on(cells: Cells) -> bool:
    """Tell whether a variant is sold when none is left."""
    said = is_yes(cells.text("Variant Inventory Policy"))
    if said is not None:
        return said
    return cells.choice("Variant Inventory Policy", ("deny", "continue"), default="deny") == "continue"


def in_stock(cells: Cells, quantity: int, warnings: list[Problem], *, is_bound: bool) -> int:
    if quantity >= 0 or not is_bound:
        return quantity
    warnings.append(Problem(cells.line, f"its stock is {quantity}, though it may not be oversold: it becomes 0"))
    return 0
