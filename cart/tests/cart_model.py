"""What the cart ought to do, in plain dicts: the state machine compares the shop with this."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from cart.tests.shown_cart import ShownCart, ShownLine

MAX_QUANTITY = 99


@dataclass
class Item:
    """A variant as the merchant left it."""

    product: str
    price: Decimal
    compare_at: Decimal | None
    stock: int
    is_tracked: bool
    is_published: bool = True
    is_deleted: bool = False

    @property
    def limit(self) -> int:
        if self.is_deleted or not self.is_published:
            return 0
        return min(self.stock, MAX_QUANTITY) if self.is_tracked else MAX_QUANTITY


@dataclass
class CartModel:
    """Quantities and prices last seen by variant, and the lines as they were before the last removal."""

    max_lines: int
    lines: dict[int, tuple[int, Decimal]] = field(default_factory=dict)
    before: dict[int, tuple[int, Decimal]] = field(default_factory=dict)
    is_stored: bool = False

    def add(self, key: int, quantity: int, item: Item) -> bool:
        """Add, and tell whether the cart takes it."""
        held = self.lines[key][0] if key in self.lines else 0
        return quantity > 0 and self.set(key, held + quantity, item, is_told=True)

    def set(self, key: int, quantity: int, item: Item, *, is_told: bool = False) -> bool:
        """Hold this many, and tell whether the cart takes it. Another number alone accepts no other price."""
        if quantity == 0:
            return self.remove(key)
        if quantity > item.limit or (key not in self.lines and len(self.lines) >= self.max_lines):
            return False
        held, seen = self.lines.get(key, (quantity, item.price))
        self.lines[key] = (quantity, item.price if is_told or quantity == held else seen)
        self.before, self.is_stored = {}, True
        return True

    def remove(self, key: int) -> bool:
        if key in self.lines:
            self.before = dict(self.lines)
            del self.lines[key]
        return True

    def clear(self) -> None:
        if self.lines:
            self.before, self.lines = self.lines, {}

    def undo(self) -> None:
        self.lines, self.before = self.before or self.lines, {}

    def stored(self) -> dict[str, Any]:
        """Return what the session ought to hold under "cart"."""
        stored: dict[str, Any] = {"v": 1, "lines": {str(key): dump(*line) for key, line in self.lines.items()}}
        if self.before:
            places = enumerate(self.before.items())
            stored["removed"] = {str(k): [at, dump(*line)] for at, (k, line) in places if k not in self.lines}
        return stored

    def shown(self, items: dict[int, Item]) -> ShownCart:
        """Return what a page ought to show."""
        lines = ((quantity, items[key]) for key, (quantity, _) in self.lines.items())
        bought = [(min(quantity, item.limit), item) for quantity, item in lines]
        subtotal = sum((item.price * quantity for quantity, item in bought), Decimal(0))
        full = sum((max(item.price, item.compare_at or item.price) * quantity for quantity, item in bought), Decimal(0))
        return ShownCart(
            badge=sum(quantity for quantity, _ in self.lines.values()),
            lines=tuple(show(key, quantity, seen, items[key]) for key, (quantity, seen) in self.lines.items()),
            subtotal=subtotal if self.lines else None,
            savings=full - subtotal or None,
            can_undo=bool(self.before),
        )

    def told_prices(self, items: dict[int, Item]) -> list[tuple[Decimal, Decimal]]:
        """Return the prices, before and now, that a page ought to tell."""
        lines = ((seen, items[key]) for key, (_, seen) in self.lines.items())
        return [(seen, item.price) for seen, item in lines if item.limit and seen != item.price]


def dump(quantity: int, seen: Decimal) -> dict[str, Any]:
    return {"quantity": quantity, "seen": f"{seen:.2f}"}


def show(key: int, quantity: int, seen: Decimal, item: Item) -> ShownLine:
    if item.is_deleted or not item.is_published:
        return ShownLine(key, notice="withdrawn")
    if item.limit == 0:
        return ShownLine(key, notice="sold out")
    line = ShownLine(key, str(quantity), item.price * min(quantity, item.limit))
    if quantity > item.limit:
        return line.offering(item.limit, "too many")
    return line if seen == item.price else line.offering(quantity, "repriced")
