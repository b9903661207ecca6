"""The start page of the back office says which imports wait for a person."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shop.imports.models import Import, State, Task
from shop.imports.queue import DAYS_OF_UPLOADS

pytestmark = pytest.mark.django_db
START, LIST = reverse("admin:index"), reverse("admin:imports_import_changelist")


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_it_counts_what_is_to_be_reviewed_and_what_was_interrupted(admin_client: Client) -> None:
    for number in range(2):
        Import.objects.create(csv_name=f"reviewed-{number}.csv", task=Task.PREVIEW, state=State.DONE)
    Import.objects.create(csv_name="cut.csv", task=Task.IMPORT, state=State.INTERRUPTED)
    Import.objects.create(csv_name="finished.csv", task=Task.IMPORT, state=State.DONE)

    page = read(admin_client, START)

    assert "2 imports to review" in page
    assert "1 import was interrupted" in page
    review = read(admin_client, f"{LIST}?task__exact=preview&state__exact=done")
    assert "reviewed-1.csv" in review
    assert "finished.csv" not in review
    assert "cut.csv" in read(admin_client, f"{LIST}?state__exact=interrupted")


def test_what_can_only_be_uploaded_anew_waits_for_nobody(admin_client: Client) -> None:
    Import.objects.create(csv_name="old.csv", state=State.DONE)
    Import.objects.update(created_at=timezone.now() - timedelta(days=DAYS_OF_UPLOADS, hours=1))
    assert "to review" not in read(admin_client, START)


def test_it_is_said_to_those_who_may_import(client: Client) -> None:
    Import.objects.create(csv_name="cups.csv", state=State.DONE)
    client.force_login(User.objects.create_user("grace", is_staff=True))
    assert "to review" not in read(client, START)
