"""A merchant reads an order in the admin, moves it in allowed ways, and nothing else."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission, User
from django.core import mail
from django.test import Client
from django.urls import reverse

from shop.catalog.tests.admin_pages import form_fields
from shop.orders import services
from shop.orders.models import Order, OrderEvent, Refund
from shop.orders.outbox import send_due
from shop.orders.settling import check_payments
from shop.orders.tests.paying import begin
from shop.testing.builders import make_product
from shop.testing.orders import make_order
from shop.testing.sandbox import Sandbox

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
State = Order.State


def page_of(order: Order) -> str:
    return reverse("admin:orders_order_change", args=[order.pk])


def do(order: Order, verb: str) -> str:
    return reverse("admin:orders_order_do", args=[order.pk, verb])


def test_it_shows_all_of_an_order(admin_client: Client) -> None:
    order = make_order(of={make_product(title="Linen shirt").variants.get(): 2}, note="Ring twice")
    services.mark_paid(order=order)
    page = admin_client.get(page_of(order)).content.decode()
    for said in ("Linen shirt", "Ring twice", "Torstraße 1", "€40.00", "Order placed", "Payment received"):
        assert said in page, said


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (State.AWAITING_PAYMENT, ["pay", "cancel", "resend"]),
        (State.PLACED, ["pay", "pack", "ship", "cancel", "resend"]),
        (State.PACKED, ["pay", "ship", "cancel", "resend"]),
        (State.SHIPPED, ["pay", "ship", "resend"]),
        (State.CANCELLED, ["resend"]),
    ],
)
def test_it_offers_what_is_allowed_and_does_nothing_else(admin_client: Client, state: State, verbs: list[str]) -> None:
    order = make_order(state=state)
    page = admin_client.get(page_of(order)).content.decode()
    every = ["pay", "pack", "ship", "cancel", "refund", "resend"]
    assert [verb for verb in every if do(order, verb) in page] == verbs
    for verb in set(every) - set(verbs):
        admin_client.post(do(order, verb), {"amount": "1", "key": "k"})
    order.refresh_from_db()
    assert (order.state, order.paid_at) == (state, None)


def test_it_goes_from_paid_to_shipped_with_who_did_it(admin_client: Client, admin_user: User) -> None:
    order = make_order()
    assert admin_client.get(do(order, "pay")).status_code == 200
    assert admin_client.post(do(order, "pay"), {"text": "Bank statement"}).status_code == 302
    assert admin_client.post(do(order, "pack")).status_code == 302
    fields = {"carrier": "Post", "tracking_number": "A1", "tracking_url": "https://post.example/A1"}
    assert admin_client.post(do(order, "ship"), fields).status_code == 302
    order.refresh_from_db()
    assert (order.state, order.is_paid, order.shipments.get().tracking_number) == (State.SHIPPED, True, "A1")
    events = list(order.events.exclude(user=None).values_list("kind", "user", "text"))
    assert events == [
        ("paid", admin_user.pk, "Bank statement"),
        ("packed", admin_user.pk, ""),
        ("shipped", admin_user.pk, "Post A1"),
    ]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "post.example", "ftp://post.example"])
def test_it_refuses_a_tracking_link_that_is_none(admin_client: Client, link: str) -> None:
    order = make_order()
    assert "errornote" in admin_client.post(do(order, "ship"), {"tracking_url": link}).content.decode()
    assert order.shipments.count() == 0


def test_it_returns_money_in_part_and_once_for_each_form(admin_client: Client) -> None:
    order = services.mark_paid(order=make_order())
    fields = form_fields_of(admin_client, do(order, "refund"))
    assert fields["amount"] == "20.00"
    for _ in range(2):
        assert admin_client.post(do(order, "refund"), fields | {"amount": "7.50"}).status_code == 302
    assert [refund.amount for refund in Refund.objects.all()] == [Decimal("7.50")]
    assert form_fields_of(admin_client, do(order, "refund"))["amount"] == "12.50"
    too_much = form_fields_of(admin_client, do(order, "refund")) | {"amount": "12.51"}
    assert "At most €12.50" in admin_client.post(do(order, "refund"), too_much).content.decode()
    assert Refund.objects.count() == 1


def test_it_refuses_places_that_the_currency_does_not_have(admin_client: Client) -> None:
    order = services.mark_paid(order=make_order())
    fields = form_fields_of(admin_client, do(order, "refund")) | {"amount": "1.234"}
    assert "no more than 2 decimal places" in admin_client.post(do(order, "refund"), fields).content.decode()
    assert not Refund.objects.exists()


def test_what_the_provider_refused_is_tried_again_on_the_same_page_and_paid_once(
    admin_client: Client, sandbox: Sandbox
) -> None:
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")
    order = check_payments(payment.order)
    sandbox.set(outage=400)
    refused = admin_client.post(do(order, "refund"), form_fields_of(admin_client, do(order, "refund"))).content.decode()
    assert "The payment provider did not do it" in refused
    sandbox.set(outage=0)
    for _ in range(2):
        assert admin_client.post(do(order, "refund"), form_fields(refused, form="verb_form")).status_code == 302
    assert [refund["amount_minor"] for refund in sandbox.captured()[0]["refunds"].values()] == [2000]
    assert list(Refund.objects.values_list("state", flat=True)) == ["failed", "done"]


def test_it_says_that_nobody_knows_while_the_provider_does_not_answer(admin_client: Client, sandbox: Sandbox) -> None:
    payment = begin()
    sandbox.choose(payment.reference or "", "pay")
    order = check_payments(payment.order)
    fields = form_fields_of(admin_client, do(order, "refund"))
    sandbox.set(outage=503)
    answer = admin_client.post(do(order, "refund"), fields, follow=True)
    assert "Nobody knows yet whether it was done" in answer.content.decode()
    assert Refund.objects.get().state == "started"


def form_fields_of(client: Client, page: str) -> dict[str, str]:
    return form_fields(client.get(page).content.decode(), form="verb_form")


def test_it_sends_a_mail_again_to_a_corrected_address(admin_client: Client) -> None:
    order = make_order(email="ada@exmaple.com")
    send_due()
    fields = form_fields(admin_client.get(page_of(order)).content.decode(), form="order_form")
    changed = fields | {"email": "ada@example.com", "attention": "call her"}
    assert admin_client.post(page_of(order), changed).status_code == 302
    assert admin_client.post(do(order, "resend"), {"letter": order.letters.get().pk}).status_code == 302
    send_due()
    assert [sent.to for sent in mail.outbox] == [["ada@exmaple.com"], ["ada@example.com"]]
    kinds = list(order.events.values_list("kind", flat=True))
    assert kinds == [OrderEvent.Kind.PLACED, OrderEvent.Kind.NOTE, OrderEvent.Kind.MAIL]


@pytest.mark.parametrize("field", ["phone", "attention", "email"])
@pytest.mark.parametrize("character", ["\x07", "\u202e", "\ud7ff\uffff"])
def test_it_refuses_what_cannot_be_printed(admin_client: Client, field: str, character: str) -> None:
    order = make_order(phone="+49 30 1")
    fields = form_fields(admin_client.get(page_of(order)).content.decode(), form="order_form")
    page = admin_client.post(page_of(order), fields | {field: f"a{character}b"})
    assert "errornote" in page.content.decode()
    before = order.phone, order.attention, order.email
    order.refresh_from_db()
    assert (order.phone, order.attention, order.email) == before


@pytest.mark.parametrize(
    ("verb", "field"), [("pay", "text"), ("ship", "carrier"), ("ship", "tracking_number"), ("cancel", "reason")]
)
def test_it_takes_no_control_character_with_what_it_does(admin_client: Client, verb: str, field: str) -> None:
    order = make_order()
    assert "errornote" in admin_client.post(do(order, verb), {field: "a\x07b"}).content.decode()
    order.refresh_from_db()
    assert order.state == State.PLACED


def test_what_a_provider_said_can_be_saved_with_the_order(admin_client: Client) -> None:
    order = make_order(note="Two\nlines, עברית, 한국어 👩🏽‍💻")
    services.add_attention(order, "550\x1b[0m go\taway")
    services.add_attention(order, "Second line")
    assert order.attention == "550[0m goaway\nSecond line"
    order.full_clean()


def test_a_merchant_cannot_write_what_was_agreed(admin_client: Client) -> None:
    order = make_order()
    fields = form_fields(admin_client.get(page_of(order)).content.decode(), form="order_form")
    tampered = fields | {"total": "1", "state": "paid", "paid_at_0": "2026-01-01", "lines-0-quantity": "9"}
    admin_client.post(page_of(order), tampered)
    order.refresh_from_db()
    assert (order.total, order.state, order.is_paid, order.lines.get().quantity) == (20, State.PLACED, False, 1)
    assert admin_client.get(reverse("admin:orders_order_add")).status_code == 403
    assert admin_client.post(reverse("admin:orders_order_delete", args=[order.pk])).status_code == 403


def test_staff_who_may_only_look_do_nothing(client: Client) -> None:
    user = User.objects.create_user("mina", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)
    order = make_order()
    page = client.get(page_of(order)).content.decode()
    assert "Linen shirt" in page
    assert do(order, "pay") not in page
    assert client.post(do(order, "pay")).status_code == 403
    assert client.get(reverse("admin:orders_order_slip", args=[order.pk])).status_code == 200


def test_strangers_see_no_packing_slip(client: Client) -> None:
    order = make_order()
    for page in (reverse("admin:orders_order_slip", args=[order.pk]), do(order, "pay"), page_of(order)):
        assert client.get(page).status_code == 302


def test_a_packing_slip_says_what_goes_where_and_no_price(admin_client: Client) -> None:
    variant = make_product(title="Linen shirt", variant={"sku": "LS-1"}).variants.get()
    order = make_order(of={variant: 3}, note="Ring twice")
    page = admin_client.get(reverse("admin:orders_order_slip", args=[order.pk])).content.decode()
    for said in ("Linen shirt", "LS-1", "Torstraße 1", "Ring twice", "<td>3</td>"):
        assert said in page, said
    assert "€" not in page


def paid_with(*, refunds: str = "", disputed: str = "", state: str = "open") -> Order:
    """An order of €20.00, of which so much went back and so much is, or was, disputed."""
    order = services.mark_paid(order=make_order())
    payment = order.payments.create(
        provider="stripe", amount=20, currency="EUR", received_amount=20, received_currency="EUR", state="captured"
    )
    if refunds:
        payment.refunds.create(amount=refunds, state=Refund.State.DONE)
    if disputed:
        payment.disputes.create(reference="dp_1", amount=disputed, state=state)
    return order


def test_it_does_not_offer_to_return_what_is_not_there(admin_client: Client) -> None:
    for order in (paid_with(refunds="20"), paid_with(disputed="20")):
        assert do(order, "refund") not in admin_client.get(page_of(order)).content.decode()
        assert admin_client.get(do(order, "refund")).status_code == 302
    left = paid_with(refunds="19")
    assert do(left, "refund") in admin_client.get(page_of(left)).content.decode()


@pytest.mark.parametrize(
    ("money", "said"),
    [
        ({"disputed": "20"}, "The payment of this order is disputed."),
        ({"refunds": "20"}, "All the money of this order was returned."),
        ({"disputed": "20", "state": "lost"}, "The money of this order was lost in a dispute."),
    ],
)
def test_it_warns_of_money_that_is_gone_where_goods_would_leave(
    admin_client: Client, money: dict[str, str], said: str
) -> None:
    order = paid_with(**money)
    for page in (page_of(order), do(order, "pack"), do(order, "ship")):
        assert said in admin_client.get(page).content.decode()
    assert said not in admin_client.get(do(order, "cancel")).content.decode()
    assert "errornote" not in admin_client.get(page_of(paid_with())).content.decode()


def test_it_tells_what_was_lost_from_what_was_returned(admin_client: Client) -> None:
    both, lost = paid_with(refunds="5", disputed="15", state="lost"), paid_with(disputed="20", state="lost")
    assert "In part, the rest lost in a dispute" in admin_client.get(page_of(both)).content.decode()
    assert ">Lost in a dispute<" in admin_client.get(page_of(lost)).content.decode()
    whole = paid_with(refunds="20")
    assert ">In whole<" in admin_client.get(page_of(whole)).content.decode()
