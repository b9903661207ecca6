"""The fields that an import writes: the names by which `--only` takes them, and how the report says what changed."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from shop import money
from shop.catalog.shopify_csv.columns import PRODUCT_TEXTS

OF_A_PRODUCT = {
    **{name: name for name in PRODUCT_TEXTS.values()},
    "description": "description",
    "product_type": "type",
    "category_id": "category",
    "tags": "tags",
    "status": "status",
    "gift_card": "gift-card",
    "seo_title": "seo",
    "seo_description": "seo",
    "option1_name": "options",
    "option2_name": "options",
    "option3_name": "options",
    "feed": "other",
}
OF_A_VARIANT = {
    "price": "price",
    "compare_at_price": "compare-at",
    "cost": "cost",
    "stock": "stock",
    "track_stock": "stock",
    "allow_backorder": "stock",
    "sku": "sku",
    "barcode": "barcode",
    "weight_grams": "weight",
    "weight_unit": "weight",
    "requires_shipping": "shipping",
    "fulfillment_service": "shipping",
    "taxable": "tax",
    "tax_code": "tax",
    "option1": "options",
    "option2": "options",
    "option3": "options",
    "position": "options",
    "image": "images",
}
IMAGES, OPTIONS = "images", "options"
NAMES = tuple(dict.fromkeys([*OF_A_PRODUCT.values(), *OF_A_VARIANT.values()]))
"""What `--only` may name. "options" are the variants that there are, their order and how they differ."""

LABELS = {
    "slug": "handle",
    "product_type": "type",
    "category_id": "category",
    "compare_at_price": "compare-at price",
    "track_stock": "tracks stock",
    "allow_backorder": "sells below zero",
    "weight_grams": "weight in grams",
    "feed": "other columns",
    "alt": "alternative text",
}
# A status that no file calls by its name in the shop.
NOT_SAID = {"hidden": "active, not published"}
MONEY = {"price", "compare_at_price", "cost"}
LONGEST_SHOWN = 60
BEFORE_DIFFERENCE = 15
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


class UnknownField(Exception):
    """A name that `--only` does not know; its text says which there are."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” is nothing that can be imported by itself; there are {', '.join(NAMES)}")


def named(text: str) -> frozenset[str]:
    """Return the names in a list that is separated by commas. Raises UnknownField."""
    names = [name.strip().casefold() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in NAMES:
            raise UnknownField(name)
    if not names:
        raise UnknownField(text)
    return frozenset(names)


def narrowed(fields: dict[str, Any], groups: dict[str, str], only: frozenset[str] | None) -> dict[str, Any]:
    """Return the fields that are wanted; all without `only`."""
    return fields if only is None else {name: fields[name] for name in fields if groups.get(name) in only}


def label(name: str) -> str:
    return LABELS.get(name, name.replace("_", " "))


def difference(name: str, before: Any, after: Any, *, where: str = "") -> str:
    """Say of a field what it was and what it becomes: "price 12.50 -> 13.00"."""
    if isinstance(before, dict) and isinstance(after, dict):
        names = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
        return f"{where}{label(name)} {shortened(', '.join(names))}"
    old, new = written(before, name), written(after, name)
    start = first_difference(old, new) if max(len(old), len(new)) > LONGEST_SHOWN else 0
    return f"{where}{label(name)} {quoted(before, old, start)} -> {quoted(after, new, start)}"


def written(value: Any, name: str = "") -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{money.quantize(value) if name in MONEY else value.normalize():f}"
    if name == "status" and value in NOT_SAID:
        return NOT_SAID[value]
    return value if isinstance(value, str) else json.dumps(value) if isinstance(value, dict) else str(value)


def quoted(value: Any, text: str, start: int) -> str:
    return f"“{shortened(text, start)}”" if isinstance(value, str) and value else text


def shortened(text: str, start: int = 0) -> str:
    """Return a text in one line, of a long one the part from a little before `start` on."""
    start = max(start - BEFORE_DIFFERENCE, 0)
    part = " ".join(text[start : start + LONGEST_SHOWN].split())
    return f"{ELLIPSIS if start else ''}{part}{ELLIPSIS if len(text) > start + LONGEST_SHOWN else ''}"


def first_difference(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))


def listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{shortened(name)}”" for name in names)
