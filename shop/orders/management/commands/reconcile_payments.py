"""`manage.py reconcile_payments`: ask the providers for what they did not tell, and close what nobody pays."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.orders.reconciling import reconcile


class Command(BaseCommand):
    help = "Ask the payment providers how unpaid orders stand, cancel those that are overdue, and complete refunds."

    def handle(self, *args: Any, **options: Any) -> None:
        report = reconcile()
        if options["verbosity"]:
            self.stdout.write(f"{report}.")
        if report.away:
            raise CommandError(f"Could not be asked: {', '.join(sorted(report.away))}. Run it again later.")
