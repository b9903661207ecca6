"""A shopper pays at the provider, gives up, comes back and tries again: one order, paid once."""

from urllib.parse import urlsplit

import pytest

from cart.tests.shown_cart import read_cart
from shop.catalog.models import Variant
from shop.checkout.tests.paying import come_back, give_up, in_cart, reference
from shop.checkout.tests.shopping import OWN, Shopper
from shop.coupons.models import Coupon
from shop.orders.models import Order, Payment
from shop.testing.builders import make_product
from shop.testing.linting import LintingClient
from shop.testing.sandbox import Sandbox

# No provider is asked inside a transaction, so the tests must not run in one either.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_confirming_leads_to_the_providers_page_with_the_goods_held(payer: Shopper, sandbox: Sandbox) -> None:
    address = payer.confirm().url

    assert address.startswith(f"{sandbox.url}/pay/")
    assert payer.order().state == Order.State.AWAITING_PAYMENT
    assert Variant.objects.get().stock == 0
    assert in_cart(payer) == 1


def test_the_goods_held_for_the_shopper_are_not_sold_out_for_them(payer: Shopper) -> None:
    payer.confirm()

    [line] = read_cart(payer.client.get("/cart/").content.decode()).lines
    assert line.notice is None
    assert payer.review().status_code == 200


def test_who_has_paid_comes_back_to_the_order_and_an_empty_cart(payer: Shopper, sandbox: Sandbox) -> None:
    address = payer.confirm().url

    location = come_back(payer, sandbox, address, "pay")

    assert location == payer.order().get_absolute_url()
    assert payer.order().state == Order.State.PAID
    assert in_cart(payer) == 0
    assert len(sandbox.captured()) == 1


def test_the_cart_is_emptied_when_the_provider_alone_tells(payer: Shopper, sandbox: Sandbox) -> None:
    address = payer.confirm().url
    payer.add(make_product(title="Tea towel", stock=5))
    sandbox.choose(reference(address), "pay")

    event = sandbox.events(reference(address))[-1]
    tell(event, sandbox)

    assert payer.order().state == Order.State.PAID
    page = read_cart(payer.client.get("/cart/").content.decode())
    assert [line.variant_id for line in page.lines] == [Variant.objects.get(product__title="Tea towel").pk]


def tell(event: dict[str, str], sandbox: Sandbox) -> None:
    """Do what the webhook does, for this process serves no address."""
    from shop import payments
    from shop.orders.webhooks import receive
    from shop.payments import Event

    receive(payments.get("sandbox"), Event(id=event["id"], kind=event["kind"], reference=event["reference"]))


def test_who_comes_back_without_paying_finds_the_goods_held_and_the_page_open(payer: Shopper, sandbox: Sandbox) -> None:
    address = payer.confirm().url
    back = urlsplit(sandbox.choose(reference(address), "cancel"))

    page = payer.client.get(f"{back.path}?{back.query}").content.decode()

    assert "The payment was not completed, and nothing was charged." in page
    assert "Try again" in page
    assert 'href="/checkout/review/"' in page
    assert (in_cart(payer), Variant.objects.get().stock) == (1, 0)
    assert payer.confirm().url == address


def test_who_gives_the_goods_back_is_at_the_review_with_everything(payer: Shopper, sandbox: Sandbox) -> None:
    location = give_up(payer, sandbox, payer.confirm().url)

    assert location == "/checkout/review/"
    assert "The goods are not set aside any more." in payer.client.get(location).content.decode()
    assert (in_cart(payer), Variant.objects.get().stock) == (1, 1)
    assert payer.order().state == Order.State.AWAITING_PAYMENT


def test_what_was_paid_meanwhile_is_not_given_back(payer: Shopper, sandbox: Sandbox) -> None:
    sandbox.choose(reference(payer.confirm().url), "pay")
    order = payer.order()

    answer = payer.client.post(f"/checkout/payments/{order.token}/given-up/", headers=OWN)

    assert answer.headers["Location"] == order.get_absolute_url()
    assert payer.order().state == Order.State.PAID
    assert Variant.objects.get().stock == 0


def test_a_provider_that_is_away_leaves_the_goods_set_aside(payer: Shopper, sandbox: Sandbox) -> None:
    payer.confirm()
    sandbox.set(outage=503)

    payer.client.post(f"/checkout/payments/{payer.order().token}/given-up/", headers=OWN)

    assert "The payment page cannot be closed now" in payer.review().content.decode()
    assert Variant.objects.get().stock == 0


def test_trying_again_is_the_same_order_and_pays_once(payer: Shopper, sandbox: Sandbox) -> None:
    give_up(payer, sandbox, payer.confirm().url)

    again = payer.confirm().url
    come_back(payer, sandbox, again, "pay")

    assert payer.order().state == Order.State.PAID
    assert len(sandbox.captured()) == 1
    assert Variant.objects.get().stock == 0


def test_who_closed_the_page_comes_to_the_same_page_again(payer: Shopper) -> None:
    first = payer.confirm().url

    assert payer.confirm().url == first
    assert Payment.objects.count() == 1


def test_a_coupon_is_free_again_when_the_shopper_gives_up(payer: Shopper, sandbox: Sandbox) -> None:
    Coupon.objects.create(code="ONCE", kind="percent", value=10, max_uses=1)
    payer.client.post("/cart/coupon/", {"code": "once"}, headers={"Sec-Fetch-Site": "same-origin"})
    address = payer.confirm().url
    assert Coupon.objects.get().uses == 1

    give_up(payer, sandbox, address)
    assert Coupon.objects.get().uses == 0

    come_back(payer, sandbox, payer.confirm().url, "pay")
    assert (Coupon.objects.get().uses, payer.order().state) == (1, Order.State.PAID)


def test_what_was_sold_meanwhile_to_another_is_told(payer: Shopper, sandbox: Sandbox) -> None:
    give_up(payer, sandbox, payer.confirm().url)
    agreed = payer.agreed()
    Variant.objects.update(stock=0)

    payer.confirm(agreed)

    page = payer.client.get("/checkout/review/", follow=True).content.decode()
    assert "Linen shirt is sold out." in page
    assert payer.order().state == Order.State.AWAITING_PAYMENT


def test_a_provider_that_is_away_loses_nothing(payer: Shopper, sandbox: Sandbox) -> None:
    sandbox.set(outage=503)

    response = payer.confirm()

    assert response.url == "/checkout/review/"
    page = payer.client.get(response.url).content.decode()
    assert "The payment page cannot be reached now. Nothing was charged." in page
    sandbox.set(outage=0)
    come_back(payer, sandbox, payer.confirm().url, "pay")
    assert payer.order().state == Order.State.PAID


def test_the_order_can_be_paid_from_its_own_page(payer: Shopper, sandbox: Sandbox) -> None:
    address = payer.confirm().url
    stranger = Shopper(LintingClient())

    response = stranger.client.post(f"/checkout/payments/{payer.order().token}/", headers=OWN)

    assert response.headers["Location"] == address


def test_a_payment_cannot_be_tried_without_end(payer: Shopper) -> None:
    payer.confirm()
    token = payer.order().token

    answers = {payer.client.post(f"/checkout/payments/{token}/", headers=OWN).status_code for _ in range(61)}

    assert answers == {303, 429}


def test_shoppers_without_a_session_do_not_share_their_tries(payer: Shopper) -> None:
    payer.confirm()
    token = payer.order().token
    for _ in range(61):
        LintingClient().post(f"/checkout/payments/{token}/", headers=OWN)
    assert LintingClient().post(f"/checkout/payments/{token}/", headers=OWN).status_code == 429
    another = token[::-1]
    Order.objects.update(token=another)

    assert LintingClient().post(f"/checkout/payments/{another}/", headers=OWN).status_code == 303


def test_coming_back_without_end_asks_the_provider_no_more(payer: Shopper, monkeypatch: pytest.MonkeyPatch) -> None:
    payer.confirm()
    asked: list[Order] = []

    def ask(order: Order) -> Order:
        asked.append(order)
        return order

    monkeypatch.setattr("shop.checkout.paying.settling.check_payments", ask)

    for _ in range(40):
        assert payer.client.get(f"/checkout/return/{payer.order().token}/").status_code == 200

    assert len(asked) == 30
