"""Each reader names the variable and says what it may be when the value is wrong."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from shop import environment

NAME = "SHOP_TEST_VARIABLE"


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_an_unset_or_empty_text_is_its_default(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, value)
    assert environment.text(NAME, "Baguni") == "Baguni"


def test_a_text_is_stripped(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, "  Baguni\t")
    assert environment.text(NAME) == "Baguni"


@pytest.mark.parametrize("value", [None, "", " "])
def test_a_text_without_a_default_must_be_set(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, value)
    with pytest.raises(ImproperlyConfigured, match=f"^{NAME} is not set: give it a value"):
        environment.text(NAME)


def test_a_text_says_which_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, "EURO")
    with pytest.raises(ImproperlyConfigured, match=f"^{NAME} is 'EURO', but may be one of: EUR, KRW.$"):
        environment.text(NAME, "EUR", one_of=["EUR", "KRW"])


@pytest.mark.parametrize(
    ("value", "read"),
    [("1", True), ("TRUE", True), (" yes ", True), ("on", True), ("0", False), ("False", False), ("no", False)],
)
def test_a_flag_has_many_spellings(value: str, read: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, value)
    assert environment.flag(NAME, default=not read) is read


@pytest.mark.parametrize("default", [True, False])
@pytest.mark.parametrize("value", [None, "", " "])
def test_an_unset_or_empty_flag_is_its_default(
    value: str | None,
    default: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _set(monkeypatch, value)
    assert environment.flag(NAME, default=default) is default


@pytest.mark.parametrize(
    ("value", "read"), [("1", 1), ("yes", 1), ("True", 1), ("0", 0), ("no", 0), (None, 0), ("", 0), ("2", 2), ("9", 9)]
)
def test_a_number_of_proxies_may_be_said_by_yes_or_no(
    value: str | None, read: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _set(monkeypatch, value)
    assert environment.proxies(NAME) == read
    assert type(environment.proxies(NAME)) is int


@pytest.mark.parametrize("value", ["10", "-1", "many", "1.5"])
def test_a_number_of_proxies_says_what_it_may_be(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, value)
    with pytest.raises(ImproperlyConfigured, match=f"^{NAME} is '{value}', but may be a whole number from 0 to 9"):
        environment.proxies(NAME)


@pytest.mark.parametrize("value", ["2", "yess", "nein", "-1"])
def test_a_flag_says_what_it_may_be(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, value)
    with pytest.raises(ImproperlyConfigured, match=f"^{NAME} is '{value}', but may be 1 or 0"):
        environment.flag(NAME, default=False)


@pytest.mark.parametrize(("value", "read"), [("1", 1), ("65535", 65535), (" 80 ", 80), (None, 8000), ("", 8000)])
def test_a_number_may_be_its_bounds(value: str | None, read: int, monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, value)
    assert environment.number(NAME, 8000, least=1, most=65535) == read


@pytest.mark.parametrize("value", ["0", "65536", "-1", "+5", "8000.0", "1e3", "eight", "٣", "²", "1_000"])
def test_a_number_says_what_it_may_be(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, value)
    with pytest.raises(ImproperlyConfigured) as failure:
        environment.number(NAME, 8000, least=1, most=65535)
    assert str(failure.value) == f"{NAME} is {value!r}, but may be a whole number from 1 to 65535."


@pytest.mark.parametrize(
    ("value", "read"),
    [("a.example, b.example ,", ["a.example", "b.example"]), (None, ["c.example"]), (" , ", ["c.example"])],
)
def test_names_are_split_at_commas(value: str | None, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, value)
    assert environment.names(NAME, ["c.example"]) == read


def test_names_without_a_default_must_be_set() -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{NAME} is not set: give it a value"):
        environment.names(NAME)


def test_what_cannot_be_parsed_names_the_variable() -> None:
    assert environment.parsed(NAME, "12", int) == 12
    with pytest.raises(ImproperlyConfigured, match=f"^{NAME} is 'twelve', which cannot be read: "):
        environment.parsed(NAME, "twelve", int)


def _set(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    if value is not None:
        monkeypatch.setenv(NAME, value)
