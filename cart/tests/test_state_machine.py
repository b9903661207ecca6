"""Whatever two shoppers and a merchant do, in any order, the cart is what a plain dict says it is.

`make test` takes the same steps each time; `make soak` takes new ones for long, and prints those that fail.
"""

import os
import re
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cart.responses import VERSION
from cart.tests.cart_model import CartModel, Item
from cart.tests.shown_cart import read_cart
from shop.catalog.models import Product, Variant
from shop.testing.builders import make_product
from shop.testing.htmx import headers

pytestmark = pytest.mark.slow

CART = reverse("cart:cart")
# So few that the cart is full now and then.
MAX_LINES = 4

# Each has steps of its own.
PARTS = range(2)

settings.register_profile(
    "test", max_examples=10, stateful_step_count=50, deadline=None, database=None, derandomize=True
)
settings.register_profile("soak", settings.get_profile("test"), max_examples=50, derandomize=False, print_blob=True)
PROFILE = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))

shoppers = st.sampled_from([0, 0, 0, 1])
places = st.integers(0, 6)
quantities = st.integers(1, 3) | st.sampled_from([0, 5, 6, 99, 100, 10**17])
nonsense = st.sampled_from(
    ["-1", "1.5", "", " ", "abc", "\N{SUPERSCRIPT ONE}", "1_0", "1e3", "0x1", "\x00", "2 2", str(10**20)]
)
stocks = st.sampled_from([0, 1, 1, 2, 2, 3, 120])
prices = st.sampled_from(["0.00", "0.01", "4.20", "20.00", "20.01", "19999.99"]).map(Decimal)


def make_shop() -> None:
    make_product(title="Linen shirt", price="20.00", compare_at_price="25.00", stock=5, options={"Size": ["S", "M"]})
    make_product(title="Tide mug", price="12.50", compare_at_price="15.00", stock=2)
    make_product(title="Last bowl", price="48.00", stock=1)
    make_product(title="Candle", price="0.10", compare_at_price="0.15", stock=120)
    make_product(title="Gift box", price="7.77", stock=0, variant={"track_stock": False})
    make_product(title="Stool", price="150.00", stock=-1, variant={"allow_backorder": True})


class Shopping(RuleBasedStateMachine):
    """Two shoppers and a merchant. Each run begins with the same shop, and leaves nothing behind."""

    def __init__(self) -> None:
        super().__init__()
        self.undoing = transaction.atomic()
        self.undoing.__enter__()
        self.items = {variant.pk: as_item(variant) for variant in Variant.objects.order_by("pk")}
        self.keys = list(self.items)
        self.clients = [Client(), Client()]
        self.carts = [CartModel(MAX_LINES), CartModel(MAX_LINES)]
        self.forgotten = 0
        self.last = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undoing.__exit__(None, None, None)

    @initialize(count=st.sampled_from([0, 2, 3]))
    def begin_with_some(self, count: int) -> None:
        for place in range(count):
            self.add(0, place, 1, is_plain=False)

    # What shoppers do

    @rule(who=shoppers, place=places, quantity=quantities, is_plain=st.booleans())
    def add(self, who: int, place: int, quantity: int, is_plain: bool) -> None:
        key = self.wanted(place)
        taken = self.carts[who].add(key, quantity, self.items[key])
        self.send(who, reverse("cart:add-line"), {"variant": key, "quantity": quantity}, is_plain, taken)

    @rule(who=shoppers, place=places, quantity=quantities, is_plain=st.booleans())
    def set(self, who: int, place: int, quantity: int, is_plain: bool) -> None:
        self.set_line(who, self.keys[place], quantity, is_plain)

    @rule(who=shoppers, place=places, is_plain=st.booleans())
    def remove(self, who: int, place: int, is_plain: bool) -> None:
        lines = list(self.carts[who].lines) or self.keys
        self.set_line(who, lines[place % len(lines)], 0, is_plain)

    @rule(who=shoppers, place=places, typed=nonsense, field=st.sampled_from(["quantity", "variant", "line"]))
    def type_nonsense(self, who: int, place: int, typed: str, field: str) -> None:
        key = self.key_of(place)
        address = reverse("cart:set-line", args=[key]) if field == "line" else reverse("cart:add-line")
        fields = {"quantity": typed} if field == "line" else {"variant": key, "quantity": "1", field: typed}
        self.send(who, address, fields, is_plain=False, is_taken=False)

    @precondition(lambda self: sum(len(cart.lines) for cart in self.carts) > 2)
    @rule(who=shoppers, is_plain=st.booleans())
    def clear(self, who: int, is_plain: bool) -> None:
        self.carts[who].clear()
        self.send(who, reverse("cart:clear"), {}, is_plain, is_taken=True)

    @rule(who=shoppers, is_plain=st.booleans())
    def undo(self, who: int, is_plain: bool) -> None:
        self.carts[who].undo()
        self.send(who, reverse("cart:restore"), {}, is_plain, is_taken=True)

    @precondition(lambda self: len(self.carts[0].lines) > 1)
    @rule(place=places, is_plain=st.booleans(), then=st.sampled_from(["undo", "remove", "clear"]))
    def remove_and_go_on(self, place: int, is_plain: bool, then: str) -> None:
        self.remove(0, place, is_plain)
        if then == "undo":
            self.undo(0, is_plain)
        elif then == "clear":
            self.clear(0, is_plain)
        else:
            self.remove(0, place, is_plain)

    @rule(who=shoppers, is_plain=st.booleans())
    def accept_what_is_told(self, who: int, is_plain: bool) -> None:
        shown = read_cart(self.clients[who].get(CART).content.decode())
        for line in shown.lines:
            if line.offered is not None:
                self.accept(who, line.variant_id, line.offered, is_plain)

    @rule(who=shoppers, place=places)
    def look_around(self, who: int, place: int) -> None:
        shown = self.carts[who].shown(self.items)
        for address in ("/", "/search/?q=e&sort=price", "/nowhere/"):
            assert read_cart(self.clients[who].get(address).content.decode()) == shown
        item = self.items[self.keys[place]]
        answer = self.clients[who].get(f"/products/{item.product}/?variant={self.keys[place]}")
        assert answer.status_code == (200 if item.is_published and not item.is_deleted else 404)
        assert read_cart(answer.content.decode()) == shown

    @precondition(lambda self: sum(len(cart.lines) for cart in self.carts) > 2)
    @rule(who=shoppers, is_ended=st.booleans())
    def begin_a_new_session(self, who: int, is_ended: bool) -> None:
        """The server ends the old session, or the browser forgets it."""
        if is_ended:
            Session.objects.filter(pk=self.session_key(who)).delete()
        else:
            self.forgotten += self.carts[who].is_stored
            self.clients[who].cookies.clear()
        self.carts[who] = CartModel(MAX_LINES)

    # What the merchant does

    @rule(place=places, price=prices)
    def reprice(self, place: int, price: Decimal) -> None:
        for variant in Variant.objects.filter(pk=self.key_of(place)):
            self.items[variant.pk].price = variant.price = price
            variant.save()

    @rule(place=places, stock=stocks)
    def restock(self, place: int, stock: int) -> None:
        for variant in Variant.objects.filter(pk=self.key_of(place)):
            self.items[variant.pk].stock = variant.stock = stock
            variant.save()

    @precondition(lambda self: self.held_by_the_piece())
    @rule(place=places)
    def sell_to_others(self, place: int) -> None:
        """Leave one less than lie in the first cart."""
        held = self.held_by_the_piece()
        key = held[place % len(held)]
        for variant in Variant.objects.filter(pk=key):
            self.items[key].stock = variant.stock = self.carts[0].lines[key][0] - 1
            variant.save()
        self.last = 0

    @rule(place=places, status=st.sampled_from([*Product.Status, Product.Status.ACTIVE]))
    def archive_or_publish(self, place: int, status: Product.Status) -> None:
        slug = self.items[self.key_of(place)].product
        for product in Product.objects.filter(slug=slug):
            product.status = status
            product.save()
        for item in self.items_of(slug):
            item.is_published = status in Product.REACHABLE

    @precondition(lambda self: sum(item.is_deleted for item in self.items.values()) < 2)
    @rule(place=places)
    def delete(self, place: int) -> None:
        slug = self.items[self.key_of(place)].product
        for product in Product.objects.filter(slug=slug):
            product.delete()
        for item in self.items_of(slug):
            item.is_deleted = True

    # What always holds

    @invariant()
    def what_is_stored_is_the_model(self) -> None:
        assert Session.objects.count() == self.forgotten + sum(cart.is_stored for cart in self.carts)
        for who, cart in enumerate(self.carts):
            if cart.is_stored:
                stored = Session.objects.get(pk=self.session_key(who)).get_decoded()["cart"]
                assert stored == cart.stored()
                assert list(stored["lines"]) == [str(key) for key in cart.lines]

    @invariant()
    def the_page_shows_the_model(self) -> None:
        answer = self.clients[self.last].get(CART)
        assert answer.status_code == 200
        html, cart = answer.content.decode(), self.carts[self.last]
        assert read_cart(html) == cart.shown(self.items)
        told = re.findall(r"price changed from €([\d,.]+) to €([\d,.]+)\.", html)
        assert [tuple(Decimal(price.replace(",", "")) for price in prices) for prices in told] == cart.told_prices(
            self.items
        )

    def accept(self, who: int, key: int, quantity: int, is_plain: bool) -> None:
        assert self.carts[who].set(key, quantity, self.items[key], is_told=True)
        told = {"quantity": quantity, "price": str(self.items[key].price)}
        self.send(who, reverse("cart:set-line", args=[key]), told, is_plain, is_taken=True)

    def set_line(self, who: int, key: int, quantity: int, is_plain: bool) -> None:
        taken = self.carts[who].set(key, quantity, self.items[key])
        self.send(who, reverse("cart:set-line", args=[key]), {"quantity": quantity}, is_plain, taken)

    def send(self, who: int, address: str, fields: dict[str, Any], is_plain: bool, is_taken: bool) -> None:
        """Send a form; the answer must say whether it was taken, and must show the cart as it is now."""
        self.last = who
        sent = {"Sec-Fetch-Site": "same-origin"} if is_plain else headers()
        answer = self.clients[who].post(address, fields, headers=sent)
        if is_plain and is_taken:
            assert (answer.status_code, answer["Location"]) == (303, CART)
            return
        if is_plain:
            assert "cart_refusal" in answer.cookies
            answer = self.clients[who].get(answer["Location"])
        assert answer.status_code == (200 if is_taken or is_plain else 422), (answer.status_code, address, fields)
        html = answer.content.decode()
        answered, shown = read_cart(html), self.carts[who].shown(self.items)
        assert answered.badge == shown.badge
        assert answered.subtotal == shown.subtotal
        assert answered == shown or not is_taken
        if not is_plain:
            assert re.search(r'id="cart-status"[^>]*>\s*[^\s<]', html), "Nothing is announced."
            assert f'data-version="{self.cookie(who, VERSION)}"' in html

    def key_of(self, place: int) -> int:
        """Choose what lies in the first cart more often than what does not."""
        held = list(self.carts[0].lines)
        return held[place] if place < len(held) else self.keys[place]

    def held_by_the_piece(self) -> list[int]:
        return [
            key for key, (quantity, _) in self.carts[0].lines.items() if quantity > 1 and self.items[key].is_tracked
        ]

    def wanted(self, place: int) -> int:
        """Choose what can be bought more often than what cannot."""
        buyable = [key for key in self.keys if self.items[key].limit]
        return buyable[place] if place < len(buyable) else self.keys[place]

    def items_of(self, slug: str) -> list[Item]:
        return [item for item in self.items.values() if item.product == slug]

    def session_key(self, who: int) -> str:
        return self.cookie(who, "sessionid")

    def cookie(self, who: int, name: str) -> str:
        cookie = self.clients[who].cookies.get(name)
        return cookie.value if cookie else ""


def as_item(variant: Variant) -> Item:
    is_tracked = variant.track_stock and not variant.allow_backorder
    return Item(variant.product.slug, variant.price, variant.compare_at_price, variant.stock, is_tracked)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("part", PARTS)
def test_the_cart_is_what_a_plain_dict_says_it_is(part: int) -> None:
    make_shop()
    steps = seed(part)(Shopping) if PROFILE.derandomize else Shopping
    # The test client would copy what each template is drawn from.
    with patch("cart.cart.MAX_LINES", MAX_LINES), patch("django.test.client.store_rendered_templates"):
        run_state_machine_as_test(steps, settings=PROFILE)
