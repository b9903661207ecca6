"""Which e-mail addresses are taken, and that letters go to them; others are refused with a sentence."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from shop.catalog.tests.admin_pages import form_fields
from shop.checkout.tests.shopping import Shopper
from shop.emails import EmailField
from shop.orders.models import Order
from shop.orders.outbox import send_due
from shop.testing.builders import make_product
from shop.testing.orders import make_order

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TAKEN = {
    "ada+shop@example.org": "ada+shop@example.org",
    "o'brien@example.ie": "o'brien@example.ie",
    "info@müller.de": "info@xn--mller-kva.de",
    "user@예시.한국": "user@xn--vv4b11d.xn--3e0b707e",
    "ADA@Example.ORG": "ADA@Example.ORG",
    "info@STRASSE.de": "info@STRASSE.de",
    "ada@münchen。de": "ada@xn--mnchen-3ya.de",
}
REFUSED = [
    "ada@example.org,bob@example.org",
    "ada@example",
    "ada..b@example.org",
    "Ada <ada@example.org>",
    "ada@example.org\nBcc: bob@example.org",
    "ada@",
    "@example.org",
    "ada@xn--.org",
    f"ada@{'ü' * 64}.de",
    f"ada@{'ü' * 200}.de",
    "ada@-example.org",
    "ada@exa mple.org",
    "jürgen@example.org",
    "ada@example..org",
    "ada@\u200b.org",
    f"{'a' * 65}@example.org",
]


def order_in_the_checkout(client: Client, email: str) -> bool:
    shopper = Shopper(client)
    shopper.add(make_product())
    answer = shopper.fill("contact", {"email": email})
    if answer.status_code != 303:
        assert answer.status_code == 422
        assert 'id="id_email_error"' in answer.content.decode()
        return False
    shopper.fill_address()
    assert shopper.confirm().status_code == 303
    return True


def look_up(client: Client, email: str) -> bool:
    order = make_order(email="ada@example.com")
    Order.objects.update(email=email.replace("\u3002", "."))
    answer = client.post("/orders/", {"number": str(order.number), "email": email})
    assert answer.status_code in (302, 303, 422)
    return answer.status_code != 422


def write_in_the_admin(admin_client: Client, email: str) -> bool:
    order = make_order(email="ada@example.com")
    page = f"/admin/orders/order/{order.pk}/change/"
    html = admin_client.get(page).content.decode()
    answer = admin_client.post(page, form_fields(html, form="order_form") | {"email": email})
    assert answer.status_code in (200, 302)
    return answer.status_code == 302


@pytest.mark.parametrize("email", TAKEN)
def test_an_address_that_reaches_somebody_is_taken_and_written_to(client: Client, email: str) -> None:
    assert order_in_the_checkout(client, email)
    send_due()

    assert [message.message()["To"] for message in mail.outbox] == [TAKEN[email]]


@pytest.mark.parametrize("give", [look_up, write_in_the_admin])
@pytest.mark.parametrize("email", TAKEN)
def test_it_is_taken_elsewhere_too(admin_client: Client, give: Callable[[Client, str], bool], email: str) -> None:
    assert give(admin_client, email)


@pytest.mark.parametrize("give", [order_in_the_checkout, look_up, write_in_the_admin])
@pytest.mark.parametrize("email", REFUSED)
def test_one_that_reaches_nobody_is_refused(
    admin_client: Client, give: Callable[[Client, str], bool], email: str
) -> None:
    assert not give(admin_client, email)


@pytest.mark.parametrize("email", REFUSED)
def test_one_is_refused_in_one_sentence(email: str) -> None:
    field = EmailField()
    with pytest.raises(ValidationError) as refused:
        field.clean(email)
    assert len(refused.value.messages) == len(set(refused.value.messages))
