"""What orders refer to, and the admin therefore does not delete."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from shop.admin_keeping import keep
from shop.catalog.models import Product, Variant
from shop.delivery.models import DeliveryMethod
from shop.orders.models import Order, OrderEvent, OrderLine, Refund


def register() -> None:
    keep(
        Product,
        lambda rows: rows.filter(Exists(OrderLine.objects.filter(variant__product=OuterRef("pk")))),
        _("%(names)s: was ordered, and is not deleted. Archive it instead."),
    )
    keep(
        Variant,
        lambda rows: rows.filter(Exists(OrderLine.objects.filter(variant=OuterRef("pk")))),
        _("%(names)s: was ordered, and is not deleted. Set its stock to 0 instead."),
    )
    keep(
        DeliveryMethod,
        lambda rows: rows.filter(Exists(Order.objects.filter(delivery_name=OuterRef("name")))),
        _("%(names)s: was chosen for orders, and is not deleted. Switch it off instead."),
    )
    keep(User, acting_on_orders, _("%(names)s: has worked on orders, and is not deleted. Make it inactive instead."))


def acting_on_orders(rows: Any) -> Any:
    """Return the accounts that have acted on orders or given money back."""
    return rows.filter(
        Exists(OrderEvent.objects.filter(user=OuterRef("pk"))) | Exists(Refund.objects.filter(by=OuterRef("pk")))
    )
