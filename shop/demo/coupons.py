"""The demo shop's coupons."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from shop.coupons.models import Coupon
from shop.demo.data import load
from shop.demo.euro import from_euro


def demo_coupons() -> list[dict[str, Any]]:
    """Return them as fields, the minimum in the shop's currency."""
    unlimited: dict[str, Any] = {"max_uses": None, "starts_at": None, "ends_at": None}
    return [
        said | unlimited | {"minimum": from_euro(Decimal(said["minimum"]))} for said in load("terms.json")["coupons"]
    ]


def write_coupons() -> None:
    """Give a shop that has no coupon those of the demo."""
    if Coupon.objects.exists():
        return
    for coupon in demo_coupons():
        Coupon.objects.create(**coupon)


@transaction.atomic
def remove_coupons() -> int:
    """Delete those that are as the demo made them, and switch off those that were used; return how many they were."""
    count = 0
    for described in demo_coupons():
        for coupon in Coupon.objects.filter(**described, is_active=True).select_for_update():
            count += 1
            if coupon.uses or coupon.coupon_uses.exists():
                coupon.is_active = False
                coupon.save()
            else:
                coupon.delete()
    return count
