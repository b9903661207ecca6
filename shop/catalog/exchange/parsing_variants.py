"""From the rows of a product's variants to what the catalogue would hold of them."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from shop.catalog.exchange.cells import MAX_WHOLE, NUMBER, Cells, Problem
from shop.catalog.exchange.columns import IMAGE, NO_OPTION, NO_OPTION_VALUE, VARIANT_IMAGE

Options = tuple[str, str, str]

MAX_TEXT = 255
TEXTS = {"Variant SKU": "sku", "Variant Tax Code": "tax_code", "Variant Fulfillment Service": "fulfillment_service"}
AMOUNTS = {"Variant Compare At Price": "compare_at_price", "Cost per item": "cost"}
FLAGS = {"Variant Requires Shipping": "requires_shipping", "Variant Taxable": "taxable"}
WEIGHT_UNITS = ("g", "kg", "oz", "lb")


@dataclass(slots=True)
class ParsedVariant:
    """A variant as its file has it; `image_source` is "" for none, and None where the file does not say."""

    options: Options
    fields: dict[str, Any]
    image_source: str | None


def option_names(cells: Cells) -> Options:
    names = texts_of(cells, "Name")
    if (names[1] and not names[0]) or (names[2] and not names[1]):
        cells.refuse("its option names leave a gap: Option1 Name comes before Option2 Name, and so on")
    return names


def variants_of(rows: list[Cells], names: Options, warnings: list[Problem]) -> list[ParsedVariant]:
    """Return the variants in the order of their rows; the sole variant of a product without a choice has no options."""
    if len(rows) == 1 and names[0] in ("", NO_OPTION) and rows[0].text("Option1 Value") in ("", NO_OPTION_VALUE):
        return [variant(rows[0], ("", "", ""), warnings)]
    variants: list[ParsedVariant] = []
    lines: dict[Options, int] = {}
    for cells in rows:
        options = texts_of(cells, "Value")
        refuse_options(cells, options, names)
        if options in lines:
            title = " / ".join(filter(None, options))
            cells.refuse(f"its variant “{title[:100]}” stands in line {lines[options]} already")
        lines.setdefault(options, cells.line)
        variants.append(variant(cells, options, warnings))
    return variants


def texts_of(cells: Cells, kind: str) -> Options:
    first, second, third = (cells.text(f"Option{number} {kind}", MAX_TEXT) for number in (1, 2, 3))
    return first, second, third


def refuse_options(cells: Cells, options: Options, names: Options) -> None:
    for number, (name, value) in enumerate(zip(names, options, strict=True), start=1):
        if name and not value:
            cells.refuse(f"Option{number} Value is empty, but the product has the option {name[:50]}")
        if value and not name:
            cells.refuse(f"Option{number} Value is “{value[:50]}”, but Option{number} Name is empty")


def variant(cells: Cells, options: Options, warnings: list[Problem]) -> ParsedVariant:
    header = cells.header
    price = cells.amount("Variant Price")
    if not cells.text("Variant Price"):
        cells.refuse("Variant Price is empty")
    fields: dict[str, Any] = {"price": price}
    fields |= {name: cells.text(column, MAX_TEXT) for column, name in TEXTS.items() if column in header}
    fields |= {name: cells.amount(column) for column, name in AMOUNTS.items() if column in header}
    fields |= {name: cells.flag(column, default=True) for column, name in FLAGS.items() if column in header}
    if "Variant Barcode" in header:
        # Spreadsheets keep leading zeros behind an apostrophe.
        fields["barcode"] = cells.text("Variant Barcode", MAX_TEXT).removeprefix("'")
    if "Variant Grams" in header:
        fields["weight_grams"] = grams(cells)
    if "Variant Weight Unit" in header:
        fields["weight_unit"] = cells.choice("Variant Weight Unit", WEIGHT_UNITS, default="kg")
    fields |= stock(cells, warnings)
    has_column = IMAGE in header and VARIANT_IMAGE in header
    return ParsedVariant(options, fields, cells.text(VARIANT_IMAGE) if has_column else None)


def grams(cells: Cells) -> int:
    value = cells.text("Variant Grams")
    if not value:
        return 0
    if not NUMBER.fullmatch(value) or not 0 <= Decimal(value) <= MAX_WHOLE:
        cells.refuse(f"Variant Grams is “{value[:50]}”, but may be a number of grams")
        return 0
    return int(Decimal(value).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def stock(cells: Cells, warnings: list[Problem]) -> dict[str, Any]:
    """Read what may be sold. A stock below zero stays where the policy allows it or nobody counts, else it is zero."""
    header = cells.header
    policy = cells.choice("Variant Inventory Policy", ("deny", "continue"), default="deny")
    is_tracked = "Variant Inventory Tracker" not in header or bool(cells.text("Variant Inventory Tracker"))
    quantity = cells.whole("Variant Inventory Qty") or 0
    if quantity < 0 and policy == "deny" and is_tracked:
        warnings.append(Problem(cells.line, f"its stock is {quantity}, though it may not be oversold: it becomes 0"))
        quantity = 0
    fields: dict[str, Any] = {}
    if "Variant Inventory Tracker" in header:
        fields["track_stock"] = is_tracked
    if "Variant Inventory Policy" in header:
        fields["allow_backorder"] = policy == "continue"
    if "Variant Inventory Qty" in header:
        fields["stock"] = quantity
    return fields
