"""What is typed is never lost, and what is wrong is said beside its field and above them all."""

import re
from decimal import Decimal

import pytest

from shop.checkout.tests.shopping import ADDRESS, CONTACT, Shopper
from shop.delivery.models import DeliveryMethod, DeliveryZone
from shop.testing.htmx import HtmxClient

pytestmark = pytest.mark.postgresql("it depends on what the database takes as a value")

NEEDED = {
    "email": True,
    "phone": False,
    "shipping_name": True,
    "shipping_company_name": False,
    "shipping_street_address": True,
    "shipping_city": True,
    "note": False,
}


def test_an_error_stands_beside_its_field_and_in_the_summary(shopper: Shopper) -> None:
    response = shopper.fill("contact", {"email": "ada@", "phone": "+49 30 123456"})

    page = response.content.decode()
    assert response.status_code == 422
    assert page.count("Please give an e-mail address, such as ada@example.org.") == 2
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_email_helptext id_email_error"' in page
    assert '<a href="#id_email">E-mail</a>' in page


def test_the_title_begins_with_error_where_there_is_one(shopper: Shopper, hx: HtmxClient) -> None:
    wrong, right = {"email": "ada@"}, {"email": "ada@example.org"}

    assert "<title>Error: Contact" in shopper.fill("contact", wrong).content.decode()
    assert "<title>Error: Contact" in hx.post("/checkout/contact/", wrong).content.decode()
    assert "<title>Contact" in shopper.client.get("/checkout/contact/").content.decode()
    assert "<title>Address" in hx.post("/checkout/contact/", right).content.decode()


def test_a_field_that_is_needed_says_so(shopper: Shopper) -> None:
    contact = shopper.client.get("/checkout/contact/").content.decode()
    shopper.fill("contact", CONTACT)
    address = shopper.client.get("/checkout/address/").content.decode()

    needed = {name: bool(re.search(rf'<[a-z]+ [^>]*name="{name}"[^>]* required', contact + address)) for name in NEEDED}
    assert needed == NEEDED


def test_an_error_of_a_choice_leads_to_its_first(shopper: Shopper) -> None:
    for name in ("Standard", "Express"):
        DeliveryMethod.objects.create(name=name, price=Decimal("4.90"))
    shopper.fill("contact", CONTACT)
    shopper.fill("address", ADDRESS)

    page = shopper.fill("delivery", {}).content.decode()

    assert '<a href="#id_method_0">Delivery</a>' in page
    assert 'id="id_method_0"' in page


def test_what_was_typed_stays_after_an_error_and_a_reload(shopper: Shopper) -> None:
    page = shopper.fill("contact", {"email": "ada@", "phone": "+49 30 123456"}).content.decode()
    again = shopper.client.get("/checkout/contact/").content.decode()

    for html in (page, again):
        assert 'value="ada@"' in html
        assert 'value="+49 30 123456"' in html


def test_what_is_being_typed_is_kept_at_once(shopper: Shopper, hx: HtmxClient) -> None:
    shopper.fill("contact", CONTACT)

    answer = hx.post("/checkout/address/", {"shipping_name": "Ada L", "go": "typed"}, page="/checkout/address/")

    assert answer.status_code == 204
    assert 'value="Ada L"' in shopper.client.get("/checkout/address/").content.decode()


def test_what_was_typed_stays_when_another_section_is_opened_meanwhile(shopper: Shopper) -> None:
    shopper.fill("contact", CONTACT)

    response = shopper.fill("address", {"shipping_city": "Berl", "go": "contact"})

    assert response.url == "/checkout/contact/"
    shopper.fill("contact", CONTACT)
    assert 'value="Berl"' in shopper.client.get("/checkout/address/").content.decode()


def test_another_country_has_other_fields(shopper: Shopper) -> None:
    shopper.fill("contact", CONTACT)

    response = shopper.fill("address", ADDRESS | {"shipping_country_code": "US", "go": "country"})

    page = shopper.client.get(response.url).content.decode()
    assert 'name="shipping_country_area"' in page
    assert "California" in page
    assert 'value="Ada Lovelace"' in page


def test_htmx_gets_the_fields_of_another_country(shopper: Shopper, hx: HtmxClient) -> None:
    shopper.fill("contact", CONTACT)
    sent = ADDRESS | {"shipping_country_code": "US", "go": "country"}

    answer = hx.post("/checkout/address/", sent, page="/checkout/address/", target="checkout")

    assert answer.status_code == 200
    assert "California" in answer.content.decode()
    assert "autofocus" not in answer.content.decode()


def test_a_bill_may_go_elsewhere(shopper: Shopper) -> None:
    shopper.fill("contact", CONTACT)
    billing = {
        "different": "on",
        "billing_country_code": "FR",
        "billing_name": "Marie Curie",
        "billing_street_address": "1 Rue Cuvier",
        "billing_postal_code": "75005",
        "billing_city": "Paris",
    }

    assert shopper.fill("address", ADDRESS | billing).url == "/checkout/review/"

    page = shopper.review().content.decode()
    assert "Marie Curie" in page
    assert "Ada Lovelace" in page


def test_a_billing_address_that_is_not_used_is_not_checked_and_not_kept(shopper: Shopper) -> None:
    shopper.fill("contact", CONTACT)

    assert shopper.fill("address", ADDRESS | {"billing_name": "Nobody"}).url == "/checkout/review/"

    assert "Nobody" not in shopper.review().content.decode()


def test_a_postcode_of_another_shape_is_refused_with_an_example(shopper: Shopper) -> None:
    shopper.fill("contact", CONTACT)

    page = shopper.fill("address", ADDRESS | {"shipping_postal_code": "SW1A 1AA"}).content.decode()

    assert "Please give the postcode as 12345." in page


@pytest.mark.parametrize(
    ("section", "fields"),
    [
        ("contact", {"email": "a\x00@example.org"}),
        ("contact", {"email": "ada@example.org", "phone": "\x1b[31m"}),
        ("contact", {"email": f"{'a' * 300}@example.org"}),
        ("address", ADDRESS | {"shipping_name": "Ada\x07"}),
        ("address", ADDRESS | {"shipping_name": "A" * 5_000}),
        ("address", ADDRESS | {"note": "\x00"}),
        ("address", ADDRESS | {"note": "n" * 5_000}),
        ("address", ADDRESS | {"shipping_country_code": "XX"}),
        ("address", {}),
    ],
)
def test_text_that_cannot_be_meant_is_refused(shopper: Shopper, section: str, fields: dict[str, str]) -> None:
    if section != "contact":
        shopper.fill("contact", CONTACT)

    response = shopper.fill(section, fields)

    assert response.status_code == 422
    assert shopper.client.get(f"/checkout/{section}/").status_code == 200


def test_a_country_that_is_not_delivered_to_is_refused_in_words(shopper: Shopper) -> None:
    zone = DeliveryZone.objects.create(name="Home", countries=["DE"])
    DeliveryMethod.objects.create(name="Standard", zone=zone)
    shopper.fill("contact", CONTACT)

    page = shopper.fill("address", ADDRESS | {"shipping_country_code": "JP"}).content.decode()

    assert "We do not deliver to this country. Please choose another." in page


def test_a_text_that_is_too_long_is_one_mistake(shopper: Shopper) -> None:
    shopper.fill("contact", CONTACT)

    page = shopper.fill("address", ADDRESS | {"shipping_name": "A" * 300}).content.decode()

    assert "Please look at one thing again" in page


def test_a_note_may_have_lines_but_nothing_that_turns_it_round(shopper: Shopper) -> None:
    shopper.fill("contact", CONTACT)

    assert shopper.fill("address", ADDRESS | {"note": "Ring\r\ntwice"}).status_code == 303
    assert shopper.fill("address", ADDRESS | {"note": "\u202eecived"}).status_code == 422


@pytest.mark.parametrize("name", ["김유나", "Łukasz Żółć", "محمد علي", "இராமன்"])
def test_a_name_may_be_written_in_every_script(shopper: Shopper, name: str) -> None:
    shopper.fill("contact", CONTACT)

    assert shopper.fill("address", ADDRESS | {"shipping_name": name}).url == "/checkout/review/"
    assert name in shopper.review().content.decode()


@pytest.mark.parametrize("stored", [[], "x", {"v": 7}, {"v": 1}, {"v": 1, "token": "t", "given": {"contact": 3}}])
def test_any_stored_checkout_gives_a_page(shopper: Shopper, stored: object) -> None:
    session = shopper.client.session
    session["checkout"] = stored
    session.save()

    assert shopper.client.get("/checkout/contact/").status_code == 200
    shopper.fill_all()


def test_two_addresses_with_errors_are_told_apart(shopper: Shopper) -> None:
    shopper.fill("contact", CONTACT)
    billing = {"different": "on", "billing_country_code": "DE", "billing_name": "Ada", "billing_city": "Berlin"}
    wrong = ADDRESS | billing | {"shipping_postal_code": "1", "billing_street_address": "Weg 1"}

    page = shopper.fill("address", wrong | {"billing_postal_code": ""}).content.decode()

    assert '<a href="#id_shipping_postal_code">Delivery address: Postcode</a>: ' in page
    assert '<a href="#id_billing_postal_code">Billing address: Postcode</a>: ' in page


def test_one_address_needs_no_name_in_the_summary(shopper: Shopper) -> None:
    shopper.fill("contact", CONTACT)

    page = shopper.fill("address", ADDRESS | {"shipping_postal_code": ""}).content.decode()

    assert '<a href="#id_shipping_postal_code">Postcode</a>: ' in page


def test_a_japanese_address_is_asked_for_its_municipality_and_shown_with_it(shopper: Shopper) -> None:
    shopper.fill("contact", CONTACT)
    shopper.fill("address", {"go": "country", "shipping_country_code": "JP"})
    page = shopper.client.get("/checkout/address/").content.decode()
    assert re.search(r'name="shipping_city"[^>]*autocomplete="shipping address-level2"', page)

    tokyo = {"postal_code": "154-0023", "country_area": "東京都", "city": "世田谷区", "street_address": "若林 1-2"}
    sent = {f"shipping_{name}": value for name, value in tokyo.items()}
    assert shopper.fill("address", {"shipping_country_code": "JP", "shipping_name": "山田"} | sent).status_code == 303

    assert "東京都世田谷区" in shopper.review().content.decode()


def test_a_number_and_an_address_are_read_in_any_script(shopper: Shopper) -> None:
    fields = {
        "email": "ada\N{FULLWIDTH COMMERCIAL AT}example.org\N{NO-BREAK SPACE}",
        "phone": "\uff0b\uff14\uff19\N{NO-BREAK SPACE}30\N{EN DASH}\u0661\u0662\u0663",
    }
    assert shopper.fill("contact", fields).status_code == 303

    page = shopper.client.get("/checkout/contact/").content.decode()

    assert 'value="+49 30-123"' in page
    assert 'value="ada@example.org"' in page


def test_a_bill_asks_for_the_name_of_who_pays(shopper: Shopper) -> None:
    shopper.fill("contact", CONTACT)
    page = shopper.fill("address", ADDRESS | {"different": "on", "billing_country_code": "DE"}).content.decode()

    assert "Please give the name of the person who pays." in page
    assert "the person who receives it" not in page

    page = shopper.fill("address", ADDRESS | {"shipping_name": ""}).content.decode()
    assert "Please give the name of the person who receives it." in page
