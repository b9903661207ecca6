"""POST /cart/coupon/ lets the cart use a code."""

import gzip
import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cart.cart import Cart
from cart.lines import PricedLine
from cart.pricing import price
from cart.sessions import SessionStore
from cart.tests.conftest import add, line_address, told_by
from cart.tests.shown_cart import ShownCode, read_code
from shop.catalog.models import Variant
from shop.catalog.stock import take
from shop.coupons.models import Coupon
from shop.coupons.services import use
from shop.delivery.models import DeliveryMethod
from shop.testing.htmx import HtmxClient
from shop.testing.swaps import assert_swap_equals_reload

CART = reverse("cart:cart")
COUPON = reverse("cart:set-coupon")


def code_of(client: Client) -> ShownCode:
    return read_code(client.get(CART).content.decode())


def priced_line(client: Client) -> PricedLine:
    [line] = price(Cart.of(SessionStore(client.session.session_key))).lines
    return line


def version_of(client: Client) -> str:
    [version] = re.findall(r'data-version="([^"]+)"', client.get(CART).content.decode())
    return str(version)


def stored_cart(client: Client) -> dict[str, Any]:
    return dict(Session.objects.get(pk=client.session.session_key).get_decoded()["cart"])


def test_it_takes_the_discount_off_the_goods(client: Client, shirt: Variant, spring: Coupon) -> None:
    add(client, shirt, 2)

    answer = client.post(COUPON, {"code": " spring 10 "}, headers={"Referer": f"http://testserver{CART}"})

    assert (answer.status_code, answer["Location"]) == (303, CART)
    assert stored_cart(client)["coupon"] == "SPRING10"
    html = client.get(CART).content.decode()
    assert "<dt>Subtotal</dt><dd>€40.00</dd>" in html
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

    assert str(code_of(client).discount) == "4.00"


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
    assert code_of(client).code is None


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
    assert code_of(client).code is None


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
    assert (code_of(client).discount, code_of(client).code) == (None, "SPRING10")
    assert hx.post(line_address(shirt), {"quantity": "2"}).status_code == 200
    assert str(code_of(client).discount) == "4.00"


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
    use("SPRING10", holder="token", email="ada@example.com", subtotal=Decimal(40))
    assert code_of(client).refusal == "The code SPRING10 has been used up."

    session = client.session
    session["cart"] = session["cart"] | {"holder": "token"}
    session.save()

    assert str(code_of(client).discount) == "4.00"


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
    without = version_of(client)

    answer = hx.post(COUPON, {"code": "SPRING10"})

    assert version_of(client) == answer.cookies["cart_version"].value != without


@pytest.mark.parametrize("stored", [7, None, [], {}, "x" * 41, "a\x00b", True, float("nan")])
def test_a_code_that_cannot_be_read_is_none(client: Client, shirt: Variant, stored: Any) -> None:
    add(client, shirt)
    session = client.session
    session["cart"] = session["cart"] | {"coupon": stored, "holder": stored}
    session.save()

    assert code_of(client).code is None
    add(client, shirt)
    assert stored_cart(client)["lines"][str(shirt.pk)]["quantity"] == 2


def test_what_an_unpaid_order_holds_can_still_be_bought_by_it(client: Client, hx: HtmxClient, shirt: Variant) -> None:
    add(client, shirt, 4)
    take("token", {shirt.pk: 4})
    assert priced_line(client).orderable == 1

    session = client.session
    session["cart"] = session["cart"] | {"holder": "token"}
    session.save()

    line = priced_line(client)
    assert (line.limit, line.orderable, line.is_too_many) == (5, 4, False)
    assert hx.post(line_address(shirt), {"quantity": "5"}).status_code == 200
    assert hx.post(line_address(shirt), {"quantity": "6"}).status_code == 422


def test_the_way_to_the_checkout_is_there_for_what_can_be_ordered(client: Client, shirt: Variant) -> None:
    add(client, shirt)
    assert f'href="{reverse("checkout:start")}">Check out</a>' in client.get(CART).content.decode()

    shirt.stock = 0
    shirt.save()

    assert "Check out" not in client.get(CART).content.decode()
