"""Columns that say again, for the database to compare, what another column of the row says to people.

They are worked out in Python whenever the row is written: by `save`, `bulk_create` and `bulk_update`, and by `update`
with a value. What writes columns by their names adds those of `with_derived` to them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from shop.catalog.handles import HandleFormField, validate_handle
from shop.name_order import LONGEST_KEY, name_key
from shop.text_identity import identity


class DerivedField(models.Field):  # type: ignore[type-arg]
    """A column that is worked out from another one, named `of`."""

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def derive(self, text: str) -> Any:
        """Return the value that is kept for a text. Subclasses say which."""
        raise NotImplementedError

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 Django's signature
        value = self.derive(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, value)
        return value


class IdentityField(DerivedField, models.CharField):  # type: ignore[type-arg]
    """What a text is compared by. It may be longer than the text: some letters become two or three."""

    def __init__(self, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"max_length": 765, "editable": False, "default": ""}
        super().__init__(**defaults | kwargs)

    def derive(self, text: str) -> str:
        return identity(text)


class NameKeyField(DerivedField, models.BinaryField):  # type: ignore[type-arg]
    """What a name is sorted by."""

    def __init__(self, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"max_length": LONGEST_KEY, "editable": False, "default": b""}
        super().__init__(**defaults | kwargs)

    def derive(self, text: str) -> bytes:
        return name_key(text)


class HandleField(models.CharField):  # type: ignore[type-arg]
    """The last part of the address of a page."""

    default_validators = [validate_handle]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 255, "unique": True} | kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": HandleFormField} | kwargs)


def derived_fields(model: type[models.Model], names: Iterable[str]) -> list[DerivedField]:
    """Return the columns that are worked out from these."""
    wanted = set(names)
    fields = model._meta.concrete_fields  # noqa: SLF001 documented in spite of its name
    return [field for field in fields if isinstance(field, DerivedField) and field.of in wanted]


def derive(rows: Iterable[models.Model], names: Iterable[str]) -> None:
    """Set the columns of rows that are worked out from these."""
    for row in rows:
        for field in derived_fields(type(row), names):
            field.pre_save(row, add=False)


def with_derived(model: type[models.Model], names: Iterable[str]) -> set[str]:
    """Return these columns, and those that are worked out from them."""
    wanted = set(names)
    return wanted | {field.name for field in derived_fields(model, wanted)}


def derived_values(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return these values by column, and what is worked out from them. Raises TypeError for an expression."""
    derived = {}
    for field in derived_fields(model, values):
        if field.name in values:
            continue
        if not isinstance(values[field.of], str):
            raise TypeError(f"{field.name} cannot be worked out: write the text of {field.of} itself.")
        derived[field.name] = field.derive(values[field.of])
    return {**values, **derived}
