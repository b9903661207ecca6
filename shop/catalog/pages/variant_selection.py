"""Choosing a variant: what each option value leads to, before it is picked."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from shop.catalog import wording
from shop.catalog.models import Product, Variant
from shop.catalog.product_query import FullProduct, Image
from shop.display import Picture
from shop.text_identity import first_of_each, identity, same, whole_number

PARAMETERS = ("option1", "option2", "option3")


@dataclass(frozen=True)
class Value:
    """One value of an option, and what picking it would give with the other values as they are."""

    text: str
    is_picked: bool
    variant: Variant | None

    @property
    def is_made(self) -> bool:
        return self.variant is not None

    @property
    def is_sold_out(self) -> bool:
        return self.variant is not None and not self.variant.is_in_stock


@dataclass(frozen=True)
class Option:
    """One option of a product, with its values in the merchant's order."""

    name: str
    parameter: str
    values: tuple[Value, ...]
    others: Mapping[str, str]


@dataclass(frozen=True)
class Selection:
    """A product's variants and the one that is picked: None for a combination that is not made."""

    full_product: FullProduct
    picked: tuple[str, ...]
    quantity: str = "1"

    @property
    def product(self) -> Product:
        return self.full_product.product

    @property
    def variant(self) -> Variant | None:
        return self.find(self.picked)

    @property
    def stock(self) -> str:
        """Whether the picked variant can be had, in words."""
        return wording.stock(self.variant) if self.variant else ""

    @property
    def said(self) -> str:
        """What a shopper who does not see the page is told of a new choice."""
        return wording.picked(self.variant)

    def get_absolute_url(self) -> str:
        """The address at which a reload shows this choice."""
        if self.variant:
            return self.variant.get_absolute_url()
        values = {name: text for name, text in zip(PARAMETERS, self.picked, strict=True) if text}
        return f"{self.product.get_absolute_url()}?{urlencode(values)}"

    @property
    def picture(self) -> Picture:
        """The picture of the picked variant, where it is one of the product's, or else the first of them."""
        return self.images[0].picture if self.images else Picture()

    @cached_property
    def images(self) -> list[Image]:
        """All pictures of the product, the picked variant's first."""
        own = self.variant and self.variant.image_id
        return sorted(self.full_product.images, key=lambda image: image.pk != own)

    @property
    def options(self) -> Iterator[Option]:
        """The options that leave a choice, each with its values."""
        for index, name in enumerate(self.product.option_names):
            texts = first_of_each(getattr(variant, PARAMETERS[index]) for variant in self.full_product.variants)
            if len(self.full_product.variants) > 1:
                values = tuple(self.value(index, text) for text in texts if text)
                others = {PARAMETERS[at]: text for at, text in enumerate(self.picked) if at != index and text}
                yield Option(name, PARAMETERS[index], values, others)

    def value(self, index: int, text: str) -> Value:
        combination = (*self.picked[:index], text, *self.picked[index + 1 :])
        return Value(text, same(text, self.picked[index]), self.find(combination))

    def find(self, combination: tuple[str, ...]) -> Variant | None:
        """Return the variant of these values, spelled so or, where there is none, otherwise."""
        return self._by_options.get(combination) or self._by_key.get(tuple(map(identity, combination)))

    @cached_property
    def _by_options(self) -> dict[tuple[str, ...], Variant]:
        # One of 2,048 values would look through 2,048 variants.
        return {(v.option1, v.option2, v.option3): v for v in self.full_product.variants}

    @cached_property
    def _by_key(self) -> dict[tuple[str, ...], Variant]:
        return {tuple(map(identity, options)): v for options, v in reversed(self._by_options.items())}


def select_variant(full_product: FullProduct, asked: Mapping[str, str]) -> Selection:
    """Read the choice from an address: `variant=<id>`, or `option1=…&option2=…`, and the quantity typed.

    What the address leaves open, or asks of what the product does not have, is filled from the first variant that can
    be bought.
    """
    variants = full_product.variants
    start = next((v for v in variants if str(v.pk) == asked.get("variant")), None) or next(
        (v for v in variants if v.is_in_stock), next(iter(variants), None)
    )
    typed = asked.get("quantity", "")
    number = whole_number(typed)
    quantity = "1" if number is None or number < 0 else str(number)
    if start is None:
        return Selection(full_product, ("", "", ""), quantity)
    picked = tuple(
        spelled(asked.get(parameter), {getattr(v, parameter): None for v in variants}) or getattr(start, parameter)
        for parameter in PARAMETERS
    )
    return Selection(full_product, picked, quantity)


def spelled(asked: str | None, values: Collection[str]) -> str:
    """Return the value that is asked for as the product spells it; nothing where it has no such value."""
    if not asked or asked in values:
        return asked or ""
    key = identity(asked)
    return next((value for value in values if identity(value) == key), "")
