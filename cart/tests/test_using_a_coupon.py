"""POST /cart/coupon/ lets the cart use a code."""

import gzip
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cart import codes
from cart.tests.conftest import add, line_address, told_by
from shop.catalog.models import Variant
from shop.catalog.stock import take
from shop.coupons.models import Coupon
from shop.coupons.services import use
from shop.delivery.models import DeliveryMethod
from shop.limits.models import Counter
from shop.testing.builders import make_product
from shop.testing.htmx import HtmxClient
from shop.testing.swaps import assert_swap_equals_reload

CART = reverse("cart:cart")
COUPON = reverse("cart:set-coupon")


@pytest.fixture
def spring(db: None) -> Coupon:
    """Ten per cent off, from €30.00 on."""
    return Coupon.objects.create(code="SPRING10", kind=Coupon.Kind.PERCENT, value=10, minimum="30.00")


def cart_of(client: Client) -> Any:
    return client.get(CART).context["cart"]


def stored_cart(client: Client) -> dict[str, Any]:
    return dict(Session.objects.get(pk=client.session.session_key).get_decoded()["cart"])


def test_it_takes_the_discount_off_the_goods(client: Client, shirt: Variant, spring: Coupon) -> None:
    add(client, shirt, 2)

    answer = client.post(COUPON, {"code": " spring 10 "}, headers={"Referer": f"http://testserver{CART}"})

    assert (answer.status_code, answer["Location"]) == (303, CART)
    assert stored_cart(client)["coupon"] == "SPRING10"
    cart = cart_of(client)
    assert (str(cart.subtotal), str(cart.discount), str(cart.total)) == ("40.00", "4.00", "36.00")
    html = client.get(CART).content.decode()
    assert "<dt>Code SPRING10</dt><dd>\N{MINUS SIGN}€4.00</dd>" in html
    assert "<dt>Total</dt><dd>€36.00</dd>" in html


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("SPRING-10", "spring\N{EN DASH}10"),
        ("KID\N{RIGHT SINGLE QUOTATION MARK}S", "kid's"),
        ("SPRING10", "spring\N{ZERO WIDTH SPACE}\uff11\uff10"),
        ("Größe", "GRÖSSE"),
        ("\u0130NDIRIM", "indirim"),
    ],
)
def test_a_code_is_known_however_it_is_typed(client: Client, shirt: Variant, stored: str, typed: str) -> None:
    Coupon.objects.create(code=stored, kind=Coupon.Kind.PERCENT, value=10)
    add(client, shirt, 2)

    client.post(COUPON, {"code": typed}, headers={"Referer": f"http://testserver{CART}"})

    assert str(cart_of(client).discount) == "4.00"


@pytest.mark.parametrize("address", [CART, "/"])
def test_the_swap_equals_a_reload(client: Client, hx: HtmxClient, shirt: Variant, spring: Coupon, address: str) -> None:
    add(client, shirt, 2)
    before = client.get(address)

    answer = hx.post(COUPON, {"code": "SPRING10"}, page=address)

    assert_swap_equals_reload(client, before, answer, target="#cart-contents")
    assert json.loads(answer["HX-Trigger"]) == {"cart:changed": {"reason": "coupon", "count": 2}}
    assert "The code SPRING10 takes €4.00 off. 2 items, subtotal €40.00. With the code: €36.00." in (
        answer.content.decode()
    )


@pytest.mark.parametrize("address", [CART, "/"])
def test_removing_the_code_equals_a_reload(
    client: Client, hx: HtmxClient, shirt: Variant, spring: Coupon, address: str
) -> None:
    add(client, shirt, 2)
    hx.post(COUPON, {"code": "SPRING10"})
    before = client.get(address)

    answer = hx.post(COUPON, {"code": ""}, page=address)

    assert_swap_equals_reload(client, before, answer, target="#cart-contents")
    assert "coupon" not in stored_cart(client)
    assert cart_of(client).coupon is None


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"minimum": "60.00"}, "The code SPRING10 needs €20.00 more: it holds from €60.00 on."),
        ({"ends_at": datetime(2019, 5, 3, 10, tzinfo=UTC)}, "The code SPRING10 expired on May 3, 2019."),
        ({"is_active": False}, "The code SPRING10 is not in use."),
        ({"max_uses": 0}, "The code SPRING10 has been used up."),
    ],
)
@pytest.mark.usefixtures("spring")
def test_a_refusal_says_why_beside_what_was_typed(
    client: Client, shirt: Variant, fields: dict[str, Any], reason: str
) -> None:
    Coupon.objects.update(**fields)
    add(client, shirt, 2)
    sent = {"code": "spring10"}

    for answer in (HtmxClient(client).post(COUPON, sent, page=CART), client.post(COUPON, sent)):
        html = told_by(client, answer)
        assert f'<p id="cart-code-error" class="field__error">{reason}</p>' in html
        assert 'name="code" value="spring10"' in html
        assert 'aria-invalid="true" aria-describedby="cart-code-error"' in html
    assert "coupon" not in stored_cart(client)


@pytest.mark.parametrize("typed", ["NOPE", "\x00", "a\nb", "x" * 41, "x" * 5000, "<b>", "봄", "'; --", "\ud83d\ude00"])
def test_it_refuses_what_is_no_code(client: Client, hx: HtmxClient, shirt: Variant, typed: str) -> None:
    add(client, shirt)

    answer = hx.post(COUPON, {"code": typed.encode("utf-16", "surrogatepass").decode("utf-16")})

    assert answer.status_code == 422
    assert cart_of(client).coupon is None


def test_an_empty_cart_takes_none(client: Client, hx: HtmxClient, spring: Coupon) -> None:
    for answer in (hx.post(COUPON, {"code": "SPRING10"}), client.post(COUPON, {"code": "SPRING10"})):
        assert "Your cart is empty." in told_by(client, answer)
    assert not Session.objects.exists()


def test_a_code_that_no_longer_holds_says_so_and_takes_nothing_off(
    client: Client, hx: HtmxClient, shirt: Variant, spring: Coupon
) -> None:
    add(client, shirt, 2)
    hx.post(COUPON, {"code": "SPRING10"})

    answer = hx.post(line_address(shirt), {"quantity": "1"})

    assert "The code SPRING10 needs €10.00 more: it holds from €30.00 on." in answer.content.decode()
    assert (str(cart_of(client).discount), cart_of(client).coupon_code) == ("0", "SPRING10")
    assert hx.post(line_address(shirt), {"quantity": "2"}).status_code == 200
    assert str(cart_of(client).discount) == "4.00"


def test_a_deleted_code_says_so(client: Client, hx: HtmxClient, shirt: Variant, spring: Coupon) -> None:
    add(client, shirt, 2)
    hx.post(COUPON, {"code": "SPRING10"})
    spring.delete()

    assert "There is no code SPRING10." in client.get(CART).content.decode()


def test_an_order_of_this_cart_does_not_count_against_its_own_code(
    client: Client, hx: HtmxClient, shirt: Variant, spring: Coupon
) -> None:
    Coupon.objects.update(max_uses=1)
    add(client, shirt, 2)
    hx.post(COUPON, {"code": "SPRING10"})
    use("SPRING10", holder="token", email="ada@example.com", subtotal=cart_of(client).subtotal)
    assert cart_of(client).coupon.refusal == "The code SPRING10 has been used up."

    session = client.session
    session["cart"] = session["cart"] | {"holder": "token"}
    session.save()

    assert str(cart_of(client).discount) == "4.00"


def test_a_code_costs_one_query(
    client: Client, hx: HtmxClient, shirt: Variant, spring: Coupon, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    add(client, shirt, 2)
    hx.post(COUPON, {"code": "SPRING10"})

    with django_assert_num_queries(5):  # session, cart, coupon, version, categories
        client.get(CART)


def test_the_answer_is_small(client: Client, hx: HtmxClient, shirt: Variant, spring: Coupon) -> None:
    DeliveryMethod.objects.create(name="Parcel", price="4.90", free_from="50.00")
    add(client, shirt, 2)

    for code, status in (("UNKNOWN-CODE", 422), ("SPRING10", 200)):
        answer = hx.post(COUPON, {"code": code})
        assert answer.status_code == status
        assert len(gzip.compress(answer.content)) < 2_500


def test_the_version_tells_a_cart_with_a_code_from_one_without(
    client: Client, hx: HtmxClient, shirt: Variant, spring: Coupon
) -> None:
    add(client, shirt, 2)
    without = cart_of(client).version

    answer = hx.post(COUPON, {"code": "SPRING10"})

    assert cart_of(client).version == answer.cookies["cart_version"].value != without


@pytest.mark.parametrize("stored", [7, None, [], {}, "x" * 41, "a\x00b", True, float("nan")])
def test_a_code_that_cannot_be_read_is_none(client: Client, shirt: Variant, stored: Any) -> None:
    add(client, shirt)
    session = client.session
    session["cart"] = session["cart"] | {"coupon": stored, "holder": stored}
    session.save()

    assert cart_of(client).coupon is None
    add(client, shirt)
    assert stored_cart(client)["lines"][str(shirt.pk)]["quantity"] == 2


class TestGuessing:
    """Who types codes that nobody has given out has ten in ten minutes, and an address thirty."""

    def test_it_is_stopped_by_session(self, client: Client, hx: HtmxClient, shirt: Variant, spring: Coupon) -> None:
        add(client, shirt, 2)
        for number in range(codes.BY_SESSION.most):
            assert "There is no code" in hx.post(COUPON, {"code": f"GUESS{number}"}).content.decode()

        answer = hx.post(COUPON, {"code": "SPRING10"})

        assert answer.status_code == 422
        assert "That was too often. Please try again in 10 minutes." in answer.content.decode()
        assert cart_of(client).coupon is None

    def test_it_is_stopped_by_address(self, shirt: Variant, spring: Coupon) -> None:
        said = []
        for _ in range(4):
            client = Client()
            add(client, shirt, 2)
            said += [HtmxClient(client).post(COUPON, {"code": "GUESS"}).content.decode() for _ in range(9)]

        assert sum("There is no code" in html for html in said) == codes.BY_ADDRESS.most
        assert "That was too often." in said[-1]

    def test_a_code_that_exists_is_no_guess(
        self, client: Client, hx: HtmxClient, shirt: Variant, spring: Coupon
    ) -> None:
        add(client, shirt)
        for _ in range(codes.BY_SESSION.most + 5):
            assert "needs €10.00 more" in hx.post(COUPON, {"code": "SPRING10"}).content.decode()

        assert set(Counter.objects.values_list("count", flat=True)) == {0}


class TestFreeDelivery:
    """The bar that says how far delivery is from being free."""

    @pytest.fixture(autouse=True)
    def delivery(self, db: None) -> None:
        DeliveryMethod.objects.create(name="Parcel", price="4.90", free_from="50.00")

    def test_it_says_what_is_missing(self, client: Client, shirt: Variant) -> None:
        add(client, shirt, 2)

        html = client.get(CART).content.decode()

        assert "Free delivery in €10.00" in html
        assert '<progress class="cart-delivery__bar" max="50.00" value="40.00"' in html

    def test_it_counts_what_is_paid_for_the_goods(
        self, client: Client, hx: HtmxClient, shirt: Variant, spring: Coupon
    ) -> None:
        add(client, shirt, 2)
        hx.post(COUPON, {"code": "SPRING10"})

        assert "Free delivery in €14.00" in client.get(CART).content.decode()

    def test_it_says_when_it_is_reached(self, client: Client, shirt: Variant) -> None:
        add(client, shirt, 3)

        assert "Delivery is free." in client.get(CART).content.decode()

    def test_a_code_may_free_it(self, client: Client, hx: HtmxClient, shirt: Variant) -> None:
        Coupon.objects.create(code="POST", kind=Coupon.Kind.FREE_DELIVERY)
        add(client, shirt)

        answer = hx.post(COUPON, {"code": "post"})

        html = answer.content.decode()
        assert "Delivery is free with the code POST. 1 item, subtotal €20.00." in html
        assert "<progress" not in html

    def test_there_is_none_where_nothing_is_shipped(self, client: Client) -> None:
        voucher = make_product(title="Voucher", variant={"requires_shipping": False}).variants.get()
        add(client, voucher)

        assert "cart-delivery" not in client.get(CART).content.decode()


def test_what_an_unpaid_order_holds_can_still_be_bought_by_it(client: Client, hx: HtmxClient, shirt: Variant) -> None:
    add(client, shirt, 4)
    take("token", {shirt.pk: 4})
    assert cart_of(client).lines[0].orderable == 1

    session = client.session
    session["cart"] = session["cart"] | {"holder": "token"}
    session.save()

    line = cart_of(client).lines[0]
    assert (line.limit, line.orderable, line.is_too_many) == (5, 4, False)
    assert hx.post(line_address(shirt), {"quantity": "5"}).status_code == 200
    assert hx.post(line_address(shirt), {"quantity": "6"}).status_code == 422


def test_the_way_to_the_checkout_is_there_for_what_can_be_ordered(client: Client, shirt: Variant) -> None:
    add(client, shirt)
    assert f'href="{reverse("checkout:start")}">Check out</a>' in client.get(CART).content.decode()

    shirt.stock = 0
    shirt.save()

    assert "Check out" not in client.get(CART).content.decode()
