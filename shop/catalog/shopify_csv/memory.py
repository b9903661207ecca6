"""What was last imported of a product, in few bytes: short values as they are, long ones by their digest."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2b
from typing import Any, Self

from shop.catalog.models import Variant

LONGEST_KEPT = 48
# What begins so is a digest; a value that begins so is kept as one. Alone it stands for a value that no file gave.
DIGEST = "#"
OPTIONS = ("option1", "option2", "option3")
VARIANTS, IMAGES = "variants", "images"

Values = dict[str, Any]


def remembered(value: Any) -> Any:
    """Return what is kept of a value: equal for equal values, and of a type that JSON has."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True)
    if len(text) <= LONGEST_KEPT and not text.startswith(DIGEST):
        return text
    return DIGEST + blake2b(text.encode(), digest_size=8).hexdigest()


@dataclass(slots=True)
class Memory:
    """What the last import said of one product: variants by their keys, images by what is kept of their addresses.

    It is changed by the import; `as_json` tells what is then to be kept.
    """

    product: Values = field(default_factory=dict)
    variants: dict[int, Values] = field(default_factory=dict)
    """In the order of the file."""
    images: dict[str, Values] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    """Of which of both a file has named all: only then one that is not remembered was made in the shop."""
    added: list[tuple[Variant, Values]] = field(default_factory=list)
    """Variants that have no key before they are written."""

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        names = stored.get("of", [])
        variants = {
            key: {name: value for name, value in zip(names, values, strict=True) if value != DIGEST}
            for key, *values in stored.get("variants", [])
        }
        images = {address: dict(values) for address, values in stored.get("images", {}).items()}
        return cls(dict(stored.get("product", {})), variants, images, set(stored.get("whole", [])))

    def as_json(self) -> dict[str, Any]:
        variants = self.variants | {variant.pk: values for variant, values in self.added}
        names = sorted({name for values in variants.values() for name in values})
        return {
            "product": self.product,
            "of": names,
            "variants": [[key, *(values.get(name, DIGEST) for name in names)] for key, values in variants.items()],
            "images": self.images,
            "whole": sorted(self.whole),
        }

    def in_file_order(self, variants: Iterable[Variant | None]) -> None:
        """Put these variants first, in this order; the others that are remembered stay behind them."""
        keys = [variant.pk for variant in variants if variant and variant.pk in self.variants]
        self.variants = {key: self.variants[key] for key in dict.fromkeys([*keys, *self.variants])}

    def by_options(self) -> dict[tuple[Any, ...], int]:
        """Return the keys of the variants by the options that the file gave them."""
        keys = {tuple(values.get(name) for name in OPTIONS): key for key, values in self.variants.items()}
        return {options: key for options, key in keys.items() if None not in options}
