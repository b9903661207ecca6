"""What became of a file, in numbers and sentences."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from shop.catalog.shopify_csv.categories import Path, name_of
from shop.catalog.shopify_csv.cells import Problem
from shop.catalog.shopify_csv.columns import PUBLISHED, STATUS, Header, Kind
from shop.catalog.shopify_csv.dialects import SEPARATORS, UTF_8, Dialect
from shop.catalog.shopify_csv.notes import Note, Notes, sentence
from shop.number_format import noun_for

MOST_NAMED = 10


class Outcome(Enum):
    """What became of a product."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    LEFT_OUT = "not in the shop and left out"


class Settled(NamedTuple):
    """What became of a product that the file has: what changed, what stays as its merchant edited it, what was sold."""

    line: int
    handle: str
    title: str
    outcome: Outcome
    variants: int
    images: int
    changes: list[str]
    kept: list[str]
    sold: list[str]

    @property
    def sentences(self) -> list[str]:
        """What is to be said of it; nothing where it is new or as it was."""
        kept = [f"kept, as edited in the shop: {'; '.join(self.kept)}"] if self.kept else []
        return [text for text in ("; ".join(self.changes), *kept, "; ".join(self.sold)) if text]


@dataclass
class Report:
    """One file's report. Problems are said at once and not kept: memory does not grow with them."""

    file: str
    say: Callable[[str], None]
    is_refused: bool = False
    products: Counter[Outcome] = field(default_factory=Counter)
    variants: int = 0
    images: int = 0
    warnings: int = 0
    stored: int = 0
    noted: Counter[Note] = field(default_factory=Counter)
    particulars: dict[Note, dict[str, None]] = field(default_factory=dict)
    missing: int = 0
    unusable: int = 0
    animated: set[str] = field(default_factory=set)
    categories: set[str] = field(default_factory=set)
    are_categories_hidden: bool = False
    unplaced: Counter[str] = field(default_factory=Counter)
    keeping: int = 0
    selling: int = 0

    def say_kind(self, header: Header, dialect: Dialect) -> None:
        """Say how a file is read, as far as it is not the usual way."""
        if header.kind is not Kind.PRODUCTS:
            self.say(f"{self.file}: note: it is read as {header.kind.value}: all else stays as it is.")
        elif header.leaves_the_rest:
            self.say(
                f"{self.file}: note: it has neither {STATUS} nor {PUBLISHED}: of products that the shop has, variants"
                " and images that it does not name stay as they are."
            )
        if dialect.encoding not in ("utf-8", UTF_8):
            self.say(f"{self.file}: note: it is read as {dialect.encoding.upper()}.")
        if dialect.separator != ",":
            between = SEPARATORS.get(dialect.separator, f"“{dialect.separator}”")
            self.say(f"{self.file}: note: it is read with {between} between its columns.")

    def refuse(self, reason: str) -> None:
        self.is_refused = True
        self.say(f"{self.file} {reason}")

    def fail(self, handle: str, problems: Iterable[Problem]) -> None:
        self.products[Outcome.FAILED] += 1
        self.tell_problems(handle, problems)

    def tell_problems(self, handle: str, problems: Iterable[Problem]) -> None:
        for line, reason in problems:
            self.say(f"{self.place(line, handle)}: {reason}.")

    def warn(self, handle: str, problem: Problem) -> None:
        self.warnings += 1
        self.say(f"{self.place(problem.line, handle)}: warning: {problem.reason}.")

    def note(self, notes: Notes) -> None:
        """Count a product among those that each kind concerns; `say_notes` says it once for all."""
        for kind, these in notes.items():
            self.noted[kind] += 1
            self.particulars.setdefault(kind, {}).update(dict.fromkeys(these))

    def note_animated(self, handle: str) -> None:
        if handle not in self.animated:
            self.animated.add(handle)
            self.note({Note.ANIMATED: []})

    def say_notes(self) -> None:
        for kind in Note:
            if products := self.noted[kind]:
                self.warnings += kind.is_warning
                said = sentence(kind, products, list(self.particulars[kind]))
                self.say(f"{self.file}: {'warning' if kind.is_warning else 'note'}: {said}")

    def miss_picture(self, handle: str, address: str) -> None:
        self.missing += 1
        self.warnings += 1
        self.say(f"{self.file}, {handle}: warning: no picture was found for {address}.")

    def refuse_picture(self, handle: str, address: str, reason: str) -> None:
        self.unusable += 1
        self.warnings += 1
        self.say(f"{self.file}, {handle}: warning: the picture {address} cannot be used: {reason.rstrip('.')}.")

    def settle(self, settled: Settled) -> None:
        """Count a product under what became of it, and say so."""
        self.products[settled.outcome] += 1
        self.keeping += bool(settled.kept)
        self.selling += bool(settled.sold)
        self.tell(settled)

    def tell(self, settled: Settled) -> None:
        for text in settled.sentences:
            self.say(f"{self.file}, {settled.handle}: {text}.")

    def add_categories(self, paths: Iterable[Path], *, are_hidden: bool) -> None:
        self.categories.update(map(name_of, paths))
        self.are_categories_hidden = are_hidden

    def place(self, line: int, handle: str) -> str:
        return f"{self.file}, line {line}, {handle or 'no handle'}"

    @property
    def has_failed(self) -> bool:
        return self.is_refused or self.products[Outcome.FAILED] > 0

    def __str__(self) -> str:
        if self.is_refused:
            return f"{self.file}: refused, nothing was imported."
        outcomes = [outcome for outcome in Outcome if outcome is not Outcome.LEFT_OUT or self.products[outcome]]
        products = ", ".join(f"{self.products[outcome]} {outcome.value}" for outcome in outcomes)
        pictures = f"{self.stored} stored, {self.missing} not found, {self.unusable} unusable"
        return (
            f"{self.file}: {counted(self.products.total(), 'product')}: {products};"
            f" {counted(self.variants, 'variant')}; {counted(self.images, 'image')}: {pictures};"
            f" {counted(self.warnings, 'warning')}."
            f"{self.new_categories}{self.not_as_in_file}"
        )

    @property
    def not_as_in_file(self) -> str:
        """Say how many products are in part as the shop has them, each kind in a line of its own."""
        lines = []
        if count := self.unplaced.total():
            said = "1 product has" if count == 1 else f"{count} products have"
            lines.append(
                f"{said} no category, since none stands for {', '.join(sorted(self.unplaced)[:MOST_NAMED])}:"
                " the admin's imported categories say which does."
            )
        if self.keeping:
            said = "1 product keeps" if self.keeping == 1 else f"{self.keeping} products keep"
            lines.append(
                f"{said} what was edited in the shop since the last import; --overwrite takes what the file has."
            )
        if self.selling:
            lines.append(
                f"of {counted(self.selling, 'product')} something was sold since the last import: a quantity that the"
                " file repeats leaves it sold, another one is a new count; --recount takes each as a count of today."
            )
        return "".join(f"\n{self.file}: {line}" for line in lines)

    @property
    def new_categories(self) -> str:
        """Say how many categories are new, and which, in a line of its own."""
        count = len(self.categories)
        if not count:
            return ""
        made = "1 new category" if count == 1 else f"{count} new categories"
        hidden = ", hidden from the menu" if self.are_categories_hidden else ""
        names = sorted(self.categories)
        more = f" and {count - MOST_NAMED} more" if count > MOST_NAMED else ""
        return f"\n{self.file}: {made}{hidden}: {', '.join(names[:MOST_NAMED])}{more}."


def counted(count: int, noun: str) -> str:
    """Say how many there are: "1 product", "2 products"."""
    return f"{count} {noun_for(count, noun)}"
