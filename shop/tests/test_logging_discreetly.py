"""Whoever reads the logs cannot open an order."""

import logging
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from shop.logs import DiscreetFormatter
from shop.orders.models.orders import new_token


@pytest.mark.parametrize("name", ["orders:order-detail", "checkout:pay", "checkout:return"])
def test_an_orders_link_is_logged_without_its_token(name: str) -> None:
    token = new_token()
    record = logging.makeLogRecord(
        {"msg": "Internal Server Error: %s", "args": (reverse(name, args=[token]),), "levelname": "ERROR"}
    )
    record.exc_info = (ValueError, ValueError(f"http://shop.example{reverse(name, args=[token])}?cancelled"), None)
    said = DiscreetFormatter().format(record)
    assert token not in said
    assert said.count("[token]") == 2


def test_other_addresses_are_logged_as_they_are() -> None:
    said = "Not Found: /products/a-name-that-is-longer-than-any-token/ /orders/"
    assert DiscreetFormatter().format(logging.makeLogRecord({"msg": said})) == said


def test_the_shop_logs_by_it() -> None:
    formatters: Any = settings.LOGGING["formatters"]
    assert formatters["plain"]["class"] == "shop.logs.DiscreetFormatter"
