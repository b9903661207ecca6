"""An error that nobody caught is answered with a page of the shop, without the database."""

import pytest

from shop.testing.linting import LintingClient

pytestmark = pytest.mark.urls("shop.tests.toy_urls")


@pytest.fixture
def visitor() -> LintingClient:
    return LintingClient(raise_request_exception=False)


def test_a_mistake_of_the_shop_is_a_500(visitor: LintingClient) -> None:
    page = visitor.get("/toy/failure/value/")
    assert page.status_code == 500
    assert not page.has_header("Retry-After")
    assert "<h1>" in page.content.decode()


@pytest.mark.parametrize("kind", ["operational", "interface"])
def test_a_database_that_is_away_is_a_503_that_says_when_to_come_back(kind: str, visitor: LintingClient) -> None:
    page = visitor.get(f"/toy/failure/{kind}/")
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "5"
    assert "<h1>" in page.content.decode()


@pytest.mark.parametrize("kind", ["value", "operational"])
def test_what_went_wrong_stays_inside(kind: str, visitor: LintingClient) -> None:
    assert "The toy broke." not in visitor.get(f"/toy/failure/{kind}/").content.decode()


@pytest.mark.django_db
def test_an_address_that_is_not_there_is_a_404_of_the_shop(visitor: LintingClient) -> None:
    page = visitor.get("/no/such/page/")
    assert page.status_code == 404
    assert 'id="main"' in page.content.decode()
