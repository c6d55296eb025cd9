"""The shared cache, without which the site works too: a Redis that is away is an empty cache, not a fault."""

import logging
import time

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# In seconds: for how long Redis is not asked again, so that nobody waits for it at each turn; between two messages.
REST = 2.0
BETWEEN_MESSAGES = 60.0


class OptionalRedisCache(RedisCache):
    """Django's Redis cache for what may be missing at any time: nothing of ours is kept in it alone.

    ``incr`` raises ValueError while Redis is away, as for a key that is not there.
    """

    # Django makes one of these for each thread: what is known of Redis belongs to all of them.
    _rests_until = 0.0
    _said = -BETWEEN_MESSAGES

    def _try(self, method: str, otherwise, *args):
        if time.monotonic() < OptionalRedisCache._rests_until:
            return otherwise
        try:
            return getattr(super(), method)(*args)
        except (RedisError, OSError) as error:
            now = time.monotonic()
            OptionalRedisCache._rests_until = now + REST
            if now - OptionalRedisCache._said >= BETWEEN_MESSAGES:
                OptionalRedisCache._said = now
                logger.error("The cache is away: %s", type(error).__name__)
            return otherwise

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._try("add", True, key, value, timeout, version)

    def get(self, key, default=None, version=None):
        return self._try("get", default, key, default, version)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._try("set", None, key, value, timeout, version)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return self._try("touch", False, key, timeout, version)

    def delete(self, key, version=None):
        return self._try("delete", False, key, version)

    def get_many(self, keys, version=None):
        return self._try("get_many", {}, keys, version)

    def has_key(self, key, version=None):
        return self._try("has_key", False, key, version)

    def incr(self, key, delta=1, version=None):
        value = self._try("incr", None, key, delta, version)
        if value is None:
            raise ValueError(f"There is no {key}.")
        return value

    def set_many(self, data, timeout=DEFAULT_TIMEOUT, version=None):
        return self._try("set_many", list(data), data, timeout, version)

    def delete_many(self, keys, version=None):
        return self._try("delete_many", None, keys, version)

    def clear(self):
        return self._try("clear", False)
