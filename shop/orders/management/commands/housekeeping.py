"""`manage.py housekeeping`: send mail, settle payments and tidy up until it is stopped; `make run` starts it."""

import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from shop.orders.housekeeping import keep_house


class Command(BaseCommand):
    help = "Send order mails every 2 s, settle payments every 5 min and tidy up daily, until stopped by SIGTERM."
    requires_system_checks = ["schema"]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--parent", type=int, default=0, help="stop when this process is no longer the parent")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        keep_house(stop, parent=options["parent"])
