"""From the rows of a file that names some columns of products that the shop has, or their stock, to what changes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from shop.catalog.handles import handle_of
from shop.catalog.shopify_csv.cells import Cells, Problem
from shop.catalog.shopify_csv.columns import (
    CATEGORY,
    HANDLE,
    IMAGE,
    OF_A_VARIANT,
    OPTION_NAMES,
    OPTION_VALUES,
    PRODUCT_TEXTS,
    PUBLISHED,
    REQUIRED_WITHOUT_OPTIONS,
    SKU,
    STATUS,
    VARIANT_IMAGE,
    Header,
    Kind,
)
from shop.catalog.shopify_csv.inventory import counted
from shop.catalog.shopify_csv.known import KnownProduct, KnownVariant, NoSuchVariant, holders
from shop.catalog.shopify_csv.notes import Note, add
from shop.catalog.shopify_csv.parsing import (
    BadProduct,
    ParsedImage,
    ParsedProduct,
    category_path,
    images_of,
    note_entities,
    parse,
    product_fields,
    refuse_broken_row,
)
from shop.catalog.shopify_csv.parsing_variants import (
    AMOUNTS,
    FLAGS,
    SPELT,
    TEXTS,
    Options,
    ParsedVariant,
    fields_of,
    stock,
    texts_of,
    without_default,
)
from shop.catalog.shopify_csv.reading import Row

OF_A_PRODUCT = {
    **PRODUCT_TEXTS,
    "Body (HTML)": "description",
    "Tags": "tags",
    "Gift Card": "gift_card",
    "SEO Title": "seo_title",
    "SEO Description": "seo_description",
}
OPTIONS = {name: f"option{number}_name" for number, name in enumerate(OPTION_NAMES, start=1)}
OF_ITS_VARIANT = {
    "Variant Price": "price",
    "Variant Grams": "weight_grams",
    "Variant Weight Unit": "weight_unit",
    "Variant Inventory Tracker": "track_stock",
    "Variant Inventory Policy": "allow_backorder",
    **TEXTS,
    **AMOUNTS,
    **FLAGS,
    **SPELT,
}
# An empty cell empties these; it leaves all others, which cannot be empty or would mean something else, as they are.
MAY_BE_EMPTY = {
    *(name for name in PRODUCT_TEXTS.values() if name != "title"),
    *("description", "tags", "seo_title", "seo_description"),
    *("compare_at_price", "cost", "barcode", "tax_code"),
}
IN_ANY_CASE = {STATUS, PUBLISHED, "Gift Card"}
VARIANT_COLUMNS = (*OF_ITS_VARIANT, *OF_A_VARIANT, VARIANT_IMAGE)


def read(handle: str, rows: list[Row], header: Header, shop: Mapping[str, KnownProduct]) -> ParsedProduct:
    """Return what the rows say of one product: the whole of it, or some of what the shop has of it.

    A file without columns for all options that the shop's product has cannot say which variants there are. Raises
    BadProduct with all that is wrong.
    """
    known = shop.get(handle)
    if header.kind is Kind.PRODUCTS:
        is_whole = known is None or known.options <= header.options
    else:
        is_whole = known is None and bool(handle) and header.kind is Kind.CHANGES and header.can_add
    if is_whole:
        return parse(handle, rows, header)
    parsed = changes(handle, rows, header, shop)
    if header.kind is Kind.PRODUCTS:
        add(parsed.notes, Note.FEWER_OPTIONS)
    return parsed


def changes(handle: str, rows: list[Row], header: Header, shop: Mapping[str, KnownProduct]) -> ParsedProduct:
    """Return what the rows change of one product; all else of it stays. Raises BadProduct with all that is wrong."""
    problems: list[Problem] = []
    all_cells = [Cells(header, row, problems) for row in rows]
    for cells in all_cells:
        refuse_broken_row(cells)
    known = shop.get(handle)
    if known is None:
        refuse_unknown(all_cells[0], handle)
        raise BadProduct(problems)
    parsed = ParsedProduct(
        handle_of(handle), line=rows[0].line, fields={}, category=None, variants=[], images=None, is_partial=True
    )
    if header.kind is Kind.INVENTORY:
        parsed.variants = stocks(all_cells, known, parsed)
    else:
        note_entities(all_cells, parsed.notes)
        change_product(all_cells, parsed)
        parsed.variants = variants_of(all_cells, known, parsed)
        parsed.fields |= names_of_options(all_cells, known)
        parsed.images = images(all_cells, known)
    if problems:
        raise BadProduct(problems)
    return parsed


def refuse_unknown(cells: Cells, handle: str) -> None:
    sku = cells.text(SKU)
    if handle:
        needed = [column for column in REQUIRED_WITHOUT_OPTIONS if column not in cells.header]
        added = "" if cells.header.kind is Kind.INVENTORY else f"; to add one, a file needs {', '.join(needed)}"
        cells.refuse(f"the shop has no product with this handle{added}")
    elif not sku:
        cells.refuse(f"neither {HANDLE} nor SKU says which product it is")
    elif count := holders(sku):
        cells.refuse(f"{count} products have the SKU {sku[:100]}: say by {HANDLE} which is meant")
    else:
        cells.refuse(f"the shop has no variant with the SKU {sku[:100]}")


def change_product(rows: list[Cells], parsed: ParsedProduct) -> None:
    """Take each of the product's own columns from the row that fills it."""
    header = rows[0].header
    passed_over = [column for column in header.feed if any(cells.text(column) for cells in rows)]
    if passed_over:
        add(parsed.notes, Note.IGNORED_COLUMNS, *passed_over)
    columns = [column for column in (*OF_A_PRODUCT, CATEGORY, STATUS, PUBLISHED) if column in header]
    first = together(rows, columns)
    if not any(first.text(column) for column in columns):
        return
    fields = product_fields(first, parsed.notes)
    said = {OF_A_PRODUCT[column] for column in columns if column in OF_A_PRODUCT and first.text(column)}
    parsed.feed_columns = frozenset(column for column in (STATUS, PUBLISHED) if first.text(column))
    if parsed.feed_columns:
        said.add("status")
    parsed.fields = {name: value for name, value in fields.items() if name in said | MAY_BE_EMPTY}
    if first.text(CATEGORY) or (CATEGORY not in header and first.text("Type")):
        parsed.category = category_path(first)


def together(rows: list[Cells], columns: Sequence[str]) -> Cells:
    """Return what the rows say of their product in these columns, and refuse what two of them say differently."""
    header, first = rows[0].header, next((cells for cells in rows if any(map(cells.text, columns))), rows[0])
    said = [*first.cells, *[""] * (header.width - len(first.cells))]
    for column in columns:
        filled = [cells for cells in rows if cells.text(column)]
        for cells in filled:
            told, text = filled[0].text(column), cells.text(column)
            if text != told and (column not in IN_ANY_CASE or text.casefold() != told.casefold()):
                cells.refuse(
                    f"{cells.called(column)} is “{text[:50]}”, but line {filled[0].line} has “{told[:50]}” for the same"
                    " product"
                )
        if filled:
            said[header.positions[column]] = filled[0].raw(column)
    return Cells(header, Row(first.line, said), first.problems)


def names_of_options(rows: list[Cells], known: KnownProduct) -> dict[str, str]:
    """Return the names that the file gives to options that the product has."""
    said = together(rows, [column for column in OPTION_NAMES if column in rows[0].header])
    told = dict(zip(OPTION_NAMES, texts_of(said, OPTION_NAMES), strict=True))
    return {OPTIONS[column]: told[column] for column in OPTION_NAMES[: known.options] if told[column]}


def variants_of(rows: list[Cells], known: KnownProduct, parsed: ParsedProduct) -> list[ParsedVariant]:
    found: dict[Options, ParsedVariant] = {}
    for cells in rows:
        if not any(cells.text(column) for column in VARIANT_COLUMNS):
            continue
        variant = find(cells, known)
        if variant is None:
            continue
        if variant.options in found:
            cells.refuse(f"its variant “{variant.title[:100]}” stands in the file already")
            continue
        image = cells.text(VARIANT_IMAGE) if IMAGE in cells.header else ""
        found[variant.options] = ParsedVariant(variant.options, changed(cells, variant, parsed), image or None)
    return list(found.values())


def find(cells: Cells, known: KnownProduct) -> KnownVariant | None:
    try:
        return known.find(without_default(texts_of(cells, OPTION_VALUES)), cells.text(SKU))
    except NoSuchVariant as error:
        cells.refuse(str(error))
        return None


def changed(cells: Cells, variant: KnownVariant, parsed: ParsedProduct) -> dict[str, Any]:
    fields = fields_of(cells, parsed.notes)
    fields |= stock(
        cells, parsed.warnings, is_tracked=variant.is_tracked, may_oversell=variant.may_oversell, is_change=True
    )
    said = {name for column, name in OF_ITS_VARIANT.items() if cells.text(column)} | MAY_BE_EMPTY | {"stock"}
    return {name: value for name, value in fields.items() if name in said}


def images(rows: list[Cells], known: KnownProduct) -> list[ParsedImage] | None:
    """Return the images that the rows name: new ones come behind those that the product has."""
    if not any(cells.text(IMAGE) for cells in rows):
        return None
    told = {cells.text(IMAGE) for cells in rows if cells.text("Image Position")}
    named = images_of(rows)
    last = known.last_position
    for image in named:
        if image.source in told:
            continue
        if image.source in known.images:
            del image.fields["position"]
        else:
            last += 1
            image.fields["position"] = last
    return named


def stocks(rows: list[Cells], known: KnownProduct, parsed: ParsedProduct) -> list[ParsedVariant]:
    """Return each variant with the sum of its stock over all locations."""
    by_variant: defaultdict[Options, list[Cells]] = defaultdict(list)
    variants: dict[Options, KnownVariant] = {}
    for cells in rows:
        if variant := find(cells, known):
            variants[variant.options] = variant
            by_variant[variant.options].append(cells)
    found = []
    for options, its_rows in by_variant.items():
        variant = variants[options]
        is_bound = variant.is_tracked and not variant.may_oversell
        quantity = counted(its_rows, parsed.warnings, parsed.notes, is_bound=is_bound)
        if quantity is not None:
            found.append(ParsedVariant(options, {"stock": quantity}, None))
    return found
