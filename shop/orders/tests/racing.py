"""Races for the same goods, in threads of one process: `python -m shop.orders.tests.racing 10` prints ten rounds.

Each thread has a database connection of its own.
"""

import json
import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

logger = logging.getLogger(__name__)
# Each opens a connection, and PostgreSQL gives a hundred to all who ask.
THREADS = 25


def main(rounds: int) -> None:
    """Make the tables, run every race so many times and print the outcomes of its rounds, by name."""
    settings.DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    from django.test.utils import override_settings

    from shop.orders.tests import catalogue_races, races, source_races

    with override_settings(ALLOWED_HOSTS=["*"]):
        every = races.RACES | catalogue_races.RACES | source_races.RACES
        outcomes = {name: [race() for _ in range(rounds)] for name, race in every.items()}
    json.dump(outcomes, sys.stdout)


def at_once(actions: Iterable[Callable[[], Any]], *, threads: int = THREADS) -> dict[str, int]:
    """Do all of it, so many at the same moment; count the outcomes by what was returned, or by what was raised."""
    from django.db import connection

    from shop.catalog.stock import OutOfStock
    from shop.coupons.refusals import CouponRefused

    waiting = list(actions)
    threads = min(threads, len(waiting))
    start = Barrier(threads)

    def go(numbered: tuple[int, Callable[[], Any]]) -> str:
        number, action = numbered
        if number < threads:
            start.wait(30)
        try:
            return str(action())
        except (OutOfStock, CouponRefused) as refusal:
            return type(refusal).__name__
        except Exception as error:
            logger.exception("lost a race")
            return f"{type(error).__name__}: {error}"
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return dict(Counter(pool.map(go, enumerate(waiting))))


if __name__ == "__main__":
    main(int(sys.argv[1]))
