"""One product's row, variants and images, each field of them as the shop or as the file has it.

A field is written where the shop has what the last import wrote, or where there was none. One that was edited in the
shop since, by whatever way, is kept, unless the file overwrites. The category of a product that no import knows was
chosen in the shop, and is kept too.

A sale is no edit. While the file repeats the quantity that it had at the last import, what was sold since stays sold,
also where the file overwrites; another quantity is a new count and counts as it stands. In a recount every one does.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from shop.catalog.models import Variant
from shop.catalog.shopify_csv.fields import difference, label, quoted, written
from shop.catalog.shopify_csv.memory import Values, remembered
from shop.catalog.shopify_csv.report import Outcome

Show = Callable[[Any], Any]


@dataclass(slots=True)
class Merge:
    """What becomes of one product: the differences that are written, those that are kept, and what is to be told."""

    outcome: Outcome = Outcome.UNCHANGED
    overwrites: bool = False
    recounts: bool = False
    changes: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    sold: list[str] = field(default_factory=list)
    """Where something was sold since the last import: what the file's quantity then does."""
    unplaced: str = ""
    """What the file names as the category, where the merchant has said that it stands for none."""

    def assign(  # noqa: PLR0913 how it is told
        self,
        row: models.Model,
        wanted: Values,
        last: Values,
        *,
        where: str = "",
        show: Show = str,
        untold: Container[str] = (),
    ) -> set[str]:
        """Set the fields of a row, note in `last` what was imported, and return the names of those that changed.

        `show` gives what the report says for a key of another row; of `untold` columns it is told elsewhere.
        """
        names = set()
        for name, value in wanted.items():
            present = getattr(row, name)
            if present != value:
                said = (show(present), show(value)) if name.endswith("_id") else (present, value)
                if isinstance(value, dict):
                    said = without(present, untold), without(value, untold)
                if row.pk is not None and self.is_edited(name, present, last):
                    self.keep(name, *said, where=where)
                    continue
                setattr(row, name, value)
                names.add(name)
                if row.pk is not None and said[0] != said[1]:
                    self.changes.append(difference(name, *said, where=where))
            last[name] = remembered(value)
        return names

    def assign_stock(self, variant: Variant, quantity: int, last: Values, *, where: str = "") -> set[str]:
        """Set the stock as `assign` does other fields; what was sold since the last import is no edit."""
        sold = variant.sold - last.get("sold", variant.sold)
        known = last.get("stock", variant.stock)
        if variant.stock != quantity and "stock" in last:
            is_edited = variant.stock != known - sold
            if is_edited and not self.overwrites and not self.recounts:
                self.keep("stock", variant.stock, quantity, where=where)
                return set()
            if sold and quantity == known and not self.recounts:
                left = known - sold if variant.allow_backorder else max(known - sold, 0)
                verb = "becomes" if is_edited else "stays"
                self.sold.append(f"{where}stock {verb} {left}, {told(sold)}: the file still says {quantity}")
                return self.set_stock(variant, left, where=where)
            if sold:
                count = "the file's count" if quantity == known else "the file's new count"
                self.sold.append(f"{where}stock becomes {quantity}, {count}, {told(sold)} before it")
        last |= {"stock": quantity, "sold": variant.sold}
        return self.set_stock(variant, quantity, where=where)

    def set_stock(self, variant: Variant, quantity: int, *, where: str) -> set[str]:
        if variant.stock == quantity:
            return set()
        if variant.pk is not None:
            self.changes.append(difference("stock", variant.stock, quantity, where=where))
        variant.stock = quantity
        return {"stock"}

    def is_edited(self, name: str, present: Any, last: Values) -> bool:
        """Tell whether the shop's value is none that an import wrote."""
        if self.overwrites:
            return False
        if name not in last:
            return name == "category_id" and present is not None
        return bool(last[name] != remembered(present))

    def keep(self, name: str, present: Any, wanted: Any, *, where: str = "") -> None:
        mine, theirs = (quoted(value, written(value, name), 0) for value in (present, wanted))
        self.kept.append(
            f"{where}{label(name)}"
            if isinstance(present, dict)
            else f"{where}{label(name)} {mine[:200]} (the file has {theirs[:200]})"
        )


def without(columns: Mapping[str, Any], untold: Container[str]) -> dict[str, Any]:
    return {column: kept for column, kept in columns.items() if column not in untold}


def told(sold: int) -> str:
    return f"with {sold} sold since the last import" if sold > 0 else f"with {-sold} returned since the last import"
