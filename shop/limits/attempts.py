"""How often something may be tried: counted in the database, so that it holds in parallel and without a cache."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from shop.limits.models import Counter

REMOVED_AT_ONCE = 1_000
SECONDS_OF_A_MINUTE = 60


@dataclass(frozen=True)
class Rule:
    """Not more than `most` attempts by one key in so many seconds, counted from the first."""

    name: str
    most: int
    seconds: int


class TooManyAttempts(Exception):
    """One of the keys has had its attempts. `retry_after`: seconds until it has new ones."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


@transaction.atomic
def attempt(rule: Rule, *keys: str) -> None:
    """Count an attempt by each of the keys: a session, an address, an e-mail.

    Raises TooManyAttempts, and then counts nothing. Writes in a transaction of its own; called inside another one, an
    attempt is forgotten when that is taken back.
    """
    now = timezone.now()
    # In one order for all, so that two attempts with the same keys wait for each other and never in a ring.
    counters = [lock(name, now) for name in hashed(rule, keys)]
    spent = [counter for counter in counters if counter.until > now and counter.count >= rule.most]
    if spent:
        left = max(counter.until for counter in spent) - now
        raise TooManyAttempts(math.ceil(left.total_seconds()))
    for counter in counters:
        if counter.until <= now:
            counter.count, counter.until = 0, now + timedelta(seconds=rule.seconds)
        counter.count += 1
        counter.save(force_update=True)


def take_back(rule: Rule, *keys: str) -> None:
    """Undo an `attempt` that turned out to be none that the rule is against. Writes."""
    Counter.objects.filter(pk__in=hashed(rule, keys), count__gt=0).update(count=F("count") - 1)


def explain(refusal: TooManyAttempts) -> str:
    """Say when to try again."""
    minutes = math.ceil(refusal.retry_after / SECONDS_OF_A_MINUTE)
    text = ngettext(
        "That was too often. Please try again in %(minutes)d minute.",
        "That was too often. Please try again in %(minutes)d minutes.",
        minutes,
    )
    return text % {"minutes": minutes}


def clear_expired() -> None:
    """Remove what counts no more, some at a time. For housekeeping, once a day."""
    expired = Counter.objects.filter(until__lt=timezone.now())
    while keys := list(expired.values_list("pk", flat=True)[:REMOVED_AT_ONCE]):
        expired.filter(pk__in=keys).delete()


def hashed(rule: Rule, keys: tuple[str, ...]) -> list[str]:
    """Return what the keys are counted under, in the order in which they are locked."""
    return sorted({salted_hmac("shop.limits", f"{rule.name}:{key}", algorithm="sha256").hexdigest() for key in keys})


def lock(key: str, now: datetime) -> Counter:
    """Lock the key's counter until the transaction ends; a key that was never counted gets one."""
    counters = Counter.objects.select_for_update()
    if found := counters.filter(pk=key).first():
        return found
    Counter.objects.bulk_create([Counter(key=key, until=now)], ignore_conflicts=True)
    return counters.get(pk=key)
