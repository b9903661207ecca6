"""What the shopper confirmed becomes an order, with its goods and its coupon, or nothing happens at all."""

from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import TestCase

from shop.catalog.models import CatalogueVersion, StockHold
from shop.catalog.stock import OutOfStock, held_by
from shop.coupons.models import Coupon
from shop.coupons.refusals import CouponRefused
from shop.orders.drafts import OrderDraft, OrderDraftLine
from shop.orders.models import Letter, Order, OrderEvent, OrderLine
from shop.orders.placing import place_order
from shop.testing.builders import make_product, make_variant
from shop.testing.orders import make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database locks")]


def test_it_stores_all_that_the_draft_says() -> None:
    variant = make_product(
        title="Linen shirt", price="20", options={"Size": ["M"]}, variant={"sku": "LS"}
    ).variants.get()
    draft = make_draft(of={variant: 2}, note="Ring twice", phone="+49 30 1", delivery_price=Decimal("4.90"))
    order = place_order(draft)
    for field in fields(OrderDraft):
        if field.name != "lines":
            assert getattr(order, field.name) == getattr(draft, field.name), field.name
    line = order.lines.get()
    for field in fields(OrderDraftLine):
        assert getattr(line, field.name) == getattr(draft.lines[0], field.name), field.name
    assert (line.name, line.total, order.total) == ("Linen shirt (M)", Decimal(40), Decimal("44.90"))


def test_it_keeps_what_was_agreed_when_the_product_changes_or_goes() -> None:
    product = make_product(title="Linen shirt", price="20")
    order = place_order(make_draft(of={product.variants.get(): 1}))
    product.delete()
    line = order.lines.get()
    assert (line.variant, line.product_title, line.unit_price) == (None, "Linen shirt", Decimal(20))


def test_it_awaits_the_payment_of_an_offline_order_as_placed() -> None:
    order = place_order(make_draft(payment_provider="offline"))
    assert (order.state, order.paid_at, order.is_held) == (Order.State.PLACED, None, True)


def test_it_takes_the_goods_and_writes_once() -> None:
    variant = make_product(stock=5).variants.get()
    draft = make_draft(of={variant: 2})
    order = place_order(draft)
    variant.refresh_from_db()
    assert variant.stock == 3
    assert held_by(draft.checkout_token) == {variant.pk: 2}
    assert list(order.letters.values_list("kind", flat=True)) == [Letter.Kind.PLACED]
    assert list(order.events.values_list("kind", flat=True)) == [OrderEvent.Kind.PLACED]


def test_the_same_token_is_the_same_order_even_with_other_goods() -> None:
    draft = make_draft()
    order = place_order(draft)
    again = place_order(replace(make_draft(), checkout_token=draft.checkout_token))
    assert again == order
    assert (Order.objects.count(), OrderLine.objects.count(), Letter.objects.count()) == (1, 1, 1)


def test_it_is_paid_at_once_where_nothing_is_to_be_paid() -> None:
    variant = make_product(stock=5).variants.get()
    with TestCase.captureOnCommitCallbacks(execute=True):
        order = place_order(make_draft(of={variant: 1}, discount=Decimal(20), payment_provider=""))
    assert (order.state, order.is_paid, StockHold.objects.count()) == (Order.State.PAID, True, 0)
    variant.refresh_from_db()
    assert variant.stock == 4


def test_it_says_all_that_is_short_and_leaves_nothing_behind() -> None:
    few = make_product(title="Few", stock=1).variants.get()
    none = make_product(title="None", stock=0).variants.get()
    hidden = make_product(title="Hidden", stock=9, status="draft").variants.get()
    many = make_product(title="Many", stock=9).variants.get()
    with pytest.raises(OutOfStock) as refused:
        place_order(make_draft(of={few: 2, none: 1, hidden: 1, many: 1}))
    assert sorted(lack.sentence for lack in refused.value.shortages) == [
        "Hidden is no longer sold.",
        "None is sold out.",
        "Only 1 of Few is left.",
    ]
    assert (Order.objects.count(), StockHold.objects.count(), Letter.objects.count()) == (0, 0, 0)
    many.refresh_from_db()
    assert many.stock == 9


def test_it_says_that_a_deleted_variant_is_no_longer_sold() -> None:
    gone = make_product(options={"Size": ["S", "M"]}).variants.first()
    assert gone is not None
    draft = make_draft(of={gone: 1})
    gone.delete()
    with pytest.raises(OutOfStock) as refused:
        place_order(draft)
    assert [lack.variant for lack in refused.value.shortages] == [None]


def test_it_counts_the_coupon_and_refuses_with_it() -> None:
    coupon = Coupon.objects.create(code="ONCE", kind=Coupon.Kind.FIXED, value=Decimal(2), max_uses=1)
    place_order(make_draft(coupon_code="ONCE", discount=Decimal(2)))
    coupon.refresh_from_db()
    assert coupon.uses == 1
    variant = make_product(stock=5).variants.get()
    with pytest.raises(CouponRefused):
        place_order(make_draft(of={variant: 1}, coupon_code="ONCE", discount=Decimal(2)))
    variant.refresh_from_db()
    assert (Order.objects.count(), variant.stock) == (1, 5)


@pytest.mark.parametrize(
    ("fields", "left"), [({"track_stock": False, "stock": 0}, 0), ({"allow_backorder": True, "stock": 1}, -2)]
)
def test_it_sells_what_needs_no_stock(fields: dict[str, Any], left: int) -> None:
    variant = make_variant(**fields)
    place_order(make_draft(of={variant: 3}))
    variant.refresh_from_db()
    assert variant.stock == left


@pytest.mark.parametrize(("stock", "is_told"), [(20, False), (6, True), (1, True)])
def test_it_makes_pages_new_only_where_they_show_the_stock(stock: int, is_told: bool) -> None:
    product = make_product(stock=stock)
    draft = make_draft(of={product.variants.get(): 1})
    before = CatalogueVersion.current()
    place_order(draft)
    product.refresh_from_db()
    assert (CatalogueVersion.current() != before, product.is_available) == (is_told, stock > 1)


def test_an_order_without_lines_is_none() -> None:
    with pytest.raises(ValueError, match="needs a line"):
        place_order(make_draft(of={}))
