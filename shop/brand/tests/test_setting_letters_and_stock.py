"""Who letters come from, where answers go and what stock is low is the owner's to say; else it is the environment's."""

from email.utils import parseaddr

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django.fixtures import Settings

from shop.brand.models import Brand
from shop.brand.tests.test_saying_who_the_shop_is import PAGE, save
from shop.catalog.models import Variant
from shop.catalog.stock import take
from shop.orders.outbox import send_due
from shop.testing.builders import make_product
from shop.testing.orders import make_order

pytestmark = pytest.mark.django_db


def letter() -> EmailMessage:
    make_order()
    send_due()
    return mail.outbox[-1]


def test_letters_come_from_the_saved_name_and_the_environments_address(
    admin_client: Client, settings: Settings
) -> None:
    settings.EMAIL_FROM = settings.EMAIL_REPLY_TO = "Letters <letters@shop.example>"
    assert letter().from_email == "Letters <letters@shop.example>"

    assert save(admin_client, sender_name="Halm, Hats & Co", reply_to="help@halm.example") == {}

    sent = letter()
    assert parseaddr(sent.from_email) == ("Halm, Hats & Co", "letters@shop.example")
    assert sent.reply_to == ["help@halm.example"]


def test_a_saved_shop_name_is_the_senders_where_the_environment_names_no_other(
    admin_client: Client, settings: Settings
) -> None:
    settings.EMAIL_FROM = settings.EMAIL_REPLY_TO = f"{settings.SHOP_NAME} <shop@shop.example>"
    save(admin_client, name="Halm")
    sent = letter()
    assert (sent.from_email, sent.reply_to) == ("Halm <shop@shop.example>", ["Halm <shop@shop.example>"])

    settings.EMAIL_FROM, settings.EMAIL_REPLY_TO = "Letters <shop@shop.example>", "help@shop.example"
    Brand.objects.update(name="Halm & Tide")
    sent = letter()
    assert (sent.from_email, sent.reply_to) == ("Letters <shop@shop.example>", ["help@shop.example"])


@pytest.mark.parametrize("name", ["Halm\r\nBcc: all@halm.example", "Halm\x00"])
def test_a_sender_that_no_letter_can_have_is_refused(admin_client: Client, name: str) -> None:
    assert save(admin_client, sender_name=name).keys() == {"sender_name"}


def test_stock_is_low_from_the_saved_number_on(admin_client: Client, settings: Settings) -> None:
    settings.LOW_STOCK = 5
    product = make_product(stock=8)
    assert "Only 8 left" not in admin_client.get(product.get_absolute_url()).content.decode()

    save(admin_client, low_stock="8")
    assert "Only 8 left" in admin_client.get(product.get_absolute_url()).content.decode()
    assert Variant.objects.low().exists()

    save(admin_client, low_stock="0")
    assert "Only 8 left" not in admin_client.get(product.get_absolute_url()).content.decode()
    assert not Variant.objects.low().exists()


def test_a_sale_that_leaves_few_is_on_the_next_page(admin_client: Client) -> None:
    product = make_product(stock=20)
    save(admin_client, low_stock="19")
    assert "In stock" in admin_client.get(product.get_absolute_url()).content.decode()

    take("a cart", {product.variants.get().pk: 1})

    assert "Only 19 left" in admin_client.get(product.get_absolute_url()).content.decode()


def test_the_form_says_where_these_come_from(admin_client: Client, settings: Settings) -> None:
    settings.EMAIL_FROM, settings.LOW_STOCK = "Letters <letters@shop.example>", 5
    save(admin_client, low_stock="0")

    form = admin_client.get(PAGE).context["adminform"].form

    assert "Saved here." in str(form.fields["low_stock"].help_text)
    assert "From EMAIL_FROM: “Letters &lt;letters@shop.example&gt;”." in str(form.fields["sender_name"].help_text)
