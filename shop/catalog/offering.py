"""What a shopper may pick of a product, and put into the cart, as its templates show it: all in text."""

from collections.abc import Iterator
from typing import NamedTuple, Self

from shop.catalog.addresses import address_of
from shop.catalog.choice import Choice, Option
from shop.catalog.models import Product, Variant
from shop.catalog.parameters import PARAMETER, Parameter
from shop.catalog.texts import Price
from shop.stencils import Stencil, Text


class ShownValue(NamedTuple):
    """One value of an option; `id` is its button's."""

    id: Text
    parameter: Text
    text: Text
    is_picked: bool
    is_made: bool
    is_sold_out: bool


class Way(NamedTuple):
    """Where a pick leads: `action` without htmx, `pick_url` with it, and what the answer takes the place of."""

    action: Text
    pick_url: Text
    target: str

    @classmethod
    def on_page(cls, product: Product) -> Self:
        """Return that of a pick on the product's own page."""
        address = product.get_absolute_url()
        return cls(address, address, "closest .offer")

    @classmethod
    def in_dialog(cls, product: Product) -> Self:
        """Return that of a pick in the dialog that a card opens."""
        return cls(product.get_absolute_url(), address_of("product-choice", product.slug), "closest .choice")


class ShownOption(NamedTuple):
    """An option with its values, drawn. What is typed as the quantity of the variant of this id comes with a pick."""

    name: Text
    others: Text
    values: Text
    quantity_of: Text
    way: Way


class ShownOffer(NamedTuple):
    """The picked variant with its price and stock, and the options, drawn.

    `variant_id` is that of a variant that can be bought, or empty.
    """

    product_id: Text
    title: Text
    price: Price
    stock: Text
    stock_state: str
    options: Text
    variant_id: Text
    quantity: Text
    is_made: bool
    sku: Text


VALUE = Stencil("catalog/_option_value.html", "value", ShownValue)
OPTION = Stencil("catalog/_option.html", "option", ShownOption)
OFFER = Stencil("catalog/_offer.html", "offer", ShownOffer)


def show_offer(choice: Choice, way: Way) -> ShownOffer:
    """Draw what can be picked of a product, but for what is around it."""
    product, variant = choice.product, choice.variant
    orderable = str(variant.pk) if variant and variant.max_quantity else ""
    return ShownOffer(
        product_id=str(product.pk),
        title=product.title,
        price=variant.show_price() if variant else product.shown_price,
        stock=choice.stock if variant else choice.said,
        stock_state=state_of(variant),
        options=OPTION.draw_all(show_options(choice, way, orderable)),
        variant_id=orderable,
        quantity=choice.quantity,
        is_made=variant is not None,
        sku=variant.sku if variant else "",
    )


def show_options(choice: Choice, way: Way, orderable: str) -> Iterator[ShownOption]:
    for option in choice.options:
        others = PARAMETER.draw_all(Parameter(name, value) for name, value in option.others.items())
        values = VALUE.draw_all(show_values(option, choice.product.pk))
        yield ShownOption(option.name, others, values, orderable, way)


def show_values(option: Option, product_id: int) -> Iterator[ShownValue]:
    for number, value in enumerate(option.values, 1):
        name = f"offer-{product_id}-{option.parameter}-{number}"
        yield ShownValue(name, option.parameter, value.text, value.is_picked, value.is_made, value.is_sold_out)


def state_of(variant: Variant | None) -> str:
    """Return how style sheets tell one stock from another."""
    if variant is None or not variant.is_in_stock:
        return "out"
    if variant.is_on_backorder:
        return "backorder"
    return "low" if variant.is_low else "in"
