"""Slots: the fields of a view model that stay open while Django renders its template, and are filled in each time.

A view model is a NamedTuple. Its fields annotated as `Slot` and its lists of view models are slots, and so are those of
the view models in it. Every other field is part of its shape: it must be hashable, and have few values.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, NamedTuple, NoReturn, Self, TypeVar, get_args, get_origin, get_type_hints

from django.template import Template

T = TypeVar("T", bound=NamedTuple)

Slot = Annotated[str, "slot"]
"""A text that a template writes out, or asks whether it is empty. It is escaped, unless it is a SafeString."""
SEQUENCES = (tuple, list, Sequence)
# Random, so that nobody's text is taken for a mark.
MARK = secrets.token_hex(8)


class SlotMisused(Exception):
    """A template does something with a slot that its filled-in text would not follow."""


class Fields(NamedTuple):
    """The fields of a view model by their paths: `price.now` is in a view model of its own. `lists` are slots too."""

    slots: tuple[str, ...]
    lists: dict[str, type[NamedTuple]]
    others: tuple[str, ...]


@cache
def fields_of(kind: Any) -> Fields:
    """Sort the fields of a view model, those of view models in it included."""
    slots: list[str] = []
    lists: dict[str, type[NamedTuple]] = {}
    others: list[str] = []
    for field, hint in hints_of(kind).items():
        if hint == Slot:
            slots.append(field)
        elif element := element_of(hint):
            lists[field] = element
        elif has_slots(hint):
            inner = fields_of(hint)
            slots += [f"{field}.{path}" for path in inner.slots]
            lists |= {f"{field}.{path}": element for path, element in inner.lists.items()}
            others += [f"{field}.{path}" for path in inner.others]
        else:
            others.append(field)
    return Fields(tuple(slots), lists, tuple(others))


@cache
def hints_of(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def element_of(hint: Any) -> type[NamedTuple] | None:
    """Return what a list holds, where that is a view model."""
    arguments = get_args(hint)
    is_list = get_origin(hint) in SEQUENCES and arguments and hasattr(arguments[0], "_fields")
    return arguments[0] if is_list else None


def has_slots(hint: Any) -> bool:
    return hasattr(hint, "_fields") and bool(fields_of(hint).slots or fields_of(hint).lists)


def getter_of(paths: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what reads these fields of a view model, always as a tuple."""
    if len(paths) > 1:
        return attrgetter(*paths)
    return lambda thing: tuple(attrgetter(path)(thing) for path in paths)


def with_fields(thing: T, values: dict[str, Any]) -> T:
    """Return a copy of a view model with other values at these paths."""
    changed: dict[str, Any] = {}
    inner: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        field, dot, rest = path.partition(".")
        if dot:
            inner.setdefault(field, {})[rest] = value
        else:
            changed[field] = value
    changed |= {field: with_fields(getattr(thing, field), rest) for field, rest in inner.items()}
    return thing._replace(**changed)


class Use(NamedTuple):
    """A place in a template where a list's fragments are filled in; `name` is what the fragment calls its thing."""

    at: int
    template: Template
    name: str


class Compilation:
    """What happens to the slots of one view model while Django renders its template."""

    def __init__(self, template: str, count: int) -> None:
        self.template = template
        self.uses: list[Use] = []
        self._count = count
        self._misuses: dict[str, None] = {}

    def refuse(self, slot: str, operation: str) -> NoReturn:
        """Raise SlotMisused, and note it for `raise_if_misused`: Django swallows what is raised within a condition."""
        self._misuses[misuse_of(self.template, slot, operation)] = None
        raise SlotMisused(misuse_of(self.template, slot, operation))

    def raise_if_misused(self) -> None:
        """Raise SlotMisused where a template did with a slot what is not possible."""
        if self._misuses:
            raise SlotMisused(" ".join(self._misuses))

    def use(self, at: int, template: Template, name: str) -> str:
        """Note that a list's fragments belong here, and return the mark for them."""
        self.uses.append(Use(at, template, name))
        return mark_of(self._count + len(self.uses) - 1)


def misuse_of(template: str, slot: str, operation: str) -> str:
    return f"{template}: the slot {slot} may be written out or asked whether it is empty, not {operation}."


def mark_of(at: int) -> str:
    return f"{MARK}:{at};"


class Placeholder(str):
    """Stands for a slot's text, which is not empty, while a template is compiled."""

    __slots__ = ("_compilation", "_path")
    _compilation: Compilation
    _path: str

    def __new__(cls, at: int, path: str, compilation: Compilation) -> Self:
        self = super().__new__(cls, mark_of(at))
        self._compilation = compilation
        self._path = path
        return self

    def __html__(self) -> str:
        return str.__str__(self)

    def __bool__(self) -> bool:
        return True


class ListPlaceholder:
    """Stands for a list of view models, which is not empty, while a template is compiled."""

    def __init__(self, at: int, path: str, compilation: Compilation) -> None:
        self._at = at
        self._path = path
        self._compilation = compilation

    def fill_with(self, template: Template, name: str) -> str:
        """Return the mark of a place where this template will be filled in for each of the list."""
        return self._compilation.use(self._at, template, name)

    def __bool__(self) -> bool:
        return True


def refused(operation: str) -> Callable[..., NoReturn]:
    def refuse(placeholder: Placeholder | ListPlaceholder, *_arguments: Any, **_options: Any) -> NoReturn:
        placeholder._compilation.refuse(placeholder._path, f"used by {operation}")  # noqa: SLF001 its own

    return refuse


HARMLESS = {"__bool__", "__html__", "__repr__", "__doc__", "__sizeof__", "__dir__"}
"""What neither tells a text nor depends on it; `object` needs the rest of its own."""


def operations_of(kind: type[Any]) -> Iterator[str]:
    """Yield what may be done with values of a type, but for what every object needs."""
    own = {name for name in dir(object) if name not in {"__str__", "__format__", "__eq__", "__ne__", "__hash__"}}
    comparisons = {"__lt__", "__le__", "__gt__", "__ge__"}
    yield from {*dir(kind)} - (own - comparisons) - HARMLESS - {"__getnewargs__"}


for _operation in operations_of(str):
    setattr(Placeholder, _operation, refused(_operation))
for _operation in operations_of(list):
    setattr(ListPlaceholder, _operation, refused(_operation))
