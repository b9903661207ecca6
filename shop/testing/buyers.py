"""Buyers in a shop that is served, with checkouts that are filled in, so that all can confirm at the same moment."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from ipaddress import IPv4Address
from threading import Barrier
from typing import Any
from zlib import crc32

import httpx
import psycopg
from django.conf import settings

from shop.testing.filled_checkouts import ADDRESS, Checkout
from shop.testing.server import Shop
from shop.testing.shoppers import OWN_FORM

SECONDS = 60
SERVER_ERROR = 500


def confirm_at_once(shop: Shop, checkouts: Iterable[Checkout]) -> list[httpx.Response]:
    """Send the review's form of each at the same moment, and return where it led each of them in the end."""
    with ExitStack() as stack:
        clients = [(stack.enter_context(visit(shop, checkout)), checkout) for checkout in checkouts]
        start = Barrier(len(clients))

        def go(client: httpx.Client, checkout: Checkout) -> httpx.Response:
            start.wait(SECONDS)
            return confirm(client, {"token": checkout.token, "shown": checkout.shown})

        with ThreadPoolExecutor(len(clients)) as threads:
            return list(threads.map(go, *zip(*clients, strict=True)))


def fill_in(client: httpx.Client, email: str = "ada@example.org") -> dict[str, str]:
    """Fill in what a checkout asks a guest with one way of delivery and of payment; return what the review's form has.

    Raises LookupError where it does not lead to the review.
    """
    client.post("/checkout/contact/", data={"email": email})
    review = client.post("/checkout/address/", data=ADDRESS)
    return read_form(review)


def read_form(review: httpx.Response) -> dict[str, str]:
    """Return what the review's form carries. Raises LookupError for another page."""
    fields = dict(re.findall(r'<input type="hidden" name="(token|shown)" value="([^"]*)">', review.text))
    if not fields.get("token"):
        raise LookupError(f"{review.status_code} {review.url}: {review.text[:2000]}")
    return fields


def confirm(client: httpx.Client, agreed: Mapping[str, str]) -> httpx.Response:
    """Send the review's form, and return where that leads in the end."""
    return client.post("/checkout/review/", data=agreed)


def visit(shop: Shop, checkout: Checkout | None = None, *, address: str | None = None) -> httpx.Client:
    """Return a browser without scripts that follows redirects, known as the one who filled in the checkout.

    It comes from the address. Each who has filled in a checkout comes from one of their own.
    """
    return httpx.Client(
        transport=httpx.HTTPTransport(verify=False, local_address=home(checkout) if checkout else address),
        base_url=shop.url,
        headers=OWN_FORM,
        cookies={settings.SESSION_COOKIE_NAME: checkout.session_key} if checkout else None,
        timeout=SECONDS,
        follow_redirects=True,
        trust_env=False,
    )


def home(checkout: Checkout) -> str:
    return loopback(crc32(checkout.session_key.encode()))


def loopback(number: int) -> str:
    """Return the address of that number, of 65,536 in the loopback network."""
    return str(IPv4Address("127.1.0.0") + number % 2**16)


def outcomes(answers: Iterable[httpx.Response], *told: str) -> Counter[str]:
    """Count who got an order, and who was told with all of these words, in whatever case, why there is none."""
    return Counter(outcome(answer, *told) for answer in answers)


def outcome(answer: httpx.Response, *told: str) -> str:
    statuses = [each.status_code for each in (*answer.history, answer)]
    if max(statuses) >= SERVER_ERROR:
        return f"failed: {statuses}"
    if answer.url.path.startswith("/orders/"):
        return "order"
    is_told = told and all(words.casefold() in answer.text.casefold() for words in told)
    return "told why not" if is_told else f"told nothing: {statuses} {answer.url.path}"


def ask(shop: Shop, query: str) -> list[Any]:
    """Return the rows of a query to the shop's database, past the shop; of a single column its values."""
    url = shop.environment["DATABASE_URL"]
    is_sqlite = url.startswith("sqlite")
    with closing(sqlite3.connect(url.removeprefix("sqlite:///")) if is_sqlite else psycopg.connect(url)) as connection:
        rows = connection.execute(query).fetchall()
    return [row[0] if len(row) == 1 else tuple(row) for row in rows]
