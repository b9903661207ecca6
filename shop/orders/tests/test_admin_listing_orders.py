"""A merchant finds orders, sees what needs a person, and takes them along as a file."""

import csv
import re
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from shop.catalog.tests.admin_pages import rows
from shop.orders import services
from shop.orders.models import Order
from shop.orders.refunding import refund
from shop.testing.builders import make_product
from shop.testing.orders import ADA, make_order

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = reverse("admin:orders_order_changelist")


def numbers(client: Client, **query: Any) -> set[str]:
    return {row[1] for row in rows(client.get(LIST, query).content.decode())}


@pytest.fixture
def found() -> Order:
    shirt = make_product(title="Linen shirt", variant={"sku": "LS-1"}).variants.get()
    order = make_order(of={shirt: 1}, email="ada@example.com", phone="+49 30 1")
    make_order(
        of={make_product(title="Mug").variants.get(): 1},
        email="eve@x.org",
        shipping_address=ADA | {"name": "Eve"},
        billing_address={},
    )
    return order


@pytest.mark.parametrize("words", ["ada@", "Lovelace", "lovelace", "Linen", "LS-1", "+49 30"])
def test_it_finds_orders_by_who_and_what(admin_client: Client, found: Order, words: str) -> None:
    assert numbers(admin_client, q=words) == {str(found)}


@pytest.mark.parametrize("sign", ["", "#"])
def test_it_finds_an_order_by_its_number(admin_client: Client, found: Order, sign: str) -> None:
    assert numbers(admin_client, q=f"{sign}{found.number}") == {str(found)}


def test_it_finds_a_number_in_the_digits_of_another_script(admin_client: Client, found: Order) -> None:
    typed = "".join(chr(ord("\N{FULLWIDTH DIGIT ZERO}") + int(digit)) for digit in str(found.number))
    assert numbers(admin_client, q=f"\N{FULLWIDTH NUMBER SIGN}{typed}") == {str(found)}


def test_it_narrows_by_state_payment_and_attention(admin_client: Client, found: Order) -> None:
    services.mark_paid(order=found)
    Order.objects.filter(pk=found.pk).update(attention="Look at this")
    for query in ({"state__exact": "paid"}, {"paid": "1"}, {"attention": "1"}):
        assert numbers(admin_client, **query) == {str(found)}
    assert str(found) not in numbers(admin_client, attention="0")
    assert "Look at this" in admin_client.get(LIST).content.decode()


def test_it_says_how_much_of_the_money_was_returned(admin_client: Client) -> None:
    """Sums that binary fractions do not hold, beside money that a person has seen or that does not fit."""
    none, part, whole, by_hand = (services.mark_paid(order=make_order()) for _ in range(4))
    unpaid = make_order()
    for order, amounts in ((part, ["5.10"]), (whole, ["5.10", "0.30", "14.60"])):
        for amount in amounts:
            refund(order, Decimal(amount))
    services.ship(order=whole)
    misfit = by_hand.payments.create(
        provider="offline", amount=5, currency="EUR", received_amount=5, received_currency="EUR", state="attention"
    )
    refund(by_hand, Decimal(5), payment=misfit)
    assert numbers(admin_client, returned="part") == {str(part), str(by_hand)}
    assert numbers(admin_client, returned="whole") == {str(whole)}
    assert numbers(admin_client, returned="none") == {str(none), str(unpaid)}
    page = admin_client.get(LIST).content.decode()
    assert (page.count("returned--part"), page.count("returned--whole")) == (2, 1)
    assert "returned--whole" in admin_client.get(reverse("admin:orders_order_change", args=[whole.pk])).content.decode()


def test_it_says_how_much_stock_is_low(admin_client: Client) -> None:
    make_product(stock=5)
    make_product(stock=0)
    make_product(stock=0, status="archived")
    make_product(stock=6)
    assert "2 variants are low or sold out" in admin_client.get(LIST).content.decode()
    stock = admin_client.get(reverse("admin:catalog_variant_changelist"), {"stock": "scarce"})
    assert len(rows(stock.content.decode())) == 2


def test_it_costs_the_same_queries_for_one_order_and_for_many(admin_client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.get(LIST).status_code == 200
        return len(captured)

    make_order()
    queries()
    few = queries()
    for _ in range(5):
        make_order()
    queries()
    assert queries() == few


def exported(client: Client, *orders: Order) -> list[dict[str, str]]:
    chosen = {"action": "export_csv", "_selected_action": [order.pk for order in orders]}
    answer = client.post(LIST, chosen)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(StringIO(text, newline="")))


def test_it_exports_a_row_for_each_line(admin_client: Client) -> None:
    shirt, mug = (make_product(title=title).variants.get() for title in ("Linen shirt", "Mug"))
    order, other = make_order(of={shirt: 2, mug: 1}), make_order(of={mug: 1})
    make_order()
    read = exported(admin_client, order, other)
    assert [(row["Order"], row["Product"], row["Quantity"], row["Total"]) for row in read] == [
        (str(order.number), "Linen shirt", "2", "60.00"),
        (str(order.number), "Mug", "1", ""),
        (str(other.number), "Mug", "1", "20.00"),
    ]
    assert read[0]["Deliver to"] == "Ada Lovelace, Torstraße 1, 10115 Berlin, Germany"


def test_exported_times_are_the_shops_and_rates_have_no_needless_places(
    admin_client: Client, settings: Settings
) -> None:
    settings.TIME_ZONE = "Asia/Seoul"
    order = make_order()
    Order.objects.filter(pk=order.pk).update(
        state=Order.State.PAID,
        placed_at=datetime(2026, 5, 4, 14, 30, 5, tzinfo=UTC),
        paid_at=datetime(2026, 5, 4, 15, 0, 1, 9, tzinfo=UTC),
    )
    order.lines.update(tax_percent=Decimal("19.000"))
    [row] = exported(admin_client, order)
    assert (row["Placed"], row["Paid"], row["Tax in %"]) == ("2026-05-04 23:30", "2026-05-05 00:00", "19")
    for percent, said in (("5.500", "5.5"), ("20.000", "20"), ("0.000", "0")):
        order.lines.update(tax_percent=Decimal(percent))
        assert exported(admin_client, order)[0]["Tax in %"] == said


def test_the_exported_sums_add_up_to_what_was_sold_and_given_back(admin_client: Client) -> None:
    shirt, mug = (make_product(title=title).variants.get() for title in ("Linen shirt", "Mug"))
    order = services.mark_paid(order=make_order(of={shirt: 2, mug: 1}, delivery_price=Decimal("4.90")))
    other = services.mark_paid(order=make_order(of={mug: 1}))
    for amount in ("5.10", "0.30"):
        refund(order, Decimal(amount))
    payment = other.payments.create(
        provider="stripe", amount=20, currency="EUR", received_amount=20, received_currency="EUR", state="captured"
    )
    payment.disputes.create(reference="dp_1", amount=20, state="lost")
    payment.disputes.create(reference="dp_2", amount=20, state="won")
    read = exported(admin_client, order, other)
    assert len(read) == 3
    sums = {
        name: sum(Decimal(row[name] or 0) for row in read)
        for name in ("Subtotal", "Delivery price", "Total", "Returned", "Lost in disputes", "Line total")
    }
    assert sums == {
        "Subtotal": Decimal("80.00"),
        "Delivery price": Decimal("4.90"),
        "Total": Decimal("84.90"),
        "Returned": Decimal("5.40"),
        "Lost in disputes": Decimal("20.00"),
        "Line total": Decimal("80.00"),
    }
    assert (read[0]["Returned"], read[1]["Returned"]) == ("5.40", "")


@pytest.mark.parametrize(
    ("state", "shown"), [("open", "disputed"), ("inquiry", "disputed"), ("lost", "lost"), ("won", "none")]
)
def test_a_disputed_order_is_found_by_its_dispute(state: str, shown: str, admin_client: Client) -> None:
    order = services.mark_paid(order=make_order())
    payment = order.payments.create(
        provider="stripe", amount=20, currency="EUR", received_amount=20, received_currency="EUR", state="captured"
    )
    payment.disputes.create(reference="dp_1", amount=20, state=state)
    assert numbers(admin_client, returned=shown) == {str(order)}


def test_the_orders_page_writes_money_as_the_shop_does(admin_client: Client) -> None:
    order = services.mark_paid(order=make_order())
    refund(order, Decimal("5.10"))
    order.payments.get().disputes.create(reference="dp_1", amount=Decimal("1.50"), state="open")
    page = admin_client.get(reverse("admin:orders_order_change", args=[order.pk])).content.decode()
    for said in ("€20.00", "€5.10 (Done)", "€1.50 (Open)"):
        assert said in page
    assert not re.search(r"\d[.,]\d{3}(?!\d)", re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", page, flags=re.S))


def test_no_spreadsheet_takes_what_a_shopper_typed_for_a_formula(admin_client: Client) -> None:
    formula = '=HYPERLINK("https://evil.example";"Click")'
    order = make_order(note=formula, phone="+49 30 1", billing_address=ADA | {"name": "@SUM(A1)"})
    [row] = exported(admin_client, order)
    assert (row["Note"], row["Telephone"], row["Bill to"][:2]) == (f"'{formula}", "'+49 30 1", "'@")
