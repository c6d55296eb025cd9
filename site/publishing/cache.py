"""Redis as a cache that may be away: what it cannot be asked is not in it, and nobody waits for it twice."""

import logging
import time

from django.core.cache.backends.redis import RedisCache as DjangoRedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# For how long it is not asked again after it has failed, in seconds.
REST = 5.0


def _forgiving(name: str, otherwise):
    """Return a method that asks Redis, or gives ``otherwise()`` while Redis is away."""
    asked = getattr(DjangoRedisCache, name)

    def method(self, *args, **kwargs):
        if time.monotonic() < self._rests_until:
            return otherwise(*args, **kwargs)
        try:
            return asked(self, *args, **kwargs)
        except RedisError as error:
            self._rests_until = time.monotonic() + REST
            logger.warning("The cache does not answer: %s", type(error).__name__)
            return otherwise(*args, **kwargs)

    method.__name__ = name
    return method


class RedisCache(DjangoRedisCache):
    """Django's cache on Redis. ``incr`` still fails: who counts has to know that nothing was counted."""

    _rests_until = 0.0

    get = _forgiving("get", lambda key, default=None, version=None: default)
    get_many = _forgiving("get_many", lambda *args, **kwargs: {})
    has_key = _forgiving("has_key", lambda *args, **kwargs: False)
    add = _forgiving("add", lambda *args, **kwargs: False)
    set = _forgiving("set", lambda *args, **kwargs: None)
    set_many = _forgiving("set_many", lambda data, *args, **kwargs: list(data))
    touch = _forgiving("touch", lambda *args, **kwargs: False)
    delete = _forgiving("delete", lambda *args, **kwargs: False)
    delete_many = _forgiving("delete_many", lambda *args, **kwargs: None)
