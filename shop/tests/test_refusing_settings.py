"""A setting that cannot work stops the start and says what it may be; one that does not exist is named."""

import os
import re
import runpy
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from shop import environment
from shop.payments.registry import PROVIDERS
from shop.testing.environment import DEFAULTS, ENVIRONMENT
from shop.testing.server import ROOT

SECRET = "s3cr/et@word"
NAME = re.compile(r"`([A-Z][A-Z_]+)`")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TIME_ZONE", "Europe/Berlln", "it may be a name like Europe/Berlin"),
        ("TIME_ZONE", "Europe", "it may be a name like"),
        ("TIME_ZONE", "../localtime", "it may be a name like"),
        ("SHOP_URL", "shop.example", "it may be an address like https://shop.example"),
        ("SHOP_URL", "ftp://shop.example", "it may be an address like https://shop.example"),
        ("SHOP_URL", "http://shop.example/shop/", "a scheme and a host alone"),
        ("SHOP_URL", "http://shop.example?a=b", "a scheme and a host alone"),
        ("EMAIL_FROM", "Baguni", "may be an address like shop@shop.example or Shop <shop@shop.example>"),
        ("EMAIL_FROM", "Baguni <shop@>", "may be an address like"),
        ("EMAIL_REPLY_TO", "nobody", "may be an address like"),
        ("DATABASE_URL", f"mysql://me:{SECRET}@host/shop", "it may begin with postgres:// or sqlite://"),
        ("DATABASE_URL", f"postgres://me:{SECRET}@host:port/shop", "cannot be read"),
        ("DATABASE_URL", "shop.sqlite3", "it may begin with postgres:// or sqlite://"),
        ("DATABASE_URL", "postgres://", "it may name a database"),
        ("ALLOWED_HOSTS", "https://shop.example/", "may hold host names alone"),
        ("ALLOWED_HOSTS", "shop.example:8000", "may hold host names alone"),
        ("EMAIL_URL", f"pigeon://me:{SECRET}@host", "signs such as / and @ may be written as %2F and %40"),
        ("PORT", "http", "may be a whole number from 1 to 65535"),
    ],
)
def test_what_cannot_work_stops_the_start_with_a_sentence(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is ") as refusal:
        read(monkeypatch, **{name: value})

    assert said in str(refusal.value)
    assert not any(part in str(refusal.value) for part in SECRET.split("/"))


@pytest.mark.parametrize("hosts", ["shop.example", ".shop.example", "*", "[::1],127.0.0.1", "localhost"])
def test_every_way_to_name_a_host_is_taken(hosts: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, ALLOWED_HOSTS=hosts)["ALLOWED_HOSTS"] == hosts.split(",")


def test_a_command_says_it_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: list[str]) -> None:
        raise ImproperlyConfigured("PORT is 'http', but may be a whole number.")

    monkeypatch.setattr("django.core.management.execute_from_command_line", refuse)
    with pytest.raises(SystemExit, match=r"^PORT is 'http'"):
        runpy.run_path(str(ROOT / "manage.py"), run_name="__main__")


def test_an_address_without_https_is_refused_where_the_shop_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^SHOP_URL is .*: it may begin with https:// while HTTPS is 1$"):
        read(monkeypatch, HTTPS="1", SHOP_URL="http://shop.example")


def test_a_slash_at_the_end_of_the_shops_address_is_none_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, SHOP_URL="http://shop.example/")["SHOP_URL"] == "http://shop.example"


def test_what_is_nearly_a_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_NMAE", "Baguni")
    monkeypatch.setenv("PAYMENT_PROVIDER", "cash")
    monkeypatch.setenv("BANKTRANSFER_INSTRUCTIONS", "an account")
    monkeypatch.setenv("EDITOR", "ed")

    assert environment.unknown([]) == [
        "BANKTRANSFER_INSTRUCTIONS is set, but the shop knows no such setting. Is BANK_TRANSFER_INSTRUCTIONS meant?",
        "PAYMENT_PROVIDER is set, but the shop knows no such setting. Is PAYMENT_PROVIDERS meant?",
        "SHOP_NMAE is set, but the shop knows no such setting. Is SHOP_NAME meant?",
    ]


def test_all_that_is_written_down_and_is_no_setting_is_named() -> None:
    said = environment.unknown(["SHOP_NAME", "GREETING"])

    assert said == ["GREETING is set in .env, but the shop knows no such setting."]


def test_what_was_a_setting_is_told_apart_from_a_misspelling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:6379/0")
    said = ["REDIS_URL is set, but the shop uses no Redis any more: the setting may go."]

    assert environment.unknown([]) == said
    assert environment.unknown(["REDIS_URL"]) == said


def test_a_former_setting_that_is_empty_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "")

    assert environment.unknown(["REDIS_URL"]) == []


def test_a_shop_whose_settings_are_all_known_names_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch)["UNKNOWN_SETTINGS"] == []


def test_every_setting_is_on_the_operators_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "KNOWN", set())
    read(monkeypatch)
    table = (ROOT / "docs" / "operator.md").read_text().partition("## Settings")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]

    assert {name for row in rows for name in NAME.findall(row)} == environment.KNOWN


def test_every_payment_provider_is_on_the_operators_page() -> None:
    [row] = re.findall("^.*`PAYMENT_PROVIDERS` .*$", (ROOT / "docs" / "operator.md").read_text(), re.MULTILINE)

    assert [name for name in PROVIDERS if f"`{name}`" not in row] == []


def test_a_value_that_is_refused_keeps_its_password() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.parsed("MEDIA_STORAGE_URL", f"s3://:{SECRET}@host/none", int)

    assert "s3://…@host/none" in str(refusal.value)
    assert not any(part in str(refusal.value) for part in SECRET.split("/"))


def read(monkeypatch: pytest.MonkeyPatch, **variables: str) -> dict[str, Any]:
    """Read the settings once more, in these surroundings alone."""
    monkeypatch.setattr(os, "environ", {"PATH": os.environ["PATH"], **ENVIRONMENT, **DEFAULTS, **variables})
    return runpy.run_path(str(ROOT / "shop" / "settings.py"))
