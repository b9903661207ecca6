"""The demo shop's coupons."""

from decimal import Decimal

from shop.coupons.models import Coupon
from shop.demo.euro import from_euro


def write_coupons() -> None:
    """Give a shop that has no coupon two: ten per cent off from a sum on, and free delivery, once for each customer."""
    if Coupon.objects.exists():
        return
    Coupon.objects.create(
        code="WELCOME10", kind=Coupon.Kind.PERCENT, value=10, minimum=from_euro(Decimal(30)), max_uses_per_customer=1
    )
    Coupon.objects.create(code="POSTFREE", kind=Coupon.Kind.FREE_DELIVERY, max_uses_per_customer=1)
