"""A write must come from a page of the shop, by what the browser says of its origin."""

from typing import Any

import pytest

from shop.testing.linting import LintingClient

pytestmark = [pytest.mark.urls("shop.tests.toy_urls"), pytest.mark.django_db]

OWN = "http://testserver"
OTHER = "https://evil.example"
OWN_PAGES: list[dict[str, str]] = [
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "same-origin", "Origin": OWN},
    {"Sec-Fetch-Site": "none"},
    {"Origin": OWN},
]
OTHER_PAGES: list[dict[str, str]] = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": OTHER},
    {"Sec-Fetch-Site": "cross-site", "Origin": OWN},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://blog.testserver"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    {"Sec-Fetch-Site": "nonsense"},
    {"Origin": OTHER},
    {"Origin": "null"},
    {"Origin": "https://testserver"},
    {"Origin": "http://testserver:8080"},
]


@pytest.fixture
def visitor() -> LintingClient:
    """A visitor whose origin is checked."""
    return LintingClient(enforce_csrf_checks=True)


@pytest.mark.parametrize("headers", OWN_PAGES, ids=str)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_takes_a_write_from_a_page_of_the_shop(method: str, headers: dict[str, str], visitor: LintingClient) -> None:
    assert getattr(visitor, method)("/toy/", headers=headers).status_code == 200


@pytest.mark.parametrize("headers", OTHER_PAGES, ids=str)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_refuses_a_write_from_another_site(method: str, headers: dict[str, str], visitor: LintingClient) -> None:
    assert getattr(visitor, method)("/toy/", headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [*OWN_PAGES, *OTHER_PAGES, {}], ids=str)
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_anyone_may_read(method: str, headers: dict[str, str], visitor: LintingClient) -> None:
    assert getattr(visitor, method)("/toy/", headers=headers).status_code == 200


def test_a_token_does_not_help_another_site(visitor: LintingClient) -> None:
    assert visitor.post("/toy/", _token(visitor), headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_browser_that_says_nothing_needs_the_token(visitor: LintingClient) -> None:
    assert visitor.post("/toy/").status_code == 403
    assert visitor.post("/toy/", {"csrfmiddlewaretoken": "x" * 64}).status_code == 403
    assert visitor.post("/toy/", _token(visitor)).status_code == 200


def test_a_form_that_carries_a_token_carries_the_right_one(visitor: LintingClient) -> None:
    token = _token(visitor)
    own: dict[str, Any] = {"headers": {"Sec-Fetch-Site": "same-origin"}}
    assert visitor.post("/toy/", token, **own).status_code == 200
    assert visitor.post("/toy/", {"csrfmiddlewaretoken": "x" * 64}, **own).status_code == 403


def test_a_view_may_be_exempt(visitor: LintingClient) -> None:
    assert visitor.post("/toy/exempt/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_refusal_is_a_page_of_the_shop(visitor: LintingClient) -> None:
    page = visitor.post("/toy/", headers={"Sec-Fetch-Site": "cross-site"})
    html = page.content.decode()
    assert "<h1>The shop refused this</h1>" in html
    assert "nothing was changed" in html
    assert 'class="site-header"' in html


def _token(visitor: LintingClient) -> dict[str, str]:
    return {"csrfmiddlewaretoken": visitor.get("/toy/token/").content.decode()}
