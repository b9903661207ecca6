"""Why a coupon does not hold, and how the shop says so."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.dates import near_day
from shop.money import format_money


class CouponRefused(Exception):
    """The code takes nothing off this order. `code` is what was typed, normalised."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class UnknownCoupon(CouponRefused):
    """There is no such code."""


class CouponSwitchedOff(CouponRefused):
    """The merchant has switched it off."""


class CouponNotYet(CouponRefused):
    """It may be used later."""

    def __init__(self, code: str, *, starts_at: datetime) -> None:
        super().__init__(code)
        self.starts_at = starts_at


class CouponExpired(CouponRefused):
    """It could be used until then."""

    def __init__(self, code: str, *, ends_at: datetime) -> None:
        super().__init__(code)
        self.ends_at = ends_at


class CouponUsedUp(CouponRefused):
    """It has been used as often as it may be."""


class CouponUsedByYou(CouponRefused):
    """This customer has used it as often as one may: `most` times."""

    def __init__(self, code: str, *, most: int) -> None:
        super().__init__(code)
        self.most = most


class MinimumNotReached(CouponRefused):
    """The goods cost too little: `missing` more are needed to reach `minimum`, in the shop's currency."""

    def __init__(self, code: str, *, minimum: Decimal, missing: Decimal) -> None:
        super().__init__(code)
        self.minimum = minimum
        self.missing = missing


def explain(refusal: CouponRefused) -> str:
    """Say why the code does not hold, in one sentence."""
    said: dict[str, object] = {"code": refusal.code}
    match refusal:
        case UnknownCoupon(code=""):
            text = _("This is not a code.")
        case UnknownCoupon():
            text = _("There is no code %(code)s.")
        case CouponSwitchedOff():
            text = _("The code %(code)s is not in use.")
        case CouponNotYet(starts_at=moment):
            text, said["date"] = _("The code %(code)s can be used from %(date)s on."), near_day(moment)
        case CouponExpired(ends_at=moment):
            text = _("The code %(code)s expired on %(date)s.")
            # At midnight it was the day before that ended.
            said["date"] = near_day(moment - timedelta(microseconds=1))
        case CouponUsedUp():
            text = _("The code %(code)s has been used up.")
        case CouponUsedByYou(most=most):
            said["most"] = most
            text = ngettext(
                "The code %(code)s can be used once, and was used with this e-mail address already.",
                "The code %(code)s can be used %(most)d times, and was used so often with this e-mail address already.",
                most,
            )
        case MinimumNotReached(minimum=minimum, missing=missing):
            said |= {"missing": format_money(missing), "minimum": format_money(minimum)}
            text = _("The code %(code)s needs %(missing)s more: it holds from %(minimum)s on.")
        case _:
            raise TypeError(refusal)
    return text % said
