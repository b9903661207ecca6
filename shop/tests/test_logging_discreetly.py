"""Whoever reads the logs cannot open an order."""

import json
import logging
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import reverse

from shop.logs import DiscreetFormatter, DiscreetJsonFormatter
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


@pytest.mark.parametrize("formatter", [DiscreetFormatter(), DiscreetJsonFormatter()])
def test_a_mail_address_is_logged_nowhere(formatter: logging.Formatter) -> None:
    record = logging.makeLogRecord({"msg": "Not Found: /ada.love+1@mail.example.org/", "path": "/x/ada@example.org"})
    record.exc_info = (ValueError, ValueError({"ada@example.org": (550, b"<ada@example.org> unknown")}), None)
    said = formatter.format(record)
    assert "ada" not in said
    assert said.count("[mail]") >= 3


def test_what_stands_behind_the_path_of_a_failed_request_is_in_no_object() -> None:
    request = RequestFactory().get("/nowhere/?q=ada")
    record = logging.makeLogRecord({"msg": "Not Found: /nowhere/", "status_code": 404, "request": request})
    said = json.loads(DiscreetJsonFormatter().format(record))
    assert said == {"message": "Not Found: /nowhere/", "status_code": 404}


def test_a_line_says_of_which_zone_its_time_is() -> None:
    record = logging.makeLogRecord({"msg": "ready", "created": 0.25, "msecs": 250.0})
    assert re.fullmatch(r"19(69|70)-\d\d-\d\d \d\d:00:00,250[+-]\d{4}", DiscreetFormatter().formatTime(record))


def test_other_addresses_are_logged_as_they_are() -> None:
    said = "Not Found: /products/a-name-that-is-longer-than-any-token/ /orders/"
    assert DiscreetFormatter().format(logging.makeLogRecord({"msg": said})) == said


def test_the_shop_logs_by_it() -> None:
    formatters: Any = settings.LOGGING["formatters"]
    assert formatters["text"]["class"] == "shop.logs.DiscreetFormatter"
    assert formatters["json"]["()"] == "shop.logs.DiscreetJsonFormatter"
