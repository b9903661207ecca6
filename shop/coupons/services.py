"""Finding a coupon, using it in an order, and giving it back."""

from decimal import Decimal

from django.db import transaction
from django.db.models import F

from shop.coupons.models import Coupon, CouponUse, normalize_code, normalize_email
from shop.coupons.refusals import UnknownCoupon


def find(code: str, *, is_locked: bool = False) -> Coupon:
    """Return the coupon of a code, however it is typed, in one query that may lock its row. Raises UnknownCoupon."""
    normal = normalize_code(code)
    coupons = Coupon.objects.select_for_update() if is_locked else Coupon.objects
    found = coupons.filter(code=normal).first() if normal else None
    if found is None:
        raise UnknownCoupon(normal)
    return found


@transaction.atomic
def use(code: str, *, holder: str, email: str, subtotal: Decimal) -> Coupon:
    """Count a use of the code by the order that the token `holder` names; once, however often it is called.

    Locks the coupon until the caller's transaction ends, so that the limits hold in parallel. `subtotal` is what the
    goods cost before the discount. Raises CouponRefused, and ValueError for a holder that has used another coupon.
    """
    coupon = find(code, is_locked=True)
    held = CouponUse.objects.filter(holder=holder).first()
    if held is not None:
        if held.coupon_id != coupon.pk:
            raise ValueError(f"{holder} has used another coupon, and must give it back first.")
        return coupon
    coupon.check_use(subtotal=subtotal, email=email)
    Coupon.objects.filter(pk=coupon.pk).update(uses=F("uses") + 1)
    CouponUse.objects.create(coupon=coupon, holder=holder, email=normalize_email(email))
    return coupon


@transaction.atomic
def give_back(holder: str) -> None:
    """Take back the use by this order, if there is one. Locks the coupon until the caller's transaction ends."""
    held = CouponUse.objects.filter(holder=holder).first()
    if held is None:
        return
    Coupon.objects.select_for_update().filter(pk=held.coupon_id).first()
    if CouponUse.objects.filter(pk=held.pk).delete()[0]:
        Coupon.objects.filter(pk=held.coupon_id).update(uses=F("uses") - 1)
