"""What a shopper may pick of a product, and put into the cart, as its templates show it: all in text."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

from shop.catalog.addresses import address_of
from shop.catalog.models import Product, Variant
from shop.catalog.pages.parameters import Parameter
from shop.catalog.pages.variant_selection import Option, Selection
from shop.display import Price
from shop.templating.slots import Slot


class OptionValueView(NamedTuple):
    """One value of an option; `id` is its button's."""

    id: Slot
    parameter: Slot
    text: Slot
    is_picked: bool
    is_made: bool
    is_sold_out: bool


class PickTarget(NamedTuple):
    """Where a pick leads: `action` without htmx, `pick_url` with it, and what the answer takes the place of."""

    action: Slot
    pick_url: Slot
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

    @classmethod
    def in_preview(cls, address: str) -> Self:
        """Return that of a pick on the preview of a product, whose address is a signed one."""
        return cls(address, address, "closest .offer")


class OptionView(NamedTuple):
    """An option with its values. What is typed as the quantity of the variant of this id comes with a pick."""

    name: Slot
    others: Sequence[Parameter]
    values: Sequence[OptionValueView]
    quantity_of: Slot
    way: PickTarget


class BuyBox(NamedTuple):
    """The picked variant with its price and stock, and the options.

    `variant_id` is that of a variant that can be bought, or empty. Nothing of a product that `is_unpublished` can be.
    """

    product_id: Slot
    title: Slot
    price: Price
    stock: Slot
    stock_state: str
    options: Sequence[OptionView]
    variant_id: Slot
    quantity: Slot
    is_made: bool
    is_unpublished: bool
    sku: Slot


def build_buy_box(selection: Selection, way: PickTarget) -> BuyBox:
    """Return what can be picked of a product, but for what is around it."""
    product, variant = selection.product, selection.variant
    orderable = str(variant.pk) if variant and variant.max_quantity else ""
    return BuyBox(
        product_id=str(product.pk),
        title=product.title,
        price=variant.build_price() if variant else product.shown_price,
        stock=selection.stock if variant else selection.said,
        stock_state=state_of(variant),
        options=tuple(build_options(selection, way, orderable)),
        variant_id=orderable,
        quantity=selection.quantity,
        is_made=variant is not None,
        is_unpublished=not product.is_reachable,
        sku=variant.sku if variant else "",
    )


def build_options(selection: Selection, way: PickTarget, orderable: str) -> Iterator[OptionView]:
    for option in selection.options:
        others = tuple(Parameter(name, value) for name, value in option.others.items())
        values = tuple(build_values(option, selection.product.pk))
        yield OptionView(option.name, others, values, orderable, way)


def build_values(option: Option, product_id: int) -> Iterator[OptionValueView]:
    for number, value in enumerate(option.values, 1):
        name = f"offer-{product_id}-{option.parameter}-{number}"
        yield OptionValueView(name, option.parameter, value.text, value.is_picked, value.is_made, value.is_sold_out)


def state_of(variant: Variant | None) -> str:
    """Return how style sheets tell one stock from another."""
    if variant is None or not variant.is_in_stock:
        return "out"
    if variant.is_on_backorder:
        return "backorder"
    return "low" if variant.is_low else "in"
