"""Reading the cart off a page, or off an answer to htmx, as a shopper sees it."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from html import unescape
from typing import Self

NOTICES = {
    "no longer sold": "withdrawn",
    "Sold out": "sold out",
    "can be ordered now": "too many",
    "price changed": "repriced",
}


@dataclass(frozen=True)
class ShownLine:
    """One line; `offered` is the quantity that the notice's button sends."""

    variant_id: int
    quantity: str | None = None
    total: Decimal | None = None
    notice: str | None = None
    offered: int | None = None

    def offering(self, quantity: int, notice: str) -> Self:
        return replace(self, notice=notice, offered=quantity)


@dataclass(frozen=True)
class ShownCart:
    """What the badge and the contents say. The page has no sums while the cart is empty."""

    badge: int
    lines: tuple[ShownLine, ...]
    subtotal: Decimal | None
    savings: Decimal | None
    can_undo: bool


@dataclass(frozen=True)
class ShownCode:
    """What the cart's page says of a coupon's code that is used, and why it does nothing."""

    code: str | None
    refusal: str | None
    discount: Decimal | None
    total: Decimal | None


def read_cart(html: str) -> ShownCart:
    """Read the one badge and the one contents. Raises AssertionError where there are more or fewer."""
    [badge] = re.findall(r'data-count="(\d+)"', html)
    [contents] = re.findall(r'<div id="cart-contents".*', html, re.DOTALL)
    lines = re.findall(r'<li id="line-(\d+)"(.*?)</li>', contents, re.DOTALL)
    return ShownCart(
        badge=int(badge),
        lines=tuple(read_line(int(key), line) for key, line in lines),
        subtotal=amount(r"<dt>Subtotal</dt><dd>(.*?)</dd>", contents),
        savings=amount(r"<dt>You save</dt><dd>(.*?)</dd>", contents),
        can_undo='id="cart-undo"' in contents,
    )


def read_code(html: str) -> ShownCode:
    code = first(r'<p class="cart-coupon__code">Code (.*?)</p>', html)
    refusal = first(r'<p class="cart-coupon__notice">(.*?)</p>', html)
    return ShownCode(
        code and unescape(code),
        refusal and unescape(refusal),
        amount(r'<div class="cart-sums__discount"><dt>.*?</dt><dd>(.*?)</dd>', html),
        amount(r"<dt>Total</dt><dd>(.*?)</dd>", html),
    )


def read_line(variant_id: int, html: str) -> ShownLine:
    quantity = first(rf'<input id="line-{variant_id}-quantity"[^>]* value="(.*?)"', html)
    notice = first(r'class="cart-line__notice"(.*?)</p>', html)
    offered = first(r'name="quantity" value="(\d+)"', notice or "")
    return ShownLine(
        variant_id,
        quantity,
        amount(r'class="cart-line__total">(.*?)<', html),
        next((kind for words, kind in NOTICES.items() if words in (notice or "")), notice),
        int(offered) if offered else None,
    )


def amount(pattern: str, html: str) -> Decimal | None:
    found = first(pattern, html)
    return None if found is None else Decimal(re.sub(r"[^0-9.]", "", found))


def first(pattern: str, html: str) -> str | None:
    found = re.search(pattern, html, re.DOTALL)
    return found and found[1]
