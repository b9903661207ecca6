"""A shopper who has lost the link finds the order by its number and e-mail."""

import re

import pytest
from django.urls import reverse

from shop.orders.views import LOOK_UPS
from shop.testing.linting import LintingClient
from shop.testing.orders import make_order

pytestmark = pytest.mark.django_db
PAGE = reverse("orders:look-up")


@pytest.mark.parametrize(
    "sign", ["", "#", " ", "Order ", "order #", "No. ", "Bestellung: ", "Order\N{NO-BREAK SPACE}#"]
)
@pytest.mark.parametrize("email", ["ada@example.com", " Ada@Example.COM "])
def test_it_leads_to_the_order(client: LintingClient, sign: str, email: str) -> None:
    order = make_order(email="ada@example.com")
    response = client.post(PAGE, {"number": f"{sign}{order.number}", "email": email})
    assert (response.status_code, response["Location"]) == (302, order.get_absolute_url())


@pytest.mark.parametrize("digits", ["\N{FULLWIDTH DIGIT ZERO}", "\N{ARABIC-INDIC DIGIT ZERO}"])
def test_it_reads_what_is_typed_in_another_script(client: LintingClient, digits: str) -> None:
    order = make_order(email="Ada@example.com")
    number = "".join(chr(ord(digits) + int(digit)) for digit in str(order.number))
    email = "\N{ZERO WIDTH SPACE}ada\N{FULLWIDTH COMMERCIAL AT}example\N{IDEOGRAPHIC FULL STOP}com "
    response = client.post(PAGE, {"number": f"\N{FULLWIDTH NUMBER SIGN}{number}", "email": email})
    assert (response.status_code, response["Location"]) == (302, order.get_absolute_url())


@pytest.mark.parametrize("number", ["1", "1000", "999999999999999999"])
def test_it_finds_nothing_under_another_number(client: LintingClient, number: str) -> None:
    make_order(email="ada@example.com")
    response = client.post(PAGE, {"number": number, "email": "ada@example.com"})
    assert response.status_code == 422
    assert "There is no order with this number and this e-mail address." in response.content.decode()


def test_it_says_the_same_of_another_e_mail(client: LintingClient) -> None:
    response = client.post(PAGE, {"number": make_order().number, "email": "eve@example.com"})
    assert response.status_code == 422
    assert "There is no order with this number and this e-mail address." in response.content.decode()


@pytest.mark.parametrize(
    ("number", "email"), [("", ""), ("12a", "ada@example.com"), ("²", "a@b.com"), ("9" * 19, "a@b.com"), ("1", "ada")]
)
def test_it_says_beside_the_field_what_is_wrong(client: LintingClient, number: str, email: str) -> None:
    response = client.post(PAGE, {"number": number, "email": email})
    assert response.status_code == 422
    page = response.content.decode()
    assert 'aria-invalid="true"' in page
    assert "<title>Error: Find your order" in page


def test_it_sums_up_what_is_wrong_with_a_way_to_each_field_and_keeps_what_was_typed(client: LintingClient) -> None:
    page = client.post(PAGE, {"number": "12a", "email": "ada@example"}).content.decode()

    assert "Please look at 2 things again" in page
    assert '<a href="#id_number">Order number</a>: An order number has digits only' in page
    assert '<a href="#id_email">E-mail address</a>: Please give an e-mail address' in page
    assert 'tabindex="-1" autofocus' in page
    assert page.count('value="12a"') == page.count('value="ada@example"') == 1
    for name in ("number", "email"):
        assert f'id="id_{name}_error"' in page
        assert re.search(rf'<input[^>]*name="{name}"[^>]*aria-describedby="[^"]*id_{name}_error', page)


def test_a_number_may_be_typed_in_any_digits(client: LintingClient) -> None:
    order = make_order(email="ada@example.com")
    typed = str(order.number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    answer = client.post(PAGE, {"number": typed, "email": "ada@example.com"})

    assert answer["Location"] == order.get_absolute_url()


def test_it_stops_guessing(client: LintingClient) -> None:
    order = make_order(email="ada@example.com")
    for number in range(LOOK_UPS.most):
        client.post(PAGE, {"number": str(5000 + number), "email": "ada@example.com"})
    response = client.post(PAGE, {"number": order.number, "email": "ada@example.com"})
    assert response.status_code == 429
    assert "That was too often." in response.content.decode()


@pytest.mark.slow
def test_who_guesses_shuts_out_neither_others_at_the_address_nor_the_owner_elsewhere(client: LintingClient) -> None:
    order, other = make_order(email="ada@example.com"), make_order(email="bob@example.com")
    for number in range(3 * LOOK_UPS.most):
        client.post(PAGE, {"number": str(5000 + number), "email": "ada@example.com"})

    beside = client.post(PAGE, {"number": other.number, "email": "bob@example.com"})
    owner = client.post(PAGE, {"number": order.number, "email": "ada@example.com"}, REMOTE_ADDR="198.51.100.7")

    assert (beside["Location"], owner["Location"]) == (other.get_absolute_url(), order.get_absolute_url())


def test_finding_an_order_is_no_guess(client: LintingClient) -> None:
    order = make_order(email="ada@example.com")
    for _ in range(LOOK_UPS.most + 2):
        response = client.post(PAGE, {"number": order.number, "email": "ada@example.com"})

    assert response.status_code == 302


def test_nobody_may_keep_it(client: LintingClient) -> None:
    assert "no-store" in client.get(PAGE)["Cache-Control"]
