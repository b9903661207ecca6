"""How often something was tried."""

from django.db import models


class Counter(models.Model):
    """Attempts by one key under one rule, since the first of them and until the time is over.

    The key is a keyed hash: whose address or e-mail was counted cannot be read here.
    """

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["until"]

    def __str__(self) -> str:
        return f"{self.count} until {self.until:%Y-%m-%d %H:%M:%S}"
