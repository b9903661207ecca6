"""A session gets another key: nothing of the cart is lost on the way, and who has the former key learns nothing."""

import pytest
from django.contrib.sessions.models import Session
from django.core.signing import Signer
from django.test import Client

from cart.cart import Cart, Line
from cart.joining import PREFIX, SALT
from cart.sessions import SessionStore
from cart.tests.conftest import add
from cart.tests.shown_cart import read_cart
from shop.catalog.models import Variant
from shop.testing.linting import LintingClient

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database locks")]

SHIRT, MUG = 1, 2


def put(session: SessionStore, variant: int) -> None:
    with Cart.changing(session) as cart:
        cart.lines[variant] = Line(cart.quantity_of(variant) + 1, "1.00")


def begun() -> SessionStore:
    """Return a session with a shirt in its cart, a name, and someone signed in."""
    session = SessionStore()
    session.update({"checkout": "Ada", "_auth_user_id": "1"})
    put(session, SHIRT)
    return session


def changed(session: SessionStore) -> tuple[str, str]:
    """Change a session's key, and return the former and the new one."""
    former = str(session.session_key)
    session.cycle_key()
    session.save()
    return former, str(session.session_key)


def quantities(key: str) -> dict[int, int]:
    return {variant: line.quantity for variant, line in Cart.of(SessionStore(key)).lines.items()}


def test_the_former_key_has_the_cart_and_nothing_else() -> None:
    former, new = changed(begun())

    assert quantities(former) == quantities(new) == {SHIRT: 1}
    assert SessionStore(new)["checkout"] == "Ada"
    assert not {"checkout", "_auth_user_id"} & set(SessionStore(former).keys())


def test_an_add_by_the_former_key_is_in_the_cart_under_the_new_one() -> None:
    former, new = changed(begun())
    put(SessionStore(new), MUG)

    put(SessionStore(former), MUG)

    assert quantities(new) == quantities(former) == {SHIRT: 1, MUG: 2}


def test_an_add_that_has_read_the_cart_before_is_too() -> None:
    session = begun()
    under_way = SessionStore(session.session_key)
    assert "cart" in under_way
    _, new = changed(session)

    put(under_way, MUG)

    assert quantities(new) == {SHIRT: 1, MUG: 1}


def test_a_key_that_was_changed_twice_leads_to_the_last() -> None:
    session = begun()
    former, _ = changed(session)
    _, new = changed(session)

    put(SessionStore(former), MUG)

    assert quantities(new) == {SHIRT: 1, MUG: 1}


def test_after_a_while_both_carts_go_their_own_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cart.sessions.FOLLOWED_SECONDS", -1)
    former, new = changed(begun())

    put(SessionStore(former), MUG)

    assert quantities(former) == {SHIRT: 1, MUG: 1}
    assert quantities(new) == {SHIRT: 1}


def test_an_add_after_the_session_was_ended_begins_no_other_for_it() -> None:
    former, new = changed(begun())
    SessionStore(new).delete()

    put(SessionStore(former), MUG)

    assert [row.pk for row in Session.objects.all()] == [former]
    assert quantities(former) == {SHIRT: 1, MUG: 1}


def test_a_limit_counts_the_same_client_under_both() -> None:
    session = begun()
    client = session.client
    former, new = changed(session)

    assert client == SessionStore(former).client == SessionStore(new).client
    assert client != begun().client
    assert SessionStore().client == ""


@pytest.fixture
def browser(shirt: Variant) -> Client:
    """A browser with a shirt in its cart, whose key was changed; it has not been told."""
    browser = LintingClient()
    add(browser, shirt)
    return browser


def change_behind(browser: Client) -> str:
    session = SessionStore(browser.cookies["sessionid"].value)
    _, new = changed(session)
    return new


def test_the_answer_to_an_add_by_the_former_key_tells_no_key(browser: Client, mug: Variant) -> None:
    change_behind(browser)
    browser.cookies.pop("cart_version")
    before = browser.cookies["sessionid"].value

    answer = browser.post("/cart/lines/", {"variant": mug.pk}, headers={"Sec-Fetch-Site": "same-origin"})

    assert "sessionid" not in answer.cookies
    assert browser.cookies["sessionid"].value == before
    assert "cart_version" in answer.cookies


def test_a_browser_that_was_told_the_former_key_last_finds_the_new_one(browser: Client, mug: Variant) -> None:
    new = change_behind(browser)
    put(SessionStore(new), mug.pk)
    browser.cookies[f"{PREFIX}{new[:8]}"] = Signer(salt=SALT).sign(new)

    page = browser.get("/").content.decode()

    assert read_cart(page).badge == 2
    assert browser.cookies["sessionid"].value == new


def test_a_copy_under_a_former_key_is_not_joined(browser: Client) -> None:
    former = browser.cookies["sessionid"].value
    new = change_behind(browser)
    browser.cookies["sessionid"] = new
    assert browser.cookies[f"{PREFIX}{former[:8]}"].value

    page = browser.get("/").content.decode()

    assert read_cart(page).badge == 1
    assert not browser.cookies[f"{PREFIX}{former[:8]}"].value
