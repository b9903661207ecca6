"""Names, e-mails and addresses leave the session: with the order that they were for, or when the shopper says so."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from cart.sessions import SessionStore
from cart.tests.shown_cart import read_cart
from shop.checkout.tests.shopping import ADDRESS, OWN, Shopper
from shop.orders import services
from shop.testing.linting import LintingClient
from shop.testing.sandbox import Sandbox

pytestmark = pytest.mark.slow


def stored(key: str) -> str:
    return str(dict(SessionStore(key).items()))


def knows(key: str) -> bool:
    return any(said in stored(key) for said in ("ada@example.org", "Lovelace", "Unter den Linden", "Please ring"))


@pytest.fixture
def told(shopper: Shopper) -> Shopper:
    """A shopper who has filled in everything."""
    shopper.fill_all()
    shopper.fill("address", ADDRESS | {"note": "Please ring"})
    assert knows(shopper.client.cookies["sessionid"].value)
    return shopper


def test_once_an_order_that_is_paid_later_is_accepted(told: Shopper) -> None:
    told.confirm()

    assert not knows(told.client.cookies["sessionid"].value)


def test_once_an_order_is_paid_though_the_shopper_never_comes_back(
    told: Shopper, sandbox: Sandbox, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    told.fill("payment", {"provider": "sandbox"})
    told.confirm()
    key = told.client.cookies["sessionid"].value
    assert knows(key)

    with django_capture_on_commit_callbacks(execute=True):
        services.mark_paid(order=told.order())

    assert not knows(key)
    assert read_cart(told.client.get("/cart/").content.decode()).badge == 0


def test_when_the_shopper_says_so_and_the_cart_stays(told: Shopper) -> None:
    answer = told.client.post("/checkout/forget/", headers=OWN)
    page = told.client.get(answer["Location"], follow=True).content.decode()

    assert not knows(told.client.cookies["sessionid"].value)
    assert "What you typed is forgotten." in page
    assert "ada@example.org" not in page
    assert read_cart(page).badge == 1


def test_the_button_stands_in_each_section(told: Shopper) -> None:
    for section in ("contact", "address", "review"):
        assert 'action="/checkout/forget/"' in told.client.get(f"/checkout/{section}/").content.decode()


def test_an_unpaid_order_is_replaced_by_the_next_still(told: Shopper, sandbox: Sandbox) -> None:
    told.fill("payment", {"provider": "sandbox"})
    told.confirm()
    first = told.order()
    told.client.post("/checkout/forget/", headers=OWN)
    told.fill_all()
    told.fill("payment", {"provider": "offline"})
    told.confirm()

    first.refresh_from_db()
    assert first.is_cancelled


@pytest.mark.django_db
def test_a_stranger_gets_no_session_by_it(client: LintingClient) -> None:
    client.post("/checkout/forget/", headers=OWN)

    assert "sessionid" not in client.cookies
