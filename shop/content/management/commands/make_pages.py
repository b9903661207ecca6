"""`manage.py make_pages`: the starting texts of those pages that are missing, as drafts."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from shop.content.models import Page
from shop.content.starting import make_missing


class Command(BaseCommand):
    help = "Make drafts of imprint, terms, privacy, withdrawal and the like, where there is no such page."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Writes the pages, and says which."""
        made = make_missing(Page.objects)
        self.stdout.write(f"Made as drafts: {', '.join(made)}." if made else "No page is missing.")
