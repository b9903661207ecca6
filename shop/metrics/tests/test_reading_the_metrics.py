"""Whoever has the token reads what the shop counts and how it is; to everyone else the page says nothing."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from unittest.mock import Mock

import httpx
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from shop.health.models import HOUSEKEEPING, Heartbeat
from shop.metrics.requests import PROVIDERS
from shop.metrics.shop_state import ShopState
from shop.orders.models import Letter, Order
from shop.orders.models.letters import MOST_ATTEMPTS
from shop.payments import Gate, ProviderError, ProviderRefused, ProviderUnavailable
from shop.payments.gate import FAILURES_TO_REST
from shop.testing.filled import open_small_shop
from shop.testing.orders import make_order
from shop.testing.server import Shop

TOKEN = "a token of the monitoring"


def test_without_a_token_there_is_no_such_page(client: Client, db: None) -> None:
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize("said", [None, "", "Bearer", "Bearer ", "Bearer another", f"Basic {TOKEN}", "Bearer ü"])
def test_a_stranger_reads_nothing(client: Client, said: str | None, settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN

    answer = client.get("/metrics", headers={} if said is None else {"Authorization": said})

    assert (answer.status_code, answer.content) == (401, b"")


@pytest.mark.django_db
def test_how_the_shop_is_costs_three_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    order = make_order(state=Order.State.PLACED)
    now = timezone.now()
    Letter.objects.all().delete()
    for number, (attempts, sent_at) in enumerate([(0, None), (3, None), (MOST_ATTEMPTS, None), (1, now)]):
        Letter.objects.create(order=order, kind="paid", occasion=str(number), attempts=attempts, sent_at=sent_at)
    Letter.objects.filter(occasion="1").update(created_at=now - timedelta(hours=2))
    Heartbeat.objects.create(name=HOUSEKEEPING, at=now - timedelta(seconds=90))

    with django_assert_num_queries(3):
        found = read()

    assert found["shop_letters_waiting"] == 2
    assert found["shop_letters_given_up"] == 1
    assert found["shop_letters_oldest_seconds"] == pytest.approx(7_200, abs=60)
    assert found["shop_held_units"] == sum(line.quantity for line in order.lines.all()) > 0
    assert found["housekeeping"] == pytest.approx(90, abs=60)


@pytest.mark.django_db
def test_what_is_paid_or_cancelled_is_held_no_more() -> None:
    order = make_order(state=Order.State.PLACED)
    Order.objects.filter(pk=order.pk).update(state=Order.State.CANCELLED)

    assert read()["shop_held_units"] == 0


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with open_small_shop(tmp_path_factory.mktemp("shop"), products=1, METRICS_TOKEN=TOKEN) as (shop, _variants):
        yield shop


@pytest.mark.served
def test_the_requests_of_all_processes_are_counted_by_view_and_status(shop: Shop) -> None:
    for _ in range(20):
        # A connection for each, so that both processes answer.
        assert httpx.get(f"{shop.url}/cart/").status_code == 200
    assert httpx.get(f"{shop.url}/nowhere/").status_code == 404

    answer = httpx.get(f"{shop.url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"})

    assert 'shop_request_seconds_count{status="2xx",view="cart:cart"} 20.0' in answer.text
    assert 'shop_request_seconds_count{status="4xx",view="none"} 1.0' in answer.text
    assert "shop_held_units 0.0" in answer.text


@pytest.mark.parametrize(
    ("outcome", "answer"),
    [("answered", None), ("answered", ProviderRefused("no")), ("away", ProviderUnavailable("away"))],
)
def test_questions_to_a_provider_are_counted_by_what_became_of_them(outcome: str, answer: Exception | None) -> None:
    way = Gate(f"provider of {outcome} {answer}")

    for _ in range(FAILURES_TO_REST):
        ask(way, answer)
    assert calls(way) == {outcome: FAILURES_TO_REST}

    ask(way, answer)
    assert calls(way) == ({"away": 2, "not-asked": 1} if outcome == "away" else {"answered": 3})


def ask(way: Gate, answer: Exception | None) -> None:
    with suppress(ProviderError):
        way.ask(Mock(side_effect=answer))


def calls(way: Gate) -> dict[str, float]:
    [counted] = PROVIDERS.collect()
    return {
        each.labels["outcome"]: each.value
        for each in counted.samples
        if each.labels["provider"] == way.name and each.name.endswith("_total")
    }


def read() -> dict[str, float]:
    return {
        sample.labels.get("what", sample.name): sample.value
        for metric in ShopState().collect()
        for sample in metric.samples
    }
