"""A shopper who has lost the link finds the order by its number and e-mail."""

import pytest
from django.urls import reverse

from shop.orders.views import LOOK_UPS
from shop.testing.linting import LintingClient
from shop.testing.orders import make_order

pytestmark = pytest.mark.django_db
PAGE = reverse("orders:look-up")


@pytest.mark.parametrize("sign", ["", "#", " "])
@pytest.mark.parametrize("email", ["ada@example.com", " Ada@Example.COM "])
def test_it_leads_to_the_order(client: LintingClient, sign: str, email: str) -> None:
    order = make_order(email="ada@example.com")
    response = client.post(PAGE, {"number": f"{sign}{order.number}", "email": email})
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
    assert 'aria-invalid="true"' in response.content.decode()


def test_it_stops_guessing(client: LintingClient) -> None:
    order = make_order(email="ada@example.com")
    for number in range(LOOK_UPS.most):
        client.post(PAGE, {"number": str(5000 + number), "email": f"ada{number}@example.com"})
    response = client.post(PAGE, {"number": order.number, "email": "ada@example.com"})
    assert response.status_code == 429
    assert "That was too often." in response.content.decode()


def test_nobody_may_keep_it(client: LintingClient) -> None:
    assert "no-store" in client.get(PAGE)["Cache-Control"]
