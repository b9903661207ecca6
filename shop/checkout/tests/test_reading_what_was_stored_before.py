"""What browsers and the database hold from before the code was renamed is read, and written, as it was then.

The texts below were written by the shop at the commit that introduced this file. They never change with the code.
"""

import json
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from pytest_django.fixtures import Settings

from cart import carrying, joining
from cart.cart import Cart, Line, NotThatMany
from cart.sessions import SessionStore
from shop.checkout.session import CheckoutSession
from shop.checkout.terms import differences, read_signed, sign
from shop.limits.attempts import Rule, hashed
from shop.orders.sources import Source

pytestmark = pytest.mark.django_db

KEY = "k" * 32
SECRET_KEY = "a secret key that was in use before the words changed"
CART = """
{"v": 1, "lines": {"7": {"quantity": 2, "seen": "12.00"}, "12": {"quantity": 1, "seen": "4.50"}},
 "removed": {"9": [1, {"quantity": 3, "seen": "30.00"}]}, "coupon": "WELCOME10", "holder": "h0ld3r"}
"""
CHECKOUT = """
{"v": 1, "token": "intent", "placed": "0rder", "ordered": "0lder",
 "given": {"contact": {"email": "ada@example.org", "phone": ""},
           "address": {"shipping_country_code": "DE", "shipping_name": "Ada", "note": "Ring twice"}},
 "typed": {"delivery": {"method": "3"}}}
"""
STORED_SESSION = (
    ".eJxVkMFKxDAQhl9F5lxKulXEnpS1N0Xw4kFkCcnQhE2TmKbVUvbdnWmhrJdk8s_3z0xmASVThmaBCZqqAGc9Dvy85-N7lD7bPENzKGBA9NBAdSi"
    "FgEtBwX-k2pHb8o4IQhL2YULN3AM0n1Vxzdc7X4u15Bc5VBhjYO2jfTm-vbaVgAJMcBoTiUY4XSdurgyqcxivJs_hvBazPqPP5IpOKu4NIrG7gMD3pr"
    "hN6ezEnoXa-izVWg17aR0xUstH_JV9dFiG1HFBEzxShvtLrRMO66YGY2O0vjvR7D6nmW7N2HNLnj3pZc_ik5ak-pD58U6Jm_xjFa7bynPcdqXR0WBp5"
    "rjHbALPXBND0Ek5y_9rQLmKg8sfoFKPVA:1xXYE4:KoJKVIAS38leMAy0BLcPcxUp-lILec2taVz8zFutAss"
)
TERMS = """
{"lines": {"7": {"title": "Linen shirt", "quantity": 2, "price": "12.00"}}, "delivery": ["Standard delivery", "4.90"],
 "promise": ["2026-12-01", "2026-12-03"], "coupon": "WELCOME10", "discount": "2.40", "tax": "4.23",
 "rates": [["VAT", "19"]], "total": "26.50", "contact": ["ada@example.org", ""],
 "addresses": [["Where it goes", ["Ada", "Unter den Linden 1", "10117 Berlin"]]],
 "note": "Ring twice", "payment": "Bank transfer"}
"""
SIGNED_TERMS = (
    ".eJw9UE1vwjAM_SuRz6VqAgPBaTBxY5q0Lw4VB6vxIFpJWGI2EOK_z54mLq3eh-28d4E-RCowu8BEPxy4J5jBSthoyi5khgq-jhhFOcPMVXDIoVOLdXX"
    "TwPVagac-fFMWuYUXxugxe3MjKxjV0wY2Opn2oZDaXOPGA-sGjRX9Bobq6tLxkKIcWC9XD0-PS9uIxYcifGShXT1ShvEkYFS7oYCMrCHaFt7nr4LtFD"
    "ayihNjryPj-k5nuhQZO9YHoMd7OuH-0FOd8lZEvY3eZyrlf9d6R5lMYLNNwlQtzD2K8S0yZckXjbSkP81gG2snZkFZ-pTbsism1pqeQ9wa_tHOpAE87"
    "-kvxQLjp-GMsXxQhusvZUx1oQ:1xXYE4:KH7U1qSt5uBM-PdxPEA7LDw8tZtRfAHWi06XFIJhHUo"
)
TERMS_TOKEN = "e558f5c1414baed9a11d1508833148029cfcf6487027cecf"
CARRIED_REFUSAL = (
    "WyJOb3RUaGF0TWFueSIseyJ2YXJpYW50X2lkIjo3LCJsaW1pdCI6NSwiaGVsZCI6Mn0sIjk5Iix0cnVlXQ:1xXYE4:6DOFUNy-ruwOeKvJ1bHLwpDXCu"
    "_WfFNuF0jGEsCXG4I"
)
SIGNED_AT = datetime(2026, 11, 29, 6, 17, 28, tzinfo=UTC).timestamp()
FIRST_SESSION = "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk:LipYctTQG5jqF0-22acSPPX5DhQVATZbQpzf0BYw3QM"


@pytest.fixture(autouse=True)
def secret_key(settings: Settings) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = SECRET_KEY, []


@pytest.fixture
def session() -> SessionStore:
    Session.objects.create(
        session_key=KEY, session_data=STORED_SESSION, expire_date=timezone.now() + timedelta(hours=1)
    )
    return SessionStore(KEY)


def test_a_cart_has_its_lines_and_its_last_removal(session: SessionStore) -> None:
    assert Cart.of(session) == Cart(
        lines={7: Line(2, "12.00"), 12: Line(1, "4.50")},
        removed={9: (1, Line(3, "30.00"))},
        coupon="WELCOME10",
        holder="h0ld3r",
    )


def test_pages_that_are_open_show_the_version_that_the_cart_has(session: SessionStore) -> None:
    assert Cart.of(session).version == "411151f5"


def test_a_cart_is_written_as_before(session: SessionStore) -> None:
    with Cart.changing(session) as cart:
        cart.coupon = ""

    assert session["cart"] == {key: value for key, value in json.loads(CART).items() if key != "coupon"}


def test_a_checkout_has_what_was_filled_in(session: SessionStore) -> None:
    checkout = CheckoutSession.of(session)

    assert checkout.confirmed == json.loads(CHECKOUT)["given"]
    assert checkout.unsaved == json.loads(CHECKOUT)["typed"]
    assert (checkout.token, checkout.placed, checkout.ordered) == ("intent", "0rder", "0lder")


def test_a_checkout_is_written_as_before(session: SessionStore) -> None:
    with CheckoutSession.changing(session) as checkout:
        checkout.placed = "n3w"

    assert session["checkout"] == json.loads(CHECKOUT) | {"placed": "n3w"}


def test_a_limit_counts_for_the_same_browser(session: SessionStore) -> None:
    assert session.client == "cl1ent"


def test_terms_that_an_open_form_carries_are_those_that_were_signed() -> None:
    assert read_signed(SIGNED_TERMS) == json.loads(TERMS)
    assert differences(read_signed(SIGNED_TERMS) or {}, json.loads(TERMS)) == []


def test_terms_are_signed_for_a_process_that_was_not_restarted_yet() -> None:
    assert signing.loads(sign(json.loads(TERMS)), salt="shop.checkout.shown") == json.loads(TERMS)


def test_an_order_that_waits_for_its_payment_is_found_by_its_terms(session: SessionStore) -> None:
    assert CheckoutSession.of(session).token_for(json.loads(TERMS)) == TERMS_TOKEN


def test_a_refusal_arrives_that_was_sent_before() -> None:
    request = HttpRequest()
    request.COOKIES["cart_refusal"] = CARRIED_REFUSAL
    with patch("django.core.signing.time.time", return_value=SIGNED_AT):
        carried = carrying.receive(request)  # type: ignore[arg-type]

    assert carried is not None
    assert isinstance(carried.refusal, NotThatMany)
    assert vars(carried.refusal) == {"variant_id": 7, "typed": "99", "limit": 5, "held": 2}
    assert carried.adding


def test_a_cart_is_joined_whose_first_session_was_named_before() -> None:
    assert joining.other_sessions({"cart_first_kkkkkkkk": FIRST_SESSION}, "another") == {KEY}


def test_what_an_order_keeps_of_its_source_is_found_again() -> None:
    assert Source.of(session="cl1ent", email="Ada+1@example.org", address="203.0.113.9") == Source(
        session="9fcaed006ab58eec9d263b28529812fd701038ae52788787e09081b570c90f09",
        email="30df59ce8cd1edcecdbbef9e1ce80e69ce8f27e10febb64160ec5f9fd0999c7c",
        address="b50400df5a0fc5ff512f42603b24eaeae8928996bfc95614243f51501e498a99",
    )


def test_a_limit_goes_on_counting_what_it_has_counted() -> None:
    counted = hashed(Rule("payments by a shopper", most=1, seconds=1), "x")

    assert counted == "ac3a525331719c979b5eab7c8d1eb52f3501c7e327add7f93cc134a0392e4bf2"
