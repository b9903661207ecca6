"""Who opens the admin sees at once that letters do not reach anybody, and why."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from shop.orders.models import Letter
from shop.orders.models.letters import MOST_ATTEMPTS
from shop.orders.outbox import send_due
from shop.testing.mailing import send_by
from shop.testing.orders import make_order

pytestmark = pytest.mark.django_db


def front_page(client: Client) -> str:
    return client.get(reverse("admin:index")).content.decode()


def test_it_says_nothing_while_all_goes_well(admin_client: Client) -> None:
    make_order()
    assert "e-mail" not in front_page(admin_client)
    send_due()
    assert "e-mail" not in front_page(admin_client)


def test_a_letter_that_could_not_be_sent_is_told_with_its_error(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Any, messages: Any) -> int:
        raise OSError("no route to smtp.example")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    make_order()
    send_due()

    page = front_page(admin_client)
    assert "1 e-mail waits to be sent, since " in page
    assert "The last error: OSError: no route to smtp.example" in page
    Letter.objects.update(attempts=MOST_ATTEMPTS)
    assert "no route" in front_page(admin_client)


def test_letters_that_nobody_tries_to_send_are_told(admin_client: Client) -> None:
    make_order()
    make_order()
    Letter.objects.update(next_at=timezone.now() - timedelta(minutes=3))

    page = front_page(admin_client)

    assert "2 e-mails wait to be sent, the first since " in page
    assert "is manage.py housekeeping running?" in page


@pytest.mark.parametrize(("is_debug", "is_told"), [(False, True), (True, False)])
def test_a_shop_that_prints_its_mail_has_none(
    admin_client: Client, settings: Settings, is_debug: bool, is_told: bool
) -> None:
    send_by(settings, "django.core.mail.backends.console.EmailBackend")
    settings.DEBUG = is_debug

    assert ("Mail is not set up: letters to shoppers reach nobody." in front_page(admin_client)) is is_told
