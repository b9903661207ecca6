"""When what runs beside the web processes was last alive."""

from datetime import datetime

from django.db import models
from django.utils import timezone

HOUSEKEEPING, RECONCILIATION = "housekeeping", "reconciliation"


class Heartbeat(models.Model):
    """The last time at which one of several machines, whichever it was, did this."""

    name = models.CharField(max_length=30, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}: {self.at:%Y-%m-%d %H:%M:%S}"


def beat(name: str) -> None:
    """Note that this was done just now. Writes."""
    row = Heartbeat(name=name, at=timezone.now())
    Heartbeat.objects.bulk_create([row], update_conflicts=True, unique_fields=["name"], update_fields=["at"])


def seconds_since(now: datetime | None = None) -> dict[str, float]:
    """Return how long ago each was done. Queries once."""
    moment = now or timezone.now()
    return {name: (moment - at).total_seconds() for name, at in Heartbeat.objects.values_list("name", "at")}
