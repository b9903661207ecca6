"""Redis as a cache that may be away: then everything is a miss, and no page waits for it or fails."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any, ClassVar

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

SECONDS_TO_ANSWER = 0.2
# While Redis hangs, a process waits for it once in this time.
SECONDS_TO_REST = 5


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache, which takes a Redis that fails or hangs for an empty one."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = ForgivingClient


def forgiving(ask: Callable[..., Any], *, instead: Any) -> Callable[..., Any]:
    """Return a method that does `ask`, and returns `instead` while Redis is away."""

    def forgive(client: "ForgivingClient", *arguments: Any) -> Any:
        return client.forgive(ask, *arguments, instead=instead)

    return forgive


class ForgivingClient(RedisCacheClient):
    """Django's client; after a failure it leaves Redis alone for a rest.

    What is set meanwhile is lost, and what is deleted is there again afterwards: only what carries its version in its
    key may be kept here.
    """

    resting_until: ClassVar[float] = 0

    def __init__(self, servers: list[str], **options: Any) -> None:
        options |= {"socket_timeout": SECONDS_TO_ANSWER, "socket_connect_timeout": SECONDS_TO_ANSWER}
        super().__init__(servers, retry=Retry(NoBackoff(), 0), **options)

    add = forgiving(RedisCacheClient.add, instead=False)
    set = forgiving(RedisCacheClient.set, instead=None)
    touch = forgiving(RedisCacheClient.touch, instead=False)
    delete = forgiving(RedisCacheClient.delete, instead=False)
    get_many = forgiving(RedisCacheClient.get_many, instead={})
    has_key = forgiving(RedisCacheClient.has_key, instead=False)
    set_many = forgiving(RedisCacheClient.set_many, instead=None)
    delete_many = forgiving(RedisCacheClient.delete_many, instead=None)
    clear = forgiving(RedisCacheClient.clear, instead=False)

    def get(self, key: Any, default: Any) -> Any:
        return self.forgive(RedisCacheClient.get, key, default, instead=default)

    def incr(self, key: Any, delta: int) -> int:
        """Count up. Raises ValueError where there is nothing to count, as Django's caches do."""
        count: int | None = self.forgive(RedisCacheClient.incr, key, delta, instead=None)
        if count is None:
            raise ValueError(f"Key {key!r} not found.")
        return count

    def forgive(self, ask: Callable[..., Any], *arguments: Any, instead: Any) -> Any:
        if monotonic() < ForgivingClient.resting_until:
            return instead
        try:
            return ask(self, *arguments)
        except (RedisError, OSError) as error:
            ForgivingClient.resting_until = monotonic() + SECONDS_TO_REST
            logger.warning("Redis is away, and left alone for %d s: %s", SECONDS_TO_REST, error)
            return instead
