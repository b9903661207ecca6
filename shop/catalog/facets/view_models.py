"""The filters as their templates show them: all in text."""

from collections.abc import Sequence
from typing import NamedTuple, Self

from django.utils.translation import ngettext

from shop.catalog.facets.filter_query import FilterQuery
from shop.catalog.facets.groups import Group, Value
from shop.number_format import format_count
from shop.templating.slots import Slot


class GroupView(NamedTuple):
    """A facet with its values, and for the price what is typed into its two fields."""

    id: Slot
    title: Slot
    values: Sequence[Value]
    is_open: bool
    is_price: bool
    left_out: Slot
    price_min: Slot
    price_max: Slot

    @classmethod
    def of(cls, group: Group, filter_query: FilterQuery) -> Self:
        limits = dict(filter_query.pairs) if group.is_price else {}
        return cls(
            group.id,
            group.title,
            group.values,
            is_open=group.is_open,
            is_price=group.is_price,
            left_out=say_left_out(group.left_out),
            price_min=limits.get("price_min", ""),
            price_max=limits.get("price_max", ""),
        )


def say_left_out(count: int) -> str:
    if not count:
        return ""
    text = ngettext(
        "%(count)s more, of fewer products: narrow the list to see it.",
        "%(count)s more, of fewer products: narrow the list to see them.",
        count,
    )
    return text % {"count": format_count(count)}
