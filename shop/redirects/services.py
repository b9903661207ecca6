"""What is written of old addresses: where they lead, how often they are asked for, and what is missing."""

import re
from collections.abc import Iterable
from threading import Lock
from time import monotonic
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from shop.redirects.models import MissingPath, Redirect
from shop.redirects.paths import LONGEST, normal, spellings

MOST_MISSING = 1_000
SECONDS_BETWEEN = 1.0
"""How long a process notes no other missing page, so that a flood of requests is no flood of writes."""
JUNK = re.compile(
    r"\.(?:php\d?|phtml|aspx?|jsp|cgi|env|git|sql|bak|ya?ml|ini|log|zip|gz|tar|xml|json|map|js|css|png|jpe?g|webp|svg"
    r"|ico|txt)(?:/|$)|^/(?:wp|cgi|vendor|phpmyadmin|\.|_|admin|static|media|orders|checkout|cart|payments|metrics)"
    r"|/preview/|@|[0-9a-f]{16}|[\w-]{40}",
    re.IGNORECASE,
)
"""Who probes for other programs, files, and what may say who asked: tokens and mailboxes."""


class Outcome(NamedTuple):
    """What became of lines that were imported: how many lead on now, and the others, each with what is wrong."""

    saved: int
    refused: list[tuple[str, str]]


class Throttle:
    """Lets through one call in a while."""

    def __init__(self) -> None:
        self._last = -SECONDS_BETWEEN
        self._lock = Lock()

    def is_open(self) -> bool:
        with self._lock:
            at = monotonic()
            if at - self._last < SECONDS_BETWEEN:
                return False
            self._last = at
            return True


throttle = Throttle()


def find(path: str) -> str | None:
    """Return where an old path leads, and count it. Queries once, and writes where it is found."""
    paths = spellings(path)
    found = {each.from_path: each for each in Redirect.objects.filter(from_path__in=paths)}
    redirect = next((found[each] for each in paths if each in found), None)
    if redirect is None:
        return None
    Redirect.objects.filter(pk=redirect.pk).update(hits=F("hits") + 1, last_hit_at=timezone.now())
    return redirect.to


def note_missing(path: str) -> None:
    """Note that a page is missing, unless it is junk, or another was noted just now. Writes."""
    path = normal(path)
    if len(path) > LONGEST or not path.isprintable() or JUNK.search(path) or not throttle.is_open():
        return
    now = timezone.now()
    if MissingPath.objects.filter(path=path).update(hits=F("hits") + 1, last_hit_at=now):
        return
    if MissingPath.objects.count() >= MOST_MISSING:
        least = MissingPath.objects.order_by("hits", "last_hit_at").values_list("pk", flat=True)
        MissingPath.objects.filter(pk__in=list(least[: MOST_MISSING // 10])).delete()
    MissingPath.objects.bulk_create([MissingPath(path=path, last_hit_at=now)], ignore_conflicts=True)


@transaction.atomic
def lead_on(sender: Any, *, former: str, address: str, **_: Any) -> None:
    """Let a page's former path lead to its new one, and what led to the former. Writes."""
    old, new = normal(former), normal(address)
    if old == new:
        return
    Redirect.objects.filter(from_path=new).delete()
    Redirect.objects.filter(to__in=[former, old]).update(to=address)
    Redirect.objects.update_or_create(from_path=old, defaults={"to": address})
    MissingPath.objects.filter(path=old).delete()


def save_all(rows: Iterable[tuple[str, str, str]]) -> Outcome:
    """Save redirects, each a line as it was written, an old path, and where it leads. Writes those that are right."""
    saved, refused = 0, []
    for line, from_path, to in rows:
        redirect = Redirect.objects.filter(from_path=normal(from_path)).first() or Redirect(from_path=from_path)
        redirect.to = to
        try:
            redirect.full_clean()
        except ValidationError as error:
            refused.append((line, " ".join(error.messages)))
        else:
            redirect.save()
            MissingPath.objects.filter(path=redirect.from_path).delete()
            saved += 1
    return Outcome(saved, refused)
