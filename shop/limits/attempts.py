"""How often something may be tried: counted in the database, so that it holds in parallel and without a cache.

A limit stops one visitor and never those who share something with them. So it is strict for what one visitor alone has,
their session, and wide for what others have too: hundreds of visitors share the address of a school or of a phone
company, and anybody can type another's e-mail or account. `by_visitor` is that rule. What turns out right is taken
back: failures alone count. Who throws sessions away is still bounded, by the wide limits.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext

from shop.http import client_address
from shop.keys import keyed_hash
from shop.limits.models import Counter

REMOVED_AT_ONCE = 1_000
SECONDS_OF_A_MINUTE = 60
VISITORS_OF_AN_ADDRESS = 100
"""How many visitors of one address may each use up what a rule gives to one of them."""
ADDRESSES_OF_A_SUBJECT = 10
"""The same of addresses from which one e-mail or account is tried."""
COUNT = """
    INSERT INTO limits_counter (key, count, until) VALUES {rows}
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN limits_counter.until > %s THEN limits_counter.count + 1 ELSE 1 END,
        until = CASE WHEN limits_counter.until > %s THEN limits_counter.until ELSE excluded.until END
    RETURNING key, count, until
"""


@dataclass(frozen=True)
class Rule:
    """Not more than `most` attempts by one key in so many seconds, counted from the first."""

    name: str
    most: int
    seconds: int


Try: TypeAlias = tuple[Rule, str]
"""A rule, and the key that is counted under it: a session, an address, an e-mail."""


class TooManyAttempts(Exception):
    """One of the keys has had its attempts. `retry_after`: seconds until it has new ones."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


def by_visitor(
    rule: Rule, request: HttpRequest, *, about: str = "", sharing: int = VISITORS_OF_AN_ADDRESS
) -> list[Try]:
    """Return what an attempt is counted under: strictly the visitor, and widely what others have too.

    `about`: the e-mail or account that the visitor names; it is strict together with the address that names it.
    `sharing`: how many visitors of one address may each use the rule up. A session that was not read yet is.
    """
    session, address = session_of(request), client_address(request)
    wide = Rule(f"{rule.name}, address", rule.most * sharing, rule.seconds)
    tries = [(rule, f"session {session}")] if session else []
    if about:
        named = Rule(f"{rule.name}, named", rule.most * ADDRESSES_OF_A_SUBJECT, rule.seconds)
        tries += [(rule, f"{about} from {address}"), (named, about)]
    return [*tries, (wide, address)]


def session_of(request: HttpRequest) -> str:
    """Return what stays the same when the session gets another key."""
    return getattr(getattr(request, "session", None), "client", "")


@transaction.atomic
def attempt(*tries: Try) -> None:
    """Count an attempt by each of the keys. Queries once, however many they are.

    Raises TooManyAttempts, and then counts nothing. Writes in a transaction of its own; called inside another one, an
    attempt is forgotten when that is taken back.
    """
    if not tries:
        return
    now = timezone.now()
    rules = {hashed(rule, key): rule for rule, key in tries}
    spent = [until for key, count, until in counted(rules, now) if count > rules[key].most]
    if spent:
        raise TooManyAttempts(math.ceil((max(spent) - now).total_seconds()))


@transaction.atomic
def take_back(*tries: Try) -> None:
    """Undo an `attempt` that turned out to be none that the rules are against. Writes."""
    keys = [hashed(rule, key) for rule, key in tries]
    list(Counter.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    Counter.objects.filter(pk__in=keys, count__gt=0).update(count=F("count") - 1)


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


def hashed(rule: Rule, key: str) -> str:
    """Return what a key is counted under."""
    return keyed_hash("shop.limits", f"{rule.name}:{key}")


def counted(rules: dict[str, Rule], now: datetime) -> Iterable[tuple[str, int, datetime]]:
    """Count one more under each hashed key, and return how many there are until when.

    The rows are written in the order of their keys, so that two attempts wait for each other and never in a ring.
    """
    adapt = connection.ops.adapt_datetimefield_value
    values: list[Any] = []
    for key in sorted(rules):
        values += [key, 1, adapt(now + timedelta(seconds=rules[key].seconds))]
    with connection.cursor() as cursor:
        rows = ", ".join(["(%s, %s, %s)"] * len(rules))
        cursor.execute(COUNT.format(rows=rows), [*values, adapt(now), adapt(now)])
        found = cursor.fetchall()
    return [(key, count, moment(until)) for key, count, until in found]


def moment(stored: datetime | str) -> datetime:
    """Return a moment as PostgreSQL gives it, or read it as SQLite keeps it."""
    read = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return read if timezone.is_aware(read) else read.replace(tzinfo=UTC)
