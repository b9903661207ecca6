"""The cart: which variants, how many, and the price last seen. The sole owner of session["cart"]."""

import json
import logging
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Protocol, Self, TypeVar

logger = logging.getLogger(__name__)

KEY = "cart"
VERSION = 1
MAX_LINES = 100
# Whatever writes longer ones into a session, no cart has written them.
MAX_CODE = 40
MAX_HOLDER = 64

Entry = TypeVar("Entry")


class Session(Protocol):
    """What a cart needs of a session: one key, and a lock for changing it."""

    def get(self, key: str) -> Any: ...
    def __setitem__(self, key: str, value: Any) -> None: ...
    def locked(self) -> AbstractContextManager[None]: ...


class Refused(Exception):
    """A change that the cart does not take. The cart is as it was."""

    def __init__(self, variant_id: int | None = None, typed: str = "") -> None:
        super().__init__(variant_id, typed)
        self.variant_id = variant_id
        self.typed = typed


class NotANumber(Refused):
    """The quantity is no whole number."""


class UnknownVariant(Refused):
    """There is no such variant in the shop."""


class SoldOut(Refused):
    """The variant cannot be bought now."""


class CartFull(Refused):
    """The cart has as many lines as it may have."""


class NotThatMany(Refused):
    """More were asked for than the cart may hold of this variant."""

    def __init__(self, variant_id: int, typed: str, *, limit: int, held: int = 0) -> None:
        super().__init__(variant_id, typed)
        self.limit = limit
        self.held = held


class CodeRefused(Refused):
    """A coupon's code that takes nothing off this cart, and the sentence that says why."""

    def __init__(self, typed: str, reason: str) -> None:
        super().__init__(None, typed)
        self.reason = reason


class UnknownCode(CodeRefused):
    """A code that nobody has given out: a mistake, or a guess."""


@dataclass(frozen=True)
class Line:
    """How many of a variant, and what one cost when the shopper last acted on it (major units, as text)."""

    quantity: int
    seen: str

    def dump(self) -> dict[str, Any]:
        return {"quantity": self.quantity, "seen": self.seen}


@dataclass
class Cart:
    """The lines by variant id, in the order of adding, and the ones of the last removal with their places.

    `coupon` is the code that the shopper uses, `holder` the token of an unpaid order that was made of this cart.
    """

    lines: dict[int, Line] = field(default_factory=dict)
    removed: dict[int, tuple[int, Line]] = field(default_factory=dict)
    coupon: str = ""
    holder: str = ""

    @classmethod
    def of(cls, session: Session) -> Self:
        """Read the session's cart. Writes nothing, and raises nothing, whatever the session holds."""
        stored = session.get(KEY)
        return cls() if stored is None else cls.load(stored)

    @classmethod
    @contextmanager
    def changing(cls, session: Session) -> Iterator[Self]:
        """Give the session's cart under the session's lock and store it afterwards, unless an exception leaves."""
        with session.locked():
            cart = cls.of(session)
            before = cart.dump()
            yield cart
            after = cart.dump()
            if after != before:
                session[KEY] = after

    @classmethod
    def load(cls, stored: Any) -> Self:
        """Read what `dump` wrote. What cannot be read, or is more than a cart holds, is left out and logged."""
        if not isinstance(stored, dict) or stored.get("v") != VERSION:
            logger.warning("A stored cart could not be read and counts as empty: %.200r", stored)
            return cls()
        return cls(
            load_entries(stored.get("lines"), load_line),
            load_entries(stored.get("removed", {}), load_removed),
            load_text(stored.get("coupon", ""), longest=MAX_CODE),
            load_text(stored.get("holder", ""), longest=MAX_HOLDER),
        )

    def dump(self) -> dict[str, Any]:
        """Return the cart in JSON types. Lines just removed are kept, so that the removal can be undone."""
        stored: dict[str, Any] = {"v": VERSION, "lines": {str(key): line.dump() for key, line in self.lines.items()}}
        if self.removed:
            stored["removed"] = {str(key): [place, line.dump()] for key, (place, line) in self.removed.items()}
        if self.coupon:
            stored["coupon"] = self.coupon
        if self.holder:
            stored["holder"] = self.holder
        return stored

    @property
    def version(self) -> str:
        """A short text that differs where two carts differ; empty for a cart that was never used."""
        if self == type(self)():
            return ""
        return f"{zlib.crc32(json.dumps(self.dump()).encode()):08x}"

    @property
    def count(self) -> int:
        """How many things are in the cart: the sum of the quantities."""
        return sum(line.quantity for line in self.lines.values())

    def quantity_of(self, variant_id: int) -> int:
        line = self.lines.get(variant_id)
        return line.quantity if line else 0

    def add(self, variant_id: int, quantity: int, *, seen: str, limit: int) -> None:
        """Add so many of a variant to those already held. Raises what `set` raises."""
        held = self.quantity_of(variant_id)
        if limit and held + quantity > limit:
            raise NotThatMany(variant_id, str(quantity), limit=limit, held=held)
        self.set(variant_id, held + quantity, seen=seen, limit=limit, told=seen)

    def set(self, variant_id: int, quantity: int, *, seen: str, limit: int, told: str = "") -> bool:
        """Hold this many of a variant; 0 removes it. Return whether another price than before counts as seen.

        A price that is `told` is accepted where it is still the price; without one, only the same number again accepts
        another price.
        Raises SoldOut where the limit is 0, NotThatMany above the limit, CartFull for one line too many.
        """
        held = self.lines.get(variant_id)
        if quantity == 0:
            self.remove(variant_id)
            return False
        if limit == 0:
            raise SoldOut(variant_id, str(quantity))
        if quantity > limit:
            raise NotThatMany(variant_id, str(quantity), limit=limit)
        if variant_id not in self.lines and len(self.lines) >= MAX_LINES:
            raise CartFull(variant_id, str(quantity))
        self.removed = {}
        if held and is_price(held.seen) and (told != seen if told else quantity != held.quantity):
            seen = held.seen
        self.lines[variant_id] = Line(quantity, seen)
        return held is not None and seen != held.seen

    def remove(self, variant_id: int) -> None:
        """Remove a line, and remember it and its place until the next change. Removing nothing changes nothing."""
        if variant_id in self.lines:
            place = list(self.lines).index(variant_id)
            self.removed = {variant_id: (place, self.lines.pop(variant_id))}

    def take_out(self, variant_id: int, quantity: int) -> None:
        """Hold so many fewer of a variant, for they were bought. This is no removal that could be undone."""
        left = self.quantity_of(variant_id) - quantity
        if left > 0:
            self.lines[variant_id] = Line(left, self.lines[variant_id].seen)
        else:
            self.lines.pop(variant_id, None)

    def join(self, other: Self) -> None:
        """Take over the lines of another cart, which is empty then; of what both hold, as many as both held."""
        for variant_id, line in other.lines.items():
            held = self.quantity_of(variant_id)
            if held or len(self.lines) < MAX_LINES:
                self.lines[variant_id] = Line(held + line.quantity, line.seen)
        self.coupon = self.coupon or other.coupon
        other.lines = {}

    def clear(self) -> None:
        """Remove all lines, and remember them until the next change."""
        if self.lines:
            self.removed = {key: (place, line) for place, (key, line) in enumerate(self.lines.items())}
            self.lines = {}

    def restore(self) -> None:
        """Undo the last removal: each line comes back to its place with its quantity."""
        kept = list(self.lines.items())
        for variant_id, (place, line) in sorted(self.removed.items(), key=lambda item: item[1][0]):
            if variant_id not in self.lines:
                kept.insert(place, (variant_id, line))
        self.lines = dict(kept)
        self.removed = {}


def is_price(text: str) -> bool:
    """Tell whether a stored text is a price."""
    return re.fullmatch(r"[0-9]{1,11}(\.[0-9]{1,3})?", text) is not None


def load_entries(stored: Any, load: Callable[[Any], Entry]) -> dict[int, Entry]:
    """Read what is stored by variant id: of what can be read, the first that a cart has room for."""
    if not isinstance(stored, dict):
        logger.warning("A part of a stored cart could not be read: %.200r", stored)
        return {}
    entries: dict[int, Entry] = {}
    for key, value in stored.items():
        if len(entries) == MAX_LINES:
            break
        with suppress(KeyError, TypeError, ValueError):
            entries[load_id(key)] = load(value)
    if len(entries) < len(stored):
        logger.warning("Of %d lines of a stored cart, %d were left out.", len(stored), len(stored) - len(entries))
    return entries


def load_id(stored: str) -> int:
    """Read a variant's id. Raises ValueError on what no database can have given."""
    variant_id = int(stored)
    if str(variant_id) != stored or not 0 < variant_id < 1 << 63:
        raise ValueError(f"variant {stored!r}")
    return variant_id


def load_line(stored: Any) -> Line:
    """Read one line. Raises KeyError, TypeError or ValueError on what no cart can have written."""
    quantity, seen = stored["quantity"], stored["seen"]
    # A float is no int, but 2.0 equals 2, and a session is not written for what equals what it holds.
    if not (0 < quantity < 1_000_000 and quantity == int(quantity) and isinstance(seen, str)):  # noqa: PLR2004
        raise ValueError(f"line {stored!r}")
    return Line(int(quantity), seen)


def load_removed(stored: Any) -> tuple[int, Line]:
    """Read one removed line with its place. Raises what `load_line` raises."""
    place, line = stored
    if type(place) is not int or not 0 <= place < MAX_LINES:
        raise ValueError(f"place {place!r}")
    return place, load_line(line)


def load_text(stored: Any, *, longest: int) -> str:
    """Read a code or a token; what no cart can have written is none, and logged."""
    if isinstance(stored, str) and stored.isprintable() and len(stored) <= longest:
        return stored
    logger.warning("A part of a stored cart could not be read: %.200r", stored)
    return ""
