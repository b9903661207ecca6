"""Changes of many products at once: prices, stock, status, category and tags.

What is to be changed is a `BulkChange`. The same functions say what would become of a product and write it, so that a
preview shows what will be.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from shop.catalog.batches import batches
from shop.catalog.models import Category, Product, Variant, bulk_write
from shop.catalog.models.bulk_writes import BATCH
from shop.money import format_money, quantize
from shop.text_identity import first_of_each, identity

HUNDRED = Decimal(100)
LOOKED_AT = 200
"""How many products a preview looks through for one that would change."""
MOST = 10 ** (Variant._meta.get_field("price").max_digits - 3)  # noqa: SLF001
KEEP, OLD_PRICE, CLEAR, SET, ADD = "", "old", "clear", "set", "add"
NONE = "\N{EN DASH}"
STEP = "step"
"""Round to the currency's own step."""


class PriceOutOfRange(Exception):
    """A price would be below zero, or too high; its text is a sentence for the merchant."""


@dataclass(frozen=True)
class BulkChange:
    """What is to be changed; what is None or empty stays as it is. `ending` is STEP or what prices end in: ".95"."""

    percent: Decimal | None = None
    amount: Decimal | None = None
    ending: str = STEP
    compare_at: str = KEEP
    stock: str = KEEP
    units: int = 0
    status: str = ""
    category: Category | None = None
    takes_category: bool = False
    tags_added: tuple[str, ...] = field(default=())
    tags_removed: tuple[str, ...] = field(default=())

    @property
    def is_of_variants(self) -> bool:
        return self.is_of_prices or bool(self.stock)

    @property
    def is_of_prices(self) -> bool:
        return self.percent is not None or self.amount is not None or bool(self.compare_at)

    @property
    def is_of_tags(self) -> bool:
        return bool(self.tags_added or self.tags_removed)

    @property
    def is_nothing(self) -> bool:
        return not (self.is_of_variants or self.status or self.category or self.takes_category or self.is_of_tags)

    def price(self, price: Decimal) -> Decimal:
        """Return what becomes of a price. Raises PriceOutOfRange."""
        changed = price if self.percent is None else price * (HUNDRED + self.percent) / HUNDRED
        changed += self.amount or 0
        if self.percent is None and self.amount is None:
            return price
        if changed < 0 or changed >= MOST:
            said = _("The price %(old)s would be %(new)s. Change it by less.")
            raise PriceOutOfRange(said % {"old": format_money(price), "new": format_money(changed)})
        return quantize(changed) if self.ending == STEP else with_ending(changed, Decimal(self.ending))

    def write_into(self, variant: Variant) -> list[str]:
        """Set what changes of a variant; return the names of the fields. Raises PriceOutOfRange."""
        before = (variant.price, variant.compare_at_price, variant.stock)
        variant.price = self.price(before[0])
        if self.compare_at == CLEAR:
            variant.compare_at_price = None
        elif self.compare_at == OLD_PRICE and before[0] > variant.price:
            variant.compare_at_price = before[0]
        if self.stock and variant.track_stock:
            variant.stock = self.units if self.stock == SET else variant.stock + self.units
            if not variant.allow_backorder:
                variant.stock = max(variant.stock, 0)
        after = (variant.price, variant.compare_at_price, variant.stock)
        names = ("price", "compare_at_price", "stock")
        return [name for name, old, new in zip(names, before, after, strict=True) if old != new]

    def tags(self, product: Product) -> str:
        """Return what becomes of a product's tags."""
        gone = set(map(identity, self.tags_removed))
        kept = [tag for tag in product.tag_list if identity(tag) not in gone]
        return ", ".join(first_of_each([*kept, *self.tags_added])) if self.is_of_tags else product.tags


class Line(NamedTuple):
    """What would become of one value of a product."""

    product: Product
    name: str
    field: str
    old: str
    new: str


class Outcome(NamedTuple):
    """How many products were written, and how many could not be published since they have no price."""

    changed: int
    without_price: int


def with_ending(price: Decimal, ending: Decimal) -> Decimal:
    """Return the price nearest to this one that ends so: of 20.10 that is 19.95. What costs nothing stays free."""
    if not price:
        return price
    if ending == Decimal("0.50"):
        return max((price * 2).quantize(Decimal(1), rounding=ROUND_HALF_UP), Decimal(1)) / 2
    whole = price.quantize(Decimal(1), rounding=ROUND_FLOOR)
    near = [each for each in (whole - 1 + ending, whole + ending, whole + 1 + ending) if each > 0]
    return min(near, key=lambda each: (abs(each - price), -each))


def keys_of(products: "QuerySet[Product]") -> list[int]:
    """Return the keys of the products, in the order in which they are written. Queries once."""
    return sorted(set(products.order_by().values_list("pk", flat=True)))


def refuse_prices(keys: Sequence[int], change: BulkChange) -> None:
    """Raise PriceOutOfRange where one of the products' prices would be. Queries once for each batch."""
    if change.percent is None and change.amount is None:
        return
    for batch in batches(keys, BATCH):
        for price in set(Variant.objects.filter(product__in=batch).order_by().values_list("price", flat=True)):
            change.price(price)


def preview(keys: Sequence[int], change: BulkChange) -> Iterator[Line]:
    """Say what would become of the first products, one after the other. Queries twice for each that is asked for."""
    for key in keys[:LOOKED_AT]:
        product = Product.objects.select_related("category").filter(pk=key).first()
        if product is not None:
            yield from lines(product, change)


def lines(product: Product, change: BulkChange) -> Iterator[Line]:
    """Say what would become of a product. Queries once where its variants change."""
    if change.is_of_variants:
        for variant in product.variants.all():
            old = values_of(variant)
            for name in change.write_into(variant):
                label = str(Variant._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # noqa: SLF001
                yield Line(product, variant.title, label, old[name], values_of(variant)[name])
    if change.status and change.status != product.status:
        new = Product.Status(change.status)
        if new != Product.Status.ACTIVE or product.price_from is not None:
            yield Line(product, "", _("status"), str(Product.Status(product.status).label), str(new.label))
    if change.category != product.category and (change.category or change.takes_category):
        yield Line(product, "", _("category"), str(product.category or NONE), str(change.category or NONE))
    if (tags := change.tags(product)) != product.tags:
        yield Line(product, "", _("tags"), product.tags or NONE, tags or NONE)


def values_of(variant: Variant) -> dict[str, str]:
    compare_at = NONE if variant.compare_at_price is None else format_money(variant.compare_at_price)
    return {"price": format_money(variant.price), "compare_at_price": compare_at, "stock": str(variant.stock)}


def apply(keys: Sequence[int], change: BulkChange) -> Outcome:
    """Change the products, all or, where an exception is raised, none. Writes. Raises PriceOutOfRange.

    Orders of these products wait meanwhile.
    """
    count = without_price = 0
    with bulk_write():
        for batch in batches(keys, BATCH):
            products = Product.objects.filter(pk__in=batch)
            products.lock_rows()
            count += products.count()
            if change.is_of_variants:
                write_variants(Variant.objects.filter(product__in=batch), change)
            if change.is_of_tags:
                write_tags(products, change)
            if change.category or change.takes_category:
                products.update(category=change.category)
            if change.status:
                without_price += write_status(products, change)
    return Outcome(count, without_price)


def write_variants(variants: "QuerySet[Variant]", change: BulkChange) -> None:
    """Write prices and stock of these variants. Raises PriceOutOfRange."""
    locked = variants.order_by("pk").select_for_update(of=("self",), no_key=True)
    changed: dict[tuple[str, ...], list[Variant]] = {}
    for variant in locked:
        if names := change.write_into(variant):
            changed.setdefault(tuple(names), []).append(variant)
    for fields, rows in changed.items():
        Variant.objects.bulk_update(rows, fields, batch_size=BATCH)


def write_tags(products: "QuerySet[Product]", change: BulkChange) -> None:
    """Write the tags of these products."""
    changed: list[Product] = []
    for product in products.order_by("pk"):
        tags = change.tags(product)
        if tags != product.tags:
            product.tags = tags
            changed.append(product)
    if changed:
        Product.objects.bulk_update(changed, ["tags"], batch_size=BATCH)


def write_status(products: "QuerySet[Product]", change: BulkChange) -> int:
    """Write the status of these products; return how many have no price, and so were not published."""
    wanted = products.exclude(status=change.status)
    if change.status != Product.Status.ACTIVE:
        wanted.update(status=change.status)
        return 0
    without_price = wanted.filter(price_from__isnull=True).count()
    wanted.filter(price_from__isnull=False).update(status=change.status)
    return without_price


def endings() -> Iterable[tuple[str, Any]]:
    """Return what prices may be rounded to, in the shop's currency."""
    yield STEP, _("the smallest coin of %(currency)s") % {"currency": settings.SHOP_CURRENCY}
    if quantize(Decimal("0.5")) == Decimal("0.5"):
        yield "0", _("whole: 20.00")
        yield "0.50", _("halves: 20.00, 20.50")
        yield "0.90", _("20.90")
        yield "0.95", _("20.95")
        yield "0.99", _("20.99")
