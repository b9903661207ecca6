"""Which deliveries are offered for what a shopper buys."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from shop import identity
from shop.catalog import navigation
from shop.catalog.version import PerVersion
from shop.delivery.estimates import Calendar
from shop.delivery.models import DeliveryMethod
from shop.money import ZERO, quantize

DEFAULT_METHOD = 0
"""The `method_id` of the one offer of a shop that has no delivery method yet."""


@dataclass(frozen=True)
class Parcel:
    """What is to be sent: the lines that require shipping.

    `total` is what they cost after discount, in the shop's currency as prices are shown, `tax` what is added to that,
    `units` how many there are; `category_ids` the categories of their products, None for a product that has none.
    """

    country: str
    weight_grams: Decimal | int
    total: Decimal
    units: int
    category_ids: frozenset[int | None] = frozenset()
    tax: Decimal = ZERO


@dataclass(frozen=True)
class DeliveryQuote:
    """A delivery that can be had: its price in the shop's currency, and the days between which it arrives."""

    method_id: int
    name: str
    description: str
    price: Decimal
    promised_from: date
    promised_until: date


@dataclass(frozen=True)
class FreeDelivery:
    """The sum of goods from which delivery is free, and how much of it is missing: 0 when it is reached."""

    threshold: Decimal
    missing: Decimal

    @property
    def is_reached(self) -> bool:
        return not self.missing


def delivery_quotes(parcel: Parcel, now: datetime | None = None) -> list[DeliveryQuote]:
    """Return what is offered for a parcel, in the merchant's order; nothing where the shop does not deliver.

    A shop without any delivery method offers one that is free and goes everywhere, so that its first order needs no
    setting up. Queries at most four times, whatever the number of methods.
    """
    now = now or timezone.now()
    methods = list(DeliveryMethod.objects.active().prefetch_related("categories"))
    if not methods:
        return [] if DeliveryMethod.objects.exists() else [_offer(_default_method(), parcel, Calendar.since(now), now)]
    fitting = [
        method
        for method in methods
        if method.reaches(parcel.country)
        and method.takes(weight_grams=parcel.weight_grams, total=parcel.total + parcel.tax)
    ]
    if any(method.categories.all() for method in fitting):
        above = _ids_above(parcel.category_ids)
        fitting = [method for method in fitting if _stands_below(above, method)]
    calendar = Calendar.since(now) if fitting else Calendar()
    return [_offer(method, parcel, calendar, now) for method in fitting]


def free_delivery(
    total: Decimal, country: str = "", *, weight_grams: Decimal | int = 0, tax: Callable[[], Decimal] = lambda: ZERO
) -> FreeDelivery | None:
    """Return from which sum of goods a country's delivery is free, or None where it never is.

    Queries for the catalogue's version, of which methods are a part, and once more after a write.

    Without a country the shop's own is taken. Only what can come true counts: a method that takes this weight, and the
    sum from which it is free, and that is not for some categories alone. `tax` is asked for what is added to the total,
    where a method has bounds.
    """
    country = country or identity.current().country
    methods = [(method, method.free_from) for method in sometimes_free.get() if method.reaches(country)]
    added = tax() if any(method.has_sums for method, _ in methods) else ZERO
    sums = [
        free_from
        for method, free_from in methods
        if free_from is not None
        and method.takes(weight_grams=weight_grams, total=_with_tax(max(free_from, total), total, added))
    ]
    if not sums:
        return None
    threshold = min(sums)
    return FreeDelivery(threshold, max(quantize(threshold - total), quantize(ZERO)))


sometimes_free: PerVersion[list[DeliveryMethod]] = PerVersion(
    lambda _: list(DeliveryMethod.objects.active().filter(free_from__isnull=False, price__gt=0, categories=None))
)


def stands_in_categories(method: DeliveryMethod, parcel: Parcel) -> bool:
    """Whether all that is sent stands in or below the categories that the method is for. Queries."""
    return _stands_below(_ids_above(parcel.category_ids), method)


def _with_tax(amount: Decimal, total: Decimal, tax: Decimal) -> Decimal:
    """Return an amount with tax, where goods of this total have this one: more of the same is taxed alike."""
    return amount + (quantize(amount * tax / total) if total else ZERO)


def reachable_countries() -> frozenset[str] | None:
    """Return the countries that some method reaches, or None where that is all of them. Queries once or twice."""
    methods = list(DeliveryMethod.objects.active())
    if any(method.zone is None for method in methods):
        return None
    if not methods and not DeliveryMethod.objects.exists():
        return None
    return frozenset(country for method in methods if method.zone for country in method.zone.countries)


def _default_method() -> DeliveryMethod:
    return DeliveryMethod(pk=DEFAULT_METHOD, name=_("Standard delivery"), price=ZERO)


def _offer(method: DeliveryMethod, parcel: Parcel, calendar: Calendar, now: datetime) -> DeliveryQuote:
    leaves = calendar.leaves(now, cutoff_hour=method.cutoff_hour)
    return DeliveryQuote(
        method.pk,
        method.name,
        method.description,
        method.cost(total=parcel.total, units=parcel.units),
        calendar.after(leaves, method.least_days),
        calendar.after(leaves, method.most_days),
    )


def _ids_above(category_ids: Iterable[int | None]) -> list[set[int]]:
    """Return for each category its own key and those of all above it; nothing for none and for one that is gone."""
    roots = navigation.load()
    branches = {branch.category.pk: branch for root in roots for branch in root.walk()}
    return [{above.category.pk for above in branches[pk].trail} if pk in branches else set() for pk in category_ids]


def _stands_below(above: list[set[int]], method: DeliveryMethod) -> bool:
    allowed = {category.pk for category in method.categories.all()}
    return not allowed or all(allowed & ids for ids in above)
