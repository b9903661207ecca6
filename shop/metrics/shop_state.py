"""What an operator watches beside the requests: mail that waits, stock that is held, and who works."""

from collections.abc import Iterator

from django.db.models import Count, Min, Q, Sum
from django.utils import timezone
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from shop.health.models import seconds_since
from shop.orders.models import Letter, Order, OrderLine
from shop.orders.models.letters import MOST_ATTEMPTS

UNPAID = (Order.State.AWAITING_PAYMENT, Order.State.PLACED)


class ShopState(Collector):
    """Reads the database when it is asked. Queries three times."""

    def collect(self) -> Iterator[Metric]:
        now = timezone.now()
        is_tried = Q(attempts__lt=MOST_ATTEMPTS)
        letters = Letter.objects.waiting().aggregate(
            waiting=Count("pk", filter=is_tried),
            given_up=Count("pk", filter=~is_tried),
            oldest=Min("created_at", filter=is_tried),
        )
        oldest = (now - letters["oldest"]).total_seconds() if letters["oldest"] else 0
        held = OrderLine.objects.filter(order__state__in=UNPAID).aggregate(units=Sum("quantity"))["units"]
        for name, said, value in (
            ("shop_letters_waiting", "Letters that are still to be sent", letters["waiting"]),
            ("shop_letters_given_up", "Letters that could not be sent within a day", letters["given_up"]),
            ("shop_letters_oldest_seconds", "How long the oldest of those that wait has waited", oldest),
            ("shop_held_units", "Units in orders that are not paid", held or 0),
        ):
            yield GaugeMetricFamily(name, said, value=value)
        ages = GaugeMetricFamily(
            "shop_last_done_seconds",
            "Time since the housekeeping was alive, and payments were reconciled",
            labels=["what"],
        )
        for what, age in seconds_since(now).items():
            ages.add_metric([what], age)
        yield ages
