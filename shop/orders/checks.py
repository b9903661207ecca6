"""What a merchant should know who has taken a way to pay out of the shop."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError
from django.utils.translation import gettext as _

from shop import payments
from shop.orders.models import Payment


@register(Tags.database)
def open_payments_are_offered(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Name providers that are offered no more while somebody may still pay through them. Queries once."""
    if not databases:
        return []
    try:
        used = set(Payment.objects.payable().exclude(reference=None).order_by().values_list("provider", flat=True))
    except DatabaseError:
        # A database that is not migrated yet has no payments.
        return []
    said = _(
        "There are open payments with “%(name)s”, which is not in PAYMENT_PROVIDERS any more: its webhooks have no "
        "address, and only “reconcile_payments” asks for them. Offer it until they are settled."
    )
    gone = sorted(name for name in used if not payments.is_offered(name))
    return [Warning(said % {"name": name}, id="orders.W001") for name in gone]
