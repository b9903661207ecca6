"""`manage.py run_sandbox`: a payment provider that moves no money, for tests and for trying the shop."""

import signal
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from shop.payments.sandbox.server import SandboxServer


class Command(BaseCommand):
    help = "Run a payment provider that moves no money, on this machine alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, help="where it listens (default: the port of SANDBOX_URL)")
        parser.add_argument(
            "--shop",
            default=f"http://127.0.0.1:{settings.PORT}",
            help="the shop that it sends webhooks to (default: %(default)s)",
        )
        parser.add_argument("--state", type=Path, help="a file that it keeps its payments in, across restarts")
        parser.add_argument("--hold", action="store_true", help="send webhooks only on command")

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"] if options["port"] is not None else urlsplit(settings.SANDBOX_URL).port or 80
        webhook_url = options["shop"].rstrip("/") + reverse("payments:webhook", args=["sandbox"])
        try:
            server = SandboxServer(
                port,
                secret=settings.SANDBOX_SECRET,
                webhook_url=webhook_url,
                file=options["state"],
                holds=options["hold"],
            )
        except OSError as error:
            raise CommandError(f"Port {port} cannot be had: {error}") from error
        signal.signal(signal.SIGTERM, _stop)
        self.stdout.write(f"The sandbox is open at {server.url} and tells {webhook_url} (Ctrl-C stops it).")
        self.stdout.flush()
        server.courier.start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            self.stdout.write("")
        finally:
            server.server_close()


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
