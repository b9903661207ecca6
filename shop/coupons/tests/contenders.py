"""What fifty do at the same moment in test_racing_for_coupons.py; each says in a word what came of it."""

from decimal import Decimal

from shop.coupons.refusals import CouponRefused
from shop.coupons.services import give_back, use
from shop.limits.attempts import Rule, TooManyAttempts, attempt

GOODS = Decimal("40.00")
TEN = Rule("racing", most=10, seconds=600)


def use_once(number: int) -> str:
    """Use a coupon as an order and a customer of one's own."""
    return used("ONCE", f"holder {number}", f"shopper{number}@example.com")


def use_as_one_customer(number: int) -> str:
    return used("MINE", f"order {number}", "Ada@example.com")


def use_for_one_order(number: int) -> str:
    return used("ORDER", "the order", "ada@example.com")


def give_back_and_use(number: int) -> str:
    """Half of them give back what the other half use."""
    if number % 2:
        give_back(f"taken {number // 2 % 5}")
        return "given back"
    return used("TURNS", f"taken {number // 2 % 5}", "ada@example.com")


def guess(number: int) -> str:
    try:
        attempt((TEN, "session"), (TEN, "address"))
    except TooManyAttempts:
        return "refused"
    return "had"


def used(code: str, holder: str, email: str) -> str:
    try:
        use(code, holder=holder, email=email, subtotal=GOODS)
    except CouponRefused as refusal:
        return type(refusal).__name__
    return "used"
