"""Hydration: instances of models, built of rows that were read past the ORM."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.db.models import Model
from django.db.models.base import ModelState

from shop.money import MoneyField, read_money
from shop.weights import WeightField, read_weight

M = TypeVar("M", bound=Model)


class Hydrator(Generic[M]):
    """Builds instances of a model of which these columns are read, or all: any other is looked up when it is asked for.

    They are made as unpickling makes them: `from_db` takes four times as long. Unlike that, it does not announce them
    by the signals `pre_init` and `post_init`. Of what a driver gives money and weights alone are converted: columns of
    files, and SQLite's of moments and JSON, are not for them.
    """

    def __init__(self, model: type[M], *names: str) -> None:
        fields = model._meta.concrete_fields  # noqa: SLF001 documented in spite of its name
        if unknown := set(names) - {field.attname for field in fields}:
            raise ValueError(f"{model.__name__} has no {', '.join(sorted(unknown))}.")
        read = [field for field in fields if field.attname in names or not names]
        self.model = model
        self.columns = [field.attname for field in read]
        self._money = [field.attname for field in read if isinstance(field, MoneyField)]
        self._weights = [field.attname for field in read if isinstance(field, WeightField)]

    def build(self, row: Sequence[Any], database: str) -> M:
        """Return the instance that stands for a row of these columns."""
        made = self.model.__new__(self.model)
        values = made.__dict__
        values |= zip(self.columns, row, strict=True)
        for name in self._money:
            values[name] = read_money(values[name])
        for name in self._weights:
            values[name] = read_weight(values[name])
        made._state = ModelState()  # noqa: SLF001 documented in spite of its name
        made._state.adding, made._state.db = False, database  # noqa: SLF001
        return made
