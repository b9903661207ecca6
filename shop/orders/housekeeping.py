"""What has to be done all the time beside serving pages: it runs in one process, and any number of them do no harm."""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Event
from time import monotonic

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from shop.health.models import HOUSEKEEPING, beat
from shop.imports.queue import Queue, forget_files
from shop.limits.attempts import clear_expired
from shop.orders import sources
from shop.orders.models import Order
from shop.orders.outbox import send_due
from shop.orders.reconciling import reconcile
from shop.orders.releasing import release_unopened
from shop.orders.signals import order_paid

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_ROUNDS = 2
SECONDS_BETWEEN_BEATS = 15
DAY = 24 * 60 * 60
# A database that is away is the web processes' to report; it is only mentioned when it stays away.
FAILURES_TO_REPORT = 15
# By then whoever made the order paid has told so, or is dead.
TIME_TO_TELL = timedelta(minutes=2)


@dataclass
class Chore:
    """Something to do every so many seconds."""

    do: Callable[[], object]
    seconds: float
    due: float = 0
    failures: int = 0

    def tend(self, now: float) -> None:
        """Do it when it is time; a failure is logged, and it is done again the next time."""
        if now < self.due:
            return
        self.due = now + self.seconds
        try:
            self.do()
            self.failures = 0
        except DatabaseError as error:
            self.failures += 1
            if self.failures % FAILURES_TO_REPORT == 0:
                logger.warning("The database does not answer: %s", error)
        except Exception:
            logger.exception("A chore failed")


def keep_house(stop: Event, *, parent: int = 0) -> None:
    """Do all chores until `stop` is set, or the process that `parent` names is no longer this one's parent."""
    start, imports = monotonic(), Queue()
    chores = [
        Chore(lambda: beat(HOUSEKEEPING), SECONDS_BETWEEN_BEATS),
        Chore(lambda: send_due(is_wanted=lambda: not stop.is_set()), SECONDS_BETWEEN_ROUNDS),
        Chore(imports.tend, SECONDS_BETWEEN_ROUNDS),
        Chore(release_unopened, 30),
        Chore(reconcile, 5 * 60, due=start + 60),
        Chore(tell_again, 5 * 60, due=start + 30),
        Chore(clear_expired, DAY),
        Chore(sources.forget, DAY),
        Chore(forget_files, DAY),
    ]
    try:
        while not stop.wait(SECONDS_BETWEEN_ROUNDS):
            if parent and os.getppid() != parent:
                return
            close_old_connections()
            for chore in chores:
                chore.tend(monotonic())
    finally:
        imports.stop()


def tell_again() -> None:
    """Announce paid orders whose carts are not emptied: the process that made them paid has died before it told."""
    forgotten = Order.objects.exclude(session_key="").filter(
        paid_at__lt=timezone.now() - TIME_TO_TELL, state__in=[Order.State.PAID, Order.State.PACKED, Order.State.SHIPPED]
    )
    for order in forgotten[:100]:
        order_paid.send_robust(sender=Order, order=order)
