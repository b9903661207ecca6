"""What a coupon takes off, when it refuses, and how its uses are counted."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from shop.coupons.models import Coupon, CouponUse, normalize_code
from shop.coupons.refusals import (
    CouponExpired,
    CouponNotYet,
    CouponSwitchedOff,
    CouponUsedByYou,
    CouponUsedUp,
    MinimumNotReached,
    UnknownCoupon,
    explain,
)
from shop.coupons.services import find, give_back, use

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database locks")]
FORTY = Decimal("40.00")
FULL_WIDTH = "\uff33\uff50\uff52\uff49\uff4e\uff4710"


def make_coupon(**fields: Any) -> Coupon:
    return Coupon.objects.create(**{"code": "SPRING10", "kind": Coupon.Kind.PERCENT, "value": 10, **fields})


def uses() -> int:
    assert Coupon.objects.get().uses == CouponUse.objects.count()
    return CouponUse.objects.count()


@pytest.mark.parametrize(
    ("kind", "value", "subtotal", "off"),
    [
        ("percent", "10", "40.00", "4.00"),
        ("percent", "12.5", "0.20", "0.03"),
        ("percent", "100", "39.99", "39.99"),
        ("fixed", "5", "40.00", "5.00"),
        ("fixed", "5", "3.20", "3.20"),
        ("free_delivery", "0", "40.00", "0"),
    ],
)
def test_it_takes_off_what_its_kind_says(kind: str, value: str, subtotal: str, off: str) -> None:
    coupon = make_coupon(kind=kind, value=Decimal(value))

    assert coupon.discount(Decimal(subtotal)) == Decimal(off)
    assert coupon.frees_delivery == (kind == "free_delivery")


@pytest.mark.parametrize(("currency", "off"), [("KRW", "125"), ("KWD", "124.988")])
def test_it_rounds_to_the_currency(settings: Settings, currency: str, off: str) -> None:
    settings.SHOP_CURRENCY = currency

    assert str(make_coupon(value=Decimal("12.5")).discount(Decimal("999.9"))) == off


@pytest.mark.parametrize("typed", ["SPRING10", "spring10", " Spring 10\t", FULL_WIDTH])
def test_it_is_found_however_it_is_typed(typed: str) -> None:
    coupon = make_coupon(code="spring 10")

    assert find(typed) == coupon


@pytest.mark.parametrize("typed", ["", " ", "\x00", "SPRING\x0710", "x" * 41, "\ue000spring"])
def test_what_can_be_no_code_is_unknown(typed: str) -> None:
    assert normalize_code(typed) == ""
    with pytest.raises(UnknownCoupon):
        find(typed)


@pytest.mark.parametrize("typed", ["봄맞이", "ПРИВЕТ", "خصم10", "50%-OFF!"])
def test_codes_of_every_script_are_taken(typed: str) -> None:
    make_coupon(code=typed)

    assert find(typed).code == typed


@pytest.mark.parametrize(
    ("fields", "refusal", "said"),
    [
        ({"is_active": False}, CouponSwitchedOff, "The code SPRING10 is not in use."),
        ({"max_uses": 0}, CouponUsedUp, "The code SPRING10 has been used up."),
        (
            {"minimum": Decimal("60.00")},
            MinimumNotReached,
            "The code SPRING10 needs €20.00 more: it holds from €60.00 on.",
        ),
    ],
)
def test_a_refusal_says_why(fields: dict[str, Any], refusal: type[Exception], said: str) -> None:
    with pytest.raises(refusal) as refused:
        make_coupon(**fields).check_use(subtotal=FORTY)
    assert explain(refused.value) == said  # type: ignore[arg-type]


def test_dates_are_told_in_the_shops_time_zone(settings: Settings) -> None:
    settings.TIME_ZONE = "Asia/Seoul"
    this_year = timezone.now().replace(month=5, day=2, hour=23)
    last = this_year - timedelta(days=366)
    coupon = make_coupon(starts_at=last, ends_at=this_year)
    coupon.check_use(subtotal=FORTY, now=last)

    with pytest.raises(CouponExpired) as expired:
        coupon.check_use(subtotal=FORTY, now=this_year)
    with pytest.raises(CouponNotYet) as early:
        coupon.check_use(subtotal=FORTY, now=last - timedelta(seconds=1))

    assert explain(expired.value) == "The code SPRING10 expired on May 3."
    assert explain(early.value).endswith(f"{timezone.localdate(last).year} on.")


def test_a_use_is_counted_once_for_an_order() -> None:
    make_coupon(max_uses=1)

    for _ in range(3):
        use("spring10", holder="first", email="ada@example.com", subtotal=FORTY)

    assert uses() == 1
    with pytest.raises(CouponUsedUp):
        use("SPRING10", holder="second", email="bob@example.com", subtotal=FORTY)


def test_a_use_that_is_given_back_can_be_had_again() -> None:
    make_coupon(max_uses=1)
    use("SPRING10", holder="first", email="ada@example.com", subtotal=FORTY)

    for _ in range(2):
        give_back("first")
    give_back("nobody")

    assert uses() == 0
    use("SPRING10", holder="second", email="bob@example.com", subtotal=FORTY)
    assert uses() == 1


def test_a_customer_is_known_by_the_address_however_it_is_written() -> None:
    coupon = make_coupon(max_uses_per_customer=1)
    use("SPRING10", holder="first", email="Ada@Example.com ", subtotal=FORTY)

    with pytest.raises(CouponUsedByYou) as refused:
        use("SPRING10", holder="second", email="ada@example.COM", subtotal=FORTY)

    assert explain(refused.value) == (
        "The code SPRING10 can be used once, and was used with this e-mail address already."
    )
    coupon.check_use(subtotal=FORTY)
    coupon.check_use(subtotal=FORTY, email="ada@example.com", holder="first")
    use("SPRING10", holder="second", email="bob@example.com", subtotal=FORTY)


def test_what_is_taken_back_with_the_order_counts_nothing() -> None:
    make_coupon()

    with transaction.atomic():
        use("SPRING10", holder="first", email="ada@example.com", subtotal=FORTY)
        transaction.set_rollback(True)

    assert uses() == 0


def test_a_holder_has_one_coupon() -> None:
    make_coupon()
    Coupon.objects.create(code="POST", kind=Coupon.Kind.FREE_DELIVERY)
    use("SPRING10", holder="first", email="ada@example.com", subtotal=FORTY)

    with pytest.raises(ValueError, match="another coupon"):
        use("POST", holder="first", email="ada@example.com", subtotal=FORTY)


@pytest.mark.parametrize(
    "fields",
    [
        {"value": 0},
        {"value": 101},
        {"value": -1},
        {"kind": "fixed", "value": 0},
        {"kind": "free_delivery", "value": 1},
        {"minimum": -1},
        {"uses": 2, "max_uses": 1},
        {"code": "\x07"},
        {"starts_at": timezone.now(), "ends_at": timezone.now() - timedelta(days=1)},
    ],
)
def test_the_database_refuses_what_cannot_be(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_coupon(**fields)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"value": 0}, "value"),
        ({"value": 101}, "value"),
        ({"kind": "fixed", "value": -1}, "value"),
        ({"uses": 2, "max_uses": 1}, "max_uses"),
        ({"code": "\x07"}, "code"),
        ({"starts_at": timezone.now(), "ends_at": timezone.now() - timedelta(days=1)}, "ends_at"),
    ],
)
def test_the_form_says_so_beside_the_field(fields: dict[str, Any], field: str) -> None:
    coupon = Coupon(**{"code": "SPRING10", "value": 10, **fields})

    with pytest.raises(ValidationError) as refused:
        coupon.full_clean()

    assert field in refused.value.message_dict
