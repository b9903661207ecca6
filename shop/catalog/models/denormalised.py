"""What products' rows repeat of their variants and images, so that a list needs no query for each product."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Round

from shop.catalog.models.versions import VersionedQuerySet
from shop.money import STORED_PLACES


def write_list_fields(products: "VersionedQuerySet[Any]", **fields: Any) -> None:
    """Write offers, and these fields with them, without telling filters and search of it."""
    itself = type(products)(products.model).order_by().filter(pk=OuterRef("pk"))
    in_stock = Q(variants__track_stock=False) | Q(variants__allow_backorder=True) | Q(variants__stock__gt=0)
    # The second update makes the version another one for both.
    models.QuerySet.update(
        products,
        price_from=Subquery(itself.values("pk").values_list(Min("variants__price"))),
        price_varies=Exists(
            itself.values("pk")
            .alias(least=Min("variants__price"), most=Max("variants__price"))
            .filter(least__lt=F("most"))
        ),
        is_on_sale=Exists(itself.filter(variants__compare_at_price__gt=F("variants__price"))),
        is_available=Exists(itself.filter(in_stock, variants__isnull=False)),
        sole_variant=Subquery(
            itself.values("pk").alias(count=Count("variants")).filter(count=1).values_list(Min("variants__pk"))
        ),
        cover=Subquery(itself.order_by("images__position", "images__pk").values("images__pk")[:1]),
        **fields,
    )
    cheapest_on_sale = itself.filter(variants__price=F("price_from"), variants__compare_at_price__gt=F("price_from"))
    VersionedQuerySet.update(
        products,
        compare_at_from=Subquery(
            cheapest_on_sale.order_by("-variants__compare_at_price").values("variants__compare_at_price")[:1]
        ),
    )
    # SQLite subtracts floats, so that nothing would save quite as much as another.
    saving = Round(F("compare_at_from") - F("price_from"), precision=STORED_PLACES)
    models.QuerySet.update(products, saving=Coalesce(saving, Decimal(0)))
