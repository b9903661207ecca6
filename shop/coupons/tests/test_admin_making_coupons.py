"""A merchant makes coupons in the admin, and sees who has used them."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from shop.catalog.tests.admin_pages import errors, form_fields
from shop.coupons.models import Coupon
from shop.coupons.refusals import CouponExpired, explain
from shop.coupons.services import use

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ADD = reverse("admin:coupons_coupon_add")
LIST = reverse("admin:coupons_coupon_changelist")
USES = reverse("admin:coupons_couponuse_changelist")


def page_of(coupon: Coupon) -> str:
    return reverse("admin:coupons_coupon_change", args=[coupon.pk])


def fields_of(client: Client, page: str) -> dict[str, str]:
    return form_fields(client.get(page).content.decode(), form="coupon_form")


def send(client: Client, page: str, fields: dict[str, str]) -> list[str]:
    """Send the form; return the sentences that refuse it, or nothing when it was saved."""
    answer = client.post(page, fields)
    return [] if answer.status_code == 302 else errors(answer.content.decode())


def test_a_coupon_is_made_of_a_code_and_a_value(admin_client: Client) -> None:
    fields = fields_of(admin_client, ADD)

    assert send(admin_client, ADD, fields | {"code": "spring 10", "value": "12.5"}) == []

    coupon = Coupon.objects.get()
    assert (coupon.code, coupon.discount(Decimal(40))) == ("SPRING10", Decimal("5.00"))


def test_free_delivery_needs_no_value(admin_client: Client) -> None:
    fields = fields_of(admin_client, ADD) | {"code": "POST", "kind": "free_delivery", "value": "7"}

    assert send(admin_client, ADD, fields) == []
    assert Coupon.objects.get().value == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": "101"}, "Not more than 100 per cent can be taken off."),
        ({"value": "0"}, "This must be more than 0."),
        ({"code": "spring10"}, "Coupon with this Code already exists."),
        ({"starts_at_0": "2026-05-03", "starts_at_1": "10:00:00", "ends_at_0": "2026-05-02", "ends_at_1": "10:00:00"},
         "This must come after the beginning."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_reason(admin_client: Client, fields: dict[str, str], said: str) -> None:
    Coupon.objects.create(code="SPRING10", value=10)

    assert said in send(admin_client, ADD, fields_of(admin_client, ADD) | {"code": "NEW", "value": "10"} | fields)
    assert Coupon.objects.count() == 1


def test_a_date_without_a_time_means_the_whole_day(admin_client: Client, settings: Settings) -> None:
    settings.TIME_ZONE = "America/New_York"
    dates = {"starts_at_0": "2026-12-24", "starts_at_1": "", "ends_at_0": "2026-12-31", "ends_at_1": ""}
    fields = fields_of(admin_client, ADD) | {"code": "NEW", "value": "10"} | dates

    assert send(admin_client, ADD, fields) == []

    coupon = Coupon.objects.get()
    local = ZoneInfo("America/New_York")
    assert coupon.starts_at == datetime(2026, 12, 24, tzinfo=local)
    assert coupon.ends_at == datetime(2027, 1, 1, tzinfo=local)
    coupon.check_use(subtotal=Decimal(40), now=datetime(2026, 12, 31, 23, 59, 59, tzinfo=local))
    with pytest.raises(CouponExpired) as expired:
        coupon.check_use(subtotal=Decimal(40), now=datetime(2027, 1, 1, tzinfo=local))
    assert "expired on December 31" in explain(expired.value)
    assert "December 31, 2026<" in admin_client.get(LIST).content.decode()
    assert dates.items() <= fields_of(admin_client, page_of(coupon)).items()


def test_what_ended_at_a_time_ends_at_that_time_after_it_is_saved_again(admin_client: Client) -> None:
    ends = [datetime(2026, 12, 31, tzinfo=UTC), datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)]
    for number, end in enumerate(ends):
        coupon = Coupon.objects.create(code=f"CODE{number}", value=10, ends_at=end, starts_at=end - timedelta(days=9))
        page = page_of(coupon)
        assert send(admin_client, page, fields_of(admin_client, page) | {"value": "11"}) == []
        coupon.refresh_from_db()
        assert (coupon.ends_at, coupon.starts_at) == (end, end - timedelta(days=9))


@pytest.mark.parametrize("limit", ["max_uses", "max_uses_per_customer"])
def test_a_coupon_that_nobody_could_use_is_not_saved(admin_client: Client, limit: str) -> None:
    fields = fields_of(admin_client, ADD) | {"code": "NEW", "value": "10", limit: "0"}

    assert any("With 0 nobody could use it" in said for said in send(admin_client, ADD, fields))
    assert not Coupon.objects.exists()


def test_a_time_without_its_day_is_refused(admin_client: Client) -> None:
    fields = fields_of(admin_client, ADD) | {"code": "NEW", "value": "10", "ends_at_1": "10:00"}

    assert "Give the day too." in send(admin_client, ADD, fields)


def test_it_is_not_limited_to_less_than_its_uses(admin_client: Client) -> None:
    coupon = Coupon.objects.create(code="SPRING10", value=10)
    for holder in ("first", "second"):
        use("SPRING10", holder=holder, email="ada@example.com", subtotal=Decimal(40))
    fields = fields_of(admin_client, page_of(coupon))
    assert fields["value"] == "10"

    assert send(admin_client, page_of(coupon), fields | {"max_uses": "1"}) == [
        "It was used 2 times already. Switch it off to stop it."
    ]
    assert send(admin_client, page_of(coupon), fields | {"max_uses": "2"}) == []
    coupon.refresh_from_db()
    assert (coupon.uses, coupon.max_uses) == (2, 2)


def test_the_list_says_what_each_takes_off_and_how_often_it_was_used(admin_client: Client) -> None:
    spring = Coupon.objects.create(code="SPRING10", value=Decimal("12.5"), max_uses=3, minimum=30)
    Coupon.objects.create(code="FIVE", kind="fixed", value=5)
    Coupon.objects.create(code="POST", kind="free_delivery")
    use("SPRING10", holder="first", email="ada@example.com", subtotal=Decimal(40))

    html = admin_client.get(LIST).content.decode()

    for text in ("12.5 %", "€5.00", "Free delivery", "€30.00", "1 of 3", "0 times"):
        assert text in html
    uses = admin_client.get(USES, {"coupon": spring.pk}).content.decode()
    assert "ada@example.com" in uses


@pytest.mark.parametrize(("state", "codes"), [("holds", ["NOW"]), ("later", ["LATER"]), ("over", ["OFF", "SPENT"])])
def test_coupons_are_found_by_their_state(admin_client: Client, state: str, codes: list[str]) -> None:
    Coupon.objects.create(code="NOW", value=1, ends_at="2999-01-01T00:00Z", max_uses=1)
    Coupon.objects.create(code="LATER", value=1, starts_at="2999-01-01T00:00Z")
    Coupon.objects.create(code="OFF", value=1, is_active=False)
    Coupon.objects.create(code="SPENT", value=1, max_uses=0)

    html = admin_client.get(LIST, {"state": state}).content.decode()

    assert sorted(re.findall(r'<th class="field-code"><a [^>]*>([^<]+)</a>', html)) == codes


def test_several_are_switched_off_at_once(admin_client: Client) -> None:
    coupons = [Coupon.objects.create(code=code, value=1) for code in ("ONE", "TWO")]
    chosen = {"action": "switch_off", "_selected_action": [coupon.pk for coupon in coupons]}

    admin_client.post(LIST, chosen)
    assert not Coupon.objects.filter(is_active=True).exists()

    admin_client.post(LIST, chosen | {"action": "switch_on"})
    assert not Coupon.objects.filter(is_active=False).exists()
