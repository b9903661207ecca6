"""A Redis that fails is an empty cache, whatever is asked of it, and is left alone for a rest."""

from collections.abc import Callable
from typing import Any

import pytest
from redis.exceptions import RedisError

from shop import caching
from shop.caching import SECONDS_TO_REST, ForgivingClient, ForgivingRedisCache

ASKING: dict[str, tuple[Callable[[Any], object], object]] = {
    "get": (lambda cache: cache.get("a", "instead"), "instead"),
    "get_many": (lambda cache: cache.get_many(["a"]), {}),
    "has_key": (lambda cache: cache.has_key("a"), False),
    "in": (lambda cache: "a" in cache, False),
    "add": (lambda cache: cache.add("a", 1), False),
    "set": (lambda cache: cache.set("a", 1), None),
    "set_many": (lambda cache: cache.set_many({"a": 1}), []),
    "touch": (lambda cache: cache.touch("a"), False),
    "delete": (lambda cache: cache.delete("a"), False),
    "delete_many": (lambda cache: cache.delete_many(["a"]), None),
    "clear": (lambda cache: cache.clear(), False),
    "get_or_set": (lambda cache: cache.get_or_set("a", 7), 7),
}


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class AwayRedis:
    """A Redis that counts what it is asked, and answers nothing."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, *_: object, **__: object) -> None:
        self.asked += 1
        raise RedisError("away")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    monkeypatch.setattr(caching, "monotonic", clock := Clock())
    monkeypatch.setattr(ForgivingClient, "resting_until", 0)
    return clock


@pytest.fixture
def redis(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> AwayRedis:
    away = AwayRedis()
    monkeypatch.setattr("redis.Redis.execute_command", away)
    monkeypatch.setattr("redis.client.Pipeline.execute", away)
    return away


@pytest.fixture
def cache() -> ForgivingRedisCache:
    return ForgivingRedisCache("redis://127.0.0.1:1/0", {})


@pytest.mark.parametrize(("ask", "instead"), ASKING.values(), ids=ASKING)
def test_it_is_an_empty_cache(
    cache: ForgivingRedisCache, redis: AwayRedis, ask: Callable[[Any], object], instead: object
) -> None:
    assert ask(cache) == instead
    assert redis.asked == 1


@pytest.mark.parametrize(("ask", "instead"), ASKING.values(), ids=ASKING)
def test_it_is_left_alone_after_a_failure(
    cache: ForgivingRedisCache, redis: AwayRedis, clock: Clock, ask: Callable[[Any], object], instead: object
) -> None:
    cache.get("a")
    clock.now += SECONDS_TO_REST - 0.1

    assert ask(cache) == instead
    assert redis.asked == 1


def test_it_is_asked_again_after_the_rest(cache: ForgivingRedisCache, redis: AwayRedis, clock: Clock) -> None:
    cache.get("a")
    clock.now += SECONDS_TO_REST + 0.1

    cache.get("a")

    assert redis.asked == 2


@pytest.mark.usefixtures("redis")
def test_there_is_nothing_to_count(cache: ForgivingRedisCache) -> None:
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")
