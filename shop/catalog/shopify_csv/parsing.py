"""From a product's rows to what the catalogue would hold of it. Nothing here queries or writes."""

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from shop.catalog.handles import handle_of, is_handle
from shop.catalog.models.images import MAX_IMAGES
from shop.catalog.models.variants import MAX_VARIANTS
from shop.catalog.shopify_csv.categories import path_in
from shop.catalog.shopify_csv.cells import PLAIN, Cells, Problem, without_entities
from shop.catalog.shopify_csv.columns import (
    CATEGORY,
    HANDLE,
    IMAGE,
    OF_A_VARIANT,
    PRODUCT_TEXTS,
    PUBLISHED,
    STATUS,
    VARIANT_IMAGE,
    Header,
)
from shop.catalog.shopify_csv.flags import is_yes
from shop.catalog.shopify_csv.kept_columns import feed_of
from shop.catalog.shopify_csv.notes import Note, Notes, add
from shop.catalog.shopify_csv.parsing_variants import ParsedVariant, linked_to, option_names, variants_of
from shop.catalog.shopify_csv.reading import Row
from shop.catalog.shopify_csv.statuses import SAID, Feed, remembered, status_of
from shop.rich_text.markup import clean, removed

MAX_TEXT = 255
MAX_URL = 2048
MAX_ALT = 512
TEXTS = {**PRODUCT_TEXTS, "SEO Title": "seo_title"}


FOREIGN_LETTERS = re.compile(r"[^\x00-\x7f]+")


class BadProduct(Exception):
    """A product that cannot go in, with all that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(slots=True)
class ParsedImage:
    source: str
    fields: dict[str, Any]


@dataclass(slots=True)
class ParsedProduct:
    """A product as its file has it. `fields` hold what the file has columns for; what it lacks stays as it is.

    `category` is the taxonomy's path from the top, () for none, so that the type says it; None, as `images`, where the
    file has a column for neither. Of the feed, the file says what stands in `feed_columns`. When it `is_partial`,
    variants and images that it does not name stay, in their order.
    """

    handle: str
    line: int
    fields: dict[str, Any]
    category: tuple[str, ...] | None
    variants: list[ParsedVariant]
    images: list[ParsedImage] | None
    warnings: list[Problem] = field(default_factory=list)
    notes: Notes = field(default_factory=dict)
    feed_columns: frozenset[str] = frozenset()
    is_partial: bool = False


def parse(handle: str, rows: list[Row], header: Header) -> ParsedProduct:
    """Raises BadProduct with every problem that the rows have."""
    problems: list[Problem] = []
    warnings: list[Problem] = []
    notes: Notes = {}
    all_cells = [Cells(header, row, problems) for row in rows]
    for cells in all_cells:
        refuse_broken_row(cells)
    first = next((cells for cells in all_cells if cells.text("Title")), all_cells[0])
    refuse_handle(first, handle)
    if not problems and not first.text("Title"):
        first.refuse("Title is empty")
    of_variants = [cells for cells in all_cells if any(cells.text(column) for column in OF_A_VARIANT)]
    names = option_names(first)
    parsed = ParsedProduct(
        handle=handle_of(handle),
        line=first.line,
        fields=product_fields(first, notes),
        category=category_path(first),
        variants=variants_of(of_variants, names, linked_to(first), warnings, notes),
        images=images_of(all_cells) if IMAGE in header else None,
        warnings=warnings,
        notes=notes,
        feed_columns=frozenset(header.positions),
        is_partial=header.leaves_the_rest,
    )
    note_entities(all_cells, notes)
    if broken := broken_words(all_cells):
        add(notes, Note.BROKEN_TEXT, *broken)
    if "status" not in parsed.fields:
        add(notes, Note.NO_STATUS)
    if Note.GIFT_CARD in notes:
        # Which says it already.
        notes.pop(Note.NO_SHIPPING, None)
    is_without_options = [variant.options for variant in parsed.variants] == [("", "", "")]
    shown = ("", "", "") if is_without_options else names
    parsed.fields |= {f"option{number}_name": name for number, name in enumerate(shown, start=1)}
    parsed.fields["feed"] = feed_of(of_variants or [first], linked_to(first), notes) | remembered_cells(first)
    refuse_too_many(first, parsed)
    if problems:
        raise BadProduct(problems)
    if not parsed.variants:
        warnings.append(Problem(first.line, "it has no variant, so it cannot be bought"))
    return parsed


def refuse_too_many(cells: Cells, parsed: ParsedProduct) -> None:
    """Refuse what the admin could not edit."""
    for count, most, name in (
        (len(parsed.variants), MAX_VARIANTS, "variants"),
        (len(parsed.images or ()), MAX_IMAGES, "images"),
    ):
        if count > most:
            cells.refuse(f"it has {count} {name}; {most} is the most")


def refuse_broken_row(cells: Cells) -> None:
    if any("\0" in cell for cell in cells.cells):
        cells.refuse("the row holds a NUL byte")
    if any(cell.strip() for cell in cells.cells[cells.header.width :]):
        cells.refuse(f"the row has {len(cells.cells)} cells, but the header has {cells.header.width}")


def note_entities(rows: list[Cells], notes: Notes) -> None:
    columns = [column for column in PLAIN if column in rows[0].header]
    texts = (cells.raw(column).strip() for cells in rows for column in columns)
    if read := [text for text in texts if "&" in text and without_entities(text) != text]:
        add(notes, Note.ENTITIES, *read)


def broken_words(rows: list[Cells]) -> list[str]:
    """Return words in which letters were lost, or read in a wrong encoding, before they came here."""
    texts = (text for cells in rows for text in cells.cells if not text.isascii())
    found = ((text, letters) for text in texts for letters in FOREIGN_LETTERS.finditer(text) if is_broken(letters[0]))
    return [word_at(text, letters.start()) for text, letters in islice(found, 1)]


def is_broken(letters: str) -> bool:
    """Tell whether these are what a letter of UTF-8 looks like that was taken for Windows-1252, or no letters."""
    try:
        return "\ufffd" in letters or (len(letters) > 1 and bool(letters.encode("cp1252").decode("utf-8")))
    except UnicodeError:
        return False


def word_at(text: str, place: int) -> str:
    before, after = text[max(place - 20, 0) : place], text[place : place + 20]
    return re.split(r"[\s<>]", before)[-1] + re.split(r"[\s<>]", after)[0]


def refuse_handle(cells: Cells, handle: str) -> None:
    if not handle:
        cells.refuse(f"{HANDLE} is empty")
        return
    if not is_handle(handle_of(handle)):
        cells.refuse(f"{HANDLE} may hold letters, digits and signs that can be seen, but no slashes")
    if len(handle) > MAX_TEXT:
        cells.refuse(f"{HANDLE} has {len(handle)} characters; {MAX_TEXT} is the most")


def product_fields(cells: Cells, notes: Notes) -> dict[str, Any]:
    header = cells.header
    fields: dict[str, Any] = {name: cells.text(column, MAX_TEXT) for column, name in TEXTS.items() if column in header}
    if "Body (HTML)" in header:
        fields["description"] = clean(cells.raw("Body (HTML)"))
        note_removed(cells.raw("Body (HTML)"), notes)
    if "SEO Description" in header:
        fields["seo_description"] = cells.text("SEO Description")
    if "Tags" in header:
        fields["tags"] = ", ".join(tag.strip() for tag in cells.raw("Tags").split(",") if tag.strip())
    if "Gift Card" in header:
        fields["gift_card"] = cells.flag("Gift Card", default=False)
        if fields["gift_card"]:
            add(notes, Note.GIFT_CARD)
    if cells.text(STATUS) or cells.text(PUBLISHED):
        said = cells.choice(STATUS, SAID, default="") if cells.text(STATUS) else ""
        fields["status"] = status_of(said, is_published=cells.flag(PUBLISHED, default=bool(said)))
    return fields


def remembered_cells(cells: Cells) -> Feed:
    """Return cells that the export cannot tell from the product: its category's own words, and its exact status."""
    category = cells.text(CATEGORY)
    return status_feed(cells) | ({CATEGORY: [category]} if category else {})


def status_feed(cells: Cells) -> Feed:
    """Return what Status and Published say beyond the status that they mean together."""
    said, published = cells.text(STATUS).casefold(), cells.text(PUBLISHED).casefold()
    published = published and ("true" if is_yes(published) else "false")
    is_known = said in ("", *SAID)
    return remembered(said, published) if is_known and (said or published) else {}


def note_removed(description: str, notes: Notes) -> None:
    gone = removed(description)
    if gone.links:
        add(notes, Note.EMBEDDED)
    if gone.gone:
        add(notes, Note.TAKEN_OUT, *gone.gone)
    if gone.pictures:
        add(notes, Note.PICTURES_IN_TEXT)


def category_path(cells: Cells) -> tuple[str, ...] | None:
    if CATEGORY not in cells.header and "Type" not in cells.header:
        return None
    path = path_in(cells.text(CATEGORY))
    for name in path:
        if len(name) > MAX_TEXT:
            cells.refuse(f"{CATEGORY} has a name of {len(name)} characters; {MAX_TEXT} is the most")
    return path


def images_of(rows: list[Cells]) -> list[ParsedImage]:
    """Return each address once, by position; an image that only a variant names comes last."""
    images: dict[str, ParsedImage] = {}
    for cells in rows:
        source = cells.text(IMAGE, MAX_URL)
        if source and source not in images:
            position = cells.whole("Image Position", least=0)
            fields: dict[str, Any] = {"position": len(images) + 1 if position is None else position}
            if "Image Alt Text" in cells.header:
                fields["alt"] = cells.text("Image Alt Text", MAX_ALT)
            images[source] = ParsedImage(source, fields)
    ordered = sorted(images.values(), key=lambda image: image.fields["position"])
    last = ordered[-1].fields["position"] if ordered else 0
    for cells in rows:
        source = cells.text(VARIANT_IMAGE, MAX_URL)
        if source and source not in images:
            last += 1
            images[source] = ParsedImage(source, {"position": last})
            ordered.append(images[source])
    return ordered
