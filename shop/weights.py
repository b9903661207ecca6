"""Weights are Decimal in grams, to the last place that a merchant's file has: an ounce is 28.349523125 g."""

from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models

PLACES = 9
NOTHING = Decimal(0)


def read_weight(stored: Decimal | float | None) -> Decimal | None:
    """Return what a column of weights holds, without zeros behind it: SQLite gives it as an int or a float."""
    if stored is None:
        return None
    if isinstance(stored, int):
        return Decimal(stored)
    weight = round(Decimal(str(stored)), PLACES)
    whole = weight.to_integral_value()
    return whole if weight == whole else weight.normalize()


class WeightField(models.DecimalField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A weight in grams, never below zero."""

    default_validators = [MinValueValidator(0)]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 10 + PLACES)
        kwargs.setdefault("decimal_places", PLACES)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Decimal | None, expression: object, connection: object) -> Decimal | None:
        return read_weight(value)
