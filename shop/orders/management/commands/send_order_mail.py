"""`manage.py send_order_mail`: send the letters that are due, once."""

from typing import Any

from django.core.management.base import BaseCommand

from shop.orders.outbox import send_due


class Command(BaseCommand):
    help = "Send the order mails that are due. `housekeeping` does it all the time."

    def handle(self, *args: Any, **options: Any) -> None:
        sent = send_due()
        if options["verbosity"]:
            self.stderr.write(f"{sent} sent.")
