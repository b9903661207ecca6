"""Variants from lists of option values: "S, M, L" and "White, Navy" are six variants.

All of it works on what the browser sent, so that the rows come back to be looked through before anything is saved.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, islice, product
from math import prod
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _

from shop.catalog.admin.field_names import OPTIONS
from shop.catalog.models import Variant
from shop.catalog.models.variants import MAX_VARIANTS
from shop.text_identity import first_of_each, identity, shown

AT_ONCE = 200
"""How many rows come at once: a form may send so many fields and no more (`DATA_UPLOAD_MAX_NUMBER_FIELDS`)."""
LONGEST_VALUE = 255
LONGEST_SKU = 255
LIKE_THE_FIRST = ("price", "compare_at_price", "track_stock", "allow_backorder", "weight_grams")
"""What a new row takes over from the first one."""
CANDIDATES = 9
LONGEST_NUMBER = 9
Values = tuple[str, ...]


class OptionLists(NamedTuple):
    """The values of each option that is named, and by its field a sentence for what is wrong."""

    values: Sequence[Sequence[str]]
    errors: Mapping[str, str]
    text: str

    @property
    def size(self) -> int:
        return prod(map(len, self.values)) if self.values else 0


def split_values(text: str) -> list[str]:
    """Return the values of a list: between commas, or between semicolons where there is one."""
    parts = re.split(r"[;\n]" if ";" in text else r"[,\n]", text)
    return first_of_each(value for part in parts if (value := shown(part)))


def join_values(values: Iterable[str]) -> str:
    """Return a list that `split_values` reads as these."""
    listed = list(values)
    return ("; " if any("," in value for value in listed) else ", ").join(listed)


def read_lists(data: Mapping[str, str]) -> OptionLists:
    """Read the lists as they were typed."""
    lists, errors = [], {}
    for option in OPTIONS:
        name, values = data.get(f"{option}_name", "").strip(), split_values(data.get(f"{option}_values", ""))
        if name and not values:
            errors[f"{option}_values"] = _("Give the values of “%(option)s”, with commas between.") % {"option": name}
        elif values and not name:
            errors[f"{option}_name"] = _("Name the option that has these values.")
        elif any(len(value) > LONGEST_VALUE for value in values):
            errors[f"{option}_values"] = _("A value may have %(most)d characters at most.") % {"most": LONGEST_VALUE}
        elif name:
            lists.append(values)
    found = OptionLists(lists, errors, " | ".join(data.get(f"{option}_values", "") for option in OPTIONS))
    if found.size > MAX_VARIANTS:
        said = _("These values give %(count)d variants. A product may have %(most)d at most.")
        errors["option1_values"] = said % {"count": found.size, "most": MAX_VARIANTS}
    return found


class Added(NamedTuple):
    """How many rows were added to a form, and for how many there was no room yet."""

    rows: int
    left: int


def add_rows(data: QueryDict, lists: OptionLists, others: Sequence[Values]) -> Added:
    """Add a row for each combination that is no variant yet, neither in the form nor among the `others`.

    Rows are matched by their values. One that lacks a value, as the only variant of a product without options does,
    becomes the first combination that fits, and gets an SKU where it has none. Queries for SKUs that are taken.
    """
    used = OPTIONS[: len(lists.values)]
    total = int_of(data, "variants-TOTAL_FORMS")
    rows = [f"variants-{number}" for number in range(total) if not data.get(f"variants-{number}-DELETE")]
    wanted = {key_of(values): values for values in product(*lists.values)}
    for values in others:
        wanted.pop(key_of(values[: len(used)]), None)
    incomplete = []
    for row in rows:
        values = tuple(shown(data.get(f"{row}-{option}", "")) for option in used)
        if all(values):
            wanted.pop(key_of(values), None)
        else:
            incomplete.append((row, values))
    completed = {}
    for row, values in incomplete:
        if fitting := next((key for key, full in wanted.items() if fits(values, full)), None):
            completed[row] = wanted.pop(fitting)
            set_options(data, row, used, completed[row])
    new = list(islice(wanted.values(), AT_ONCE))
    skus = suggest_skus(data, rows, used, [*completed.values(), *new])
    name_those_without(data, completed, skus)
    position = max((int_of(data, f"{row}-position") for row in rows), default=-1) + 1
    for number, (values, sku) in enumerate(zip(new, skus[len(completed) :], strict=True)):
        row = f"variants-{total + number}"
        set_options(data, row, used, values)
        data.update({f"{row}-position": str(position + number), f"{row}-stock": "0", f"{row}-sku": sku})
        for field in LIKE_THE_FIRST:
            if rows and (said := data.get(f"{rows[0]}-{field}")) is not None:
                data[f"{row}-{field}"] = said
        if not rows:
            data.update({f"{row}-weight_grams": "0", f"{row}-track_stock": "on"})
    data["variants-TOTAL_FORMS"] = str(total + len(new))
    return Added(len(new), len(wanted) - len(new))


def key_of(values: Values) -> Values:
    return tuple(map(identity, values))


def fits(values: Values, full: Values) -> bool:
    return all(not value or identity(value) == identity(other) for value, other in zip(values, full, strict=True))


def set_options(data: QueryDict, row: str, used: Sequence[str], values: Values) -> None:
    for option, value in zip(used, values, strict=True):
        data[f"{row}-{option}"] = value


def name_those_without(data: QueryDict, rows: Iterable[str], skus: Sequence[str]) -> None:
    for row, sku in zip(rows, skus, strict=False):
        if not shown(data.get(f"{row}-sku", "")):
            data[f"{row}-sku"] = sku


def suggest_skus(data: QueryDict, rows: Sequence[str], used: Sequence[str], new: Sequence[Values]) -> list[str]:
    """Return an SKU for each new variant that nothing has: the product's, or the first one's, and the values."""
    stem = stem_of(data, rows, used)
    offered = [list(candidates(stem, values)) for values in new]
    asked = [sku for several in offered for sku in several]
    taken = set(Variant.objects.filter(sku__in=asked).values_list("sku", flat=True)) if asked else set()
    taken |= {data.get(f"{row}-sku", "") for row in rows}
    found = []
    for several in offered:
        sku = next((sku for sku in several if sku not in taken), "")
        taken.add(sku)
        found.append(sku)
    return found


def stem_of(data: QueryDict, rows: Sequence[str], used: Sequence[str]) -> str:
    """Return what the SKUs of all variants begin with."""
    first = shown(data.get(f"{rows[0]}-sku", "")).replace("\0", "") if rows else ""
    if first:
        end = suffix_of(tuple(data.get(f"{rows[0]}-{option}", "") for option in used))
        return first.removesuffix(f"-{end}")[:100]
    return slugify(data.get("slug", "") or data.get("title", ""), allow_unicode=True).upper()[:100].strip("-")


def candidates(stem: str, values: Values) -> Iterator[str]:
    sku = "-".join(filter(None, (stem, suffix_of(values))))[: LONGEST_SKU - 3]
    yield sku
    for number in islice(count(2), CANDIDATES):
        yield f"{sku}-{number}"


def suffix_of(values: Values) -> str:
    return "-".join(filter(None, (slugify(value, allow_unicode=True).upper()[:30].strip("-") for value in values)))


def int_of(data: Mapping[str, Any], name: str) -> int:
    """Return a number that a form sent; 0 for what is none."""
    said = str(data.get(name, ""))
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= LONGEST_NUMBER else 0


def rows_sent(data: Mapping[str, Any], prefix: str) -> int:
    """Return how many rows of a formset were sent, whatever the form says of it."""
    numbers = (re.match(rf"{prefix}-(\d{{1,4}})-", name, re.ASCII) for name in data)
    return max((int(found[1]) + 1 for found in numbers if found), default=0)
