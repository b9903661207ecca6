"""The filters as their templates show them: all in text, and drawn by stencils."""

from typing import NamedTuple, Self

from django.utils.translation import ngettext

from shop.catalog.filters.asked import Asked
from shop.catalog.filters.groups import Group, Value
from shop.counts import format_count
from shop.stencils import Stencil, Text


class ShownGroup(NamedTuple):
    """A facet with its values, drawn, and for the price what is typed into its two fields."""

    id: Text
    title: Text
    values: Text
    is_open: bool
    is_price: bool
    left_out: Text
    price_min: Text
    price_max: Text

    @classmethod
    def of(cls, group: Group, asked: Asked) -> Self:
        limits = dict(asked.pairs) if group.is_price else {}
        return cls(
            group.id,
            group.title,
            VALUE.draw_all(group.values),
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


VALUE = Stencil("catalog/_filter_value.html", "value", Value)
GROUP = Stencil("catalog/_filter_group.html", "group", ShownGroup)
