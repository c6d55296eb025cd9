"""Tells a cache before the site, such as a CDN, that pages have changed; only where one is configured."""

import threading
import time

from django.conf import settings
from wagtail.contrib.frontend_cache.utils import PurgeBatch

from pages.navigation import absolute

from .disk import Disk
from .generation import Known

# Every process knows of a generation by then: earlier, the cache could fetch again what it had.
WAIT = 1.0


class Purger:
    """Purges all pages once for each generation that is followed by quiet; a cache is filled again by readers."""

    def __init__(self):
        self._told = ""
        self._paths: set[str] = set()

    def look(self, known: Known, *, stored: Disk) -> None:
        if not settings.FRONTEND_CACHE_SECONDS or known.token == self._told:
            return
        # What was there before, too: a page that is gone must go from the cache.
        now = set(known.live or ()) | {path for path, _token in stored.paths()}
        if time.monotonic() - known.since < WAIT:
            self._paths |= now
            return
        batch = PurgeBatch(absolute(path) for path in self._paths | now)
        # In a thread of its own: a cache that does not answer must not keep the pages waiting.
        threading.Thread(target=batch.purge, daemon=True).start()
        self._told, self._paths = known.token, now
