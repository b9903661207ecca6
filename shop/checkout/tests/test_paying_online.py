"""A shopper pays at the provider, gives up, comes back and tries again: one order, paid once."""

import re
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from cart.tests.shown_cart import read_cart
from shop.catalog.models import Product, Variant
from shop.checkout.tests.shopping import ADDRESS, Shopper
from shop.coupons.models import Coupon
from shop.orders.models import Letter, Order, Payment
from shop.testing.builders import make_product
from shop.testing.linting import LintingClient
from shop.testing.sandbox import Sandbox

# No provider is asked inside a transaction, so the tests must not run in one either.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def shirt(transactional_db: None) -> Product:
    return make_product(title="Linen shirt", price="20.00", stock=1)


@pytest.fixture
def ready(sandbox: Sandbox, shirt: Product) -> Shopper:
    """A shopper who is about to pay for the last linen shirt at the sandbox."""
    shopper = Shopper(LintingClient())
    shopper.add(shirt)
    shopper.fill("contact", {"email": "ada@example.org"})
    shopper.fill_address()
    assert shopper.fill("payment", {"provider": "sandbox"}).url == "/checkout/review/"
    return shopper


def reference(address: str) -> str:
    return urlsplit(address).path.rsplit("/", 1)[1]


def come_back(shopper: Shopper, sandbox: Sandbox, address: str, action: str) -> str:
    """Do something on the provider's page, follow it back, and return where that leads."""
    back = urlsplit(sandbox.choose(reference(address), action))
    location = shopper.client.get(f"{back.path}?{back.query}").headers["Location"]
    assert isinstance(location, str)
    return location


def give_up(shopper: Shopper, sandbox: Sandbox, address: str) -> str:
    """Come back from the provider's page without paying, press the button, and return where that leads."""
    back = urlsplit(sandbox.choose(reference(address), "cancel"))
    page = shopper.client.get(f"{back.path}?{back.query}").content.decode()
    [button] = re.findall(r'action="(/checkout/payments/[^"]+/given-up/)"', page)
    location = shopper.client.post(button, headers=OWN).headers["Location"]
    assert isinstance(location, str)
    return location


def in_cart(shopper: Shopper) -> int:
    return read_cart(shopper.client.get("/cart/").content.decode()).badge


def test_confirming_leads_to_the_providers_page_with_the_goods_held(ready: Shopper, sandbox: Sandbox) -> None:
    address = ready.confirm().url

    assert address.startswith(f"{sandbox.url}/pay/")
    assert ready.order().state == Order.State.AWAITING_PAYMENT
    assert Variant.objects.get().stock == 0
    assert in_cart(ready) == 1


def test_the_goods_held_for_the_shopper_are_not_sold_out_for_them(ready: Shopper) -> None:
    ready.confirm()

    [line] = read_cart(ready.client.get("/cart/").content.decode()).lines
    assert line.notice is None
    assert ready.review().status_code == 200


def test_who_has_paid_comes_back_to_the_order_and_an_empty_cart(ready: Shopper, sandbox: Sandbox) -> None:
    address = ready.confirm().url

    location = come_back(ready, sandbox, address, "pay")

    assert location == ready.order().get_absolute_url()
    assert ready.order().state == Order.State.PAID
    assert in_cart(ready) == 0
    assert len(sandbox.captured()) == 1


def test_the_cart_is_emptied_when_the_provider_alone_tells(ready: Shopper, sandbox: Sandbox, shirt: Product) -> None:
    address = ready.confirm().url
    ready.add(make_product(title="Tea towel", stock=5))
    sandbox.choose(reference(address), "pay")

    event = sandbox.events(reference(address))[-1]
    tell(event, sandbox)

    assert ready.order().state == Order.State.PAID
    page = read_cart(ready.client.get("/cart/").content.decode())
    assert [line.variant_id for line in page.lines] == [Variant.objects.get(product__title="Tea towel").pk]


def tell(event: dict[str, str], sandbox: Sandbox) -> None:
    """Do what the webhook does, for this process serves no address."""
    from shop import payments
    from shop.orders.webhooks import receive
    from shop.payments import Event

    receive(payments.get("sandbox"), Event(id=event["id"], kind=event["kind"], reference=event["reference"]))


def test_who_comes_back_without_paying_finds_the_goods_held_and_the_page_open(ready: Shopper, sandbox: Sandbox) -> None:
    address = ready.confirm().url
    back = urlsplit(sandbox.choose(reference(address), "cancel"))

    page = ready.client.get(f"{back.path}?{back.query}").content.decode()

    assert "The payment was not completed, and nothing was charged." in page
    assert "Try again" in page
    assert 'href="/checkout/review/"' in page
    assert (in_cart(ready), Variant.objects.get().stock) == (1, 0)
    assert ready.confirm().url == address


def test_who_gives_the_goods_back_is_at_the_review_with_everything(ready: Shopper, sandbox: Sandbox) -> None:
    location = give_up(ready, sandbox, ready.confirm().url)

    assert location == "/checkout/review/"
    assert "The goods are not set aside any more." in ready.client.get(location).content.decode()
    assert (in_cart(ready), Variant.objects.get().stock) == (1, 1)
    assert ready.order().state == Order.State.AWAITING_PAYMENT


def test_what_was_paid_meanwhile_is_not_given_back(ready: Shopper, sandbox: Sandbox) -> None:
    sandbox.choose(reference(ready.confirm().url), "pay")
    order = ready.order()

    answer = ready.client.post(f"/checkout/payments/{order.token}/given-up/", headers=OWN)

    assert answer.headers["Location"] == order.get_absolute_url()
    assert ready.order().state == Order.State.PAID
    assert Variant.objects.get().stock == 0


def test_a_provider_that_is_away_leaves_the_goods_set_aside(ready: Shopper, sandbox: Sandbox) -> None:
    ready.confirm()
    sandbox.set(outage=503)

    ready.client.post(f"/checkout/payments/{ready.order().token}/given-up/", headers=OWN)

    assert "The payment page cannot be closed now" in ready.review().content.decode()
    assert Variant.objects.get().stock == 0


def test_trying_again_is_the_same_order_and_pays_once(ready: Shopper, sandbox: Sandbox) -> None:
    give_up(ready, sandbox, ready.confirm().url)

    again = ready.confirm().url
    come_back(ready, sandbox, again, "pay")

    assert ready.order().state == Order.State.PAID
    assert len(sandbox.captured()) == 1
    assert Variant.objects.get().stock == 0


def test_who_closed_the_page_comes_to_the_same_page_again(ready: Shopper) -> None:
    first = ready.confirm().url

    assert ready.confirm().url == first
    assert Payment.objects.count() == 1


def test_a_coupon_is_free_again_when_the_shopper_gives_up(ready: Shopper, sandbox: Sandbox) -> None:
    Coupon.objects.create(code="ONCE", kind="percent", value=10, max_uses=1)
    ready.client.post("/cart/coupon/", {"code": "once"}, headers={"Sec-Fetch-Site": "same-origin"})
    address = ready.confirm().url
    assert Coupon.objects.get().uses == 1

    give_up(ready, sandbox, address)
    assert Coupon.objects.get().uses == 0

    come_back(ready, sandbox, ready.confirm().url, "pay")
    assert (Coupon.objects.get().uses, ready.order().state) == (1, Order.State.PAID)


def test_a_cart_that_is_changed_before_paying_is_another_order(ready: Shopper, sandbox: Sandbox) -> None:
    first = ready.confirm().url
    ready.add(make_product(title="Tea towel", price="5.00", stock=5))

    second = ready.confirm().url

    cancelled, order = Order.objects.order_by("pk")
    assert (cancelled.state, order.state) == (Order.State.CANCELLED, Order.State.AWAITING_PAYMENT)
    assert order.total == cancelled.total + 5
    assert sandbox.page(reference(first)).status_code != sandbox.page(reference(second)).status_code or (
        cancelled.payments.get().state == Payment.State.EXPIRED
    )
    assert not Letter.objects.filter(order=cancelled, kind=Letter.Kind.CANCELLED).exists()
    come_back(ready, sandbox, second, "pay")
    assert (in_cart(ready), Variant.objects.get(product__title="Linen shirt").stock) == (0, 0)


def test_a_changed_order_that_is_sent_again_is_one_order_too(ready: Shopper) -> None:
    ready.confirm()
    ready.fill("address", ADDRESS | {"shipping_name": "Ada King"})
    agreed = ready.agreed()

    answers = {ready.confirm(agreed).url for _ in range(4)}

    assert len(answers) == 1
    assert [order.state for order in Order.objects.order_by("pk")] == ["cancelled", "awaiting"]


def test_going_back_to_what_was_ordered_first_is_an_order_again(ready: Shopper) -> None:
    ready.confirm()
    first_form = ready.agreed()
    ready.fill("address", ADDRESS | {"shipping_name": "Ada King"})
    ready.confirm()
    ready.fill("address", ADDRESS)

    answers = {ready.confirm(first_form).url for _ in range(3)}

    assert len(answers) == 1
    assert [order.state for order in Order.objects.order_by("pk")] == ["cancelled", "cancelled", "awaiting"]


def test_a_paid_order_is_what_its_form_leads_to_for_ever(ready: Shopper, sandbox: Sandbox, shirt: Product) -> None:
    agreed = ready.agreed()
    come_back(ready, sandbox, ready.confirm(agreed).url, "pay")
    paid = ready.order().get_absolute_url()
    ready.add(make_product(title="Tea towel", stock=5))

    assert {ready.confirm(agreed).url for _ in range(3)} == {paid}


def test_an_order_that_was_paid_a_moment_ago_is_not_replaced(ready: Shopper) -> None:
    ready.confirm()
    # As the provider's webhook leaves it before anybody has emptied the cart.
    Order.objects.update(state=Order.State.PAID, paid_at=timezone.now())
    ready.fill("address", ADDRESS | {"shipping_name": "Ada King"})

    assert ready.confirm().url == ready.order().get_absolute_url()
    assert ready.order().state == Order.State.PAID


def test_another_way_to_pay_is_another_order(ready: Shopper) -> None:
    ready.confirm()

    ready.fill("payment", {"provider": "offline"})
    ready.confirm()

    assert [order.state for order in Order.objects.order_by("pk")] == ["cancelled", "placed"]
    assert in_cart(ready) == 0


def test_what_was_sold_meanwhile_to_another_is_told(ready: Shopper, sandbox: Sandbox) -> None:
    give_up(ready, sandbox, ready.confirm().url)
    agreed = ready.agreed()
    Variant.objects.update(stock=0)

    ready.confirm(agreed)

    page = ready.client.get("/checkout/review/", follow=True).content.decode()
    assert "Linen shirt is sold out." in page
    assert ready.order().state == Order.State.AWAITING_PAYMENT


def test_a_provider_that_is_away_loses_nothing(ready: Shopper, sandbox: Sandbox) -> None:
    sandbox.set(outage=503)

    response = ready.confirm()

    assert response.url == "/checkout/review/"
    page = ready.client.get(response.url).content.decode()
    assert "The payment page cannot be reached now. Nothing was charged." in page
    sandbox.set(outage=0)
    come_back(ready, sandbox, ready.confirm().url, "pay")
    assert ready.order().state == Order.State.PAID


def test_the_order_can_be_paid_from_its_own_page(ready: Shopper, sandbox: Sandbox) -> None:
    address = ready.confirm().url
    stranger = Shopper(LintingClient())

    response = stranger.client.post(f"/checkout/payments/{ready.order().token}/", headers=OWN)

    assert response.headers["Location"] == address


def test_a_payment_cannot_be_tried_without_end(ready: Shopper) -> None:
    ready.confirm()
    token = ready.order().token

    answers = {ready.client.post(f"/checkout/payments/{token}/", headers=OWN).status_code for _ in range(61)}

    assert answers == {303, 429}


def test_shoppers_without_a_session_do_not_share_their_tries(ready: Shopper) -> None:
    ready.confirm()
    token = ready.order().token
    for _ in range(61):
        LintingClient().post(f"/checkout/payments/{token}/", headers=OWN)
    assert LintingClient().post(f"/checkout/payments/{token}/", headers=OWN).status_code == 429
    another = token[::-1]
    Order.objects.update(token=another)

    assert LintingClient().post(f"/checkout/payments/{another}/", headers=OWN).status_code == 303


def test_coming_back_without_end_asks_the_provider_no_more(ready: Shopper, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.confirm()
    asked: list[Order] = []

    def ask(order: Order) -> Order:
        asked.append(order)
        return order

    monkeypatch.setattr("shop.checkout.paying.settling.check_payments", ask)

    for _ in range(40):
        assert ready.client.get(f"/checkout/return/{ready.order().token}/").status_code == 200

    assert len(asked) == 30


OWN = {"Sec-Fetch-Site": "same-origin"}
