"""Which generation of the public site is current, as this process knows it.

A thread asks the database three times a second, so that no reader waits for it; what this process changes itself it
knows at once. While the database does not answer, what was known stays true.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import close_old_connections, connection
from django.db.models import Exists
from django.utils import timezone
from wagtail.models import Site

from languages.models import forget_protected_words
from languages.services import forget as forget_languages
from publishing.models import Generation, PublicChange

from .build import build
from .live import live_paths

logger = logging.getLogger(__name__)

# In seconds. Two of them, and the time that a page takes, are to stay below one second.
POLL = 0.3
FIRST_LOOK = 2.0


@dataclass(frozen=True)
class Known:
    """What is known of the public site.

    Attributes:
        token: stands for the content, the code and the day; pages with another one are not current. Empty: unknown.
        strict: pages with an earlier number may not be shown even for a moment.
        live: the paths of all pages that readers may see; None while unknown.
        since: when this became known, by the monotonic clock.
        asked: when the database was asked for it, in seconds since 1970.
    """

    token: str = ""
    number: int = 0
    strict: int = 0
    live: frozenset[str] | None = None
    since: float = 0.0
    asked: float = 0.0


class Watch:
    """Knows the generation. ``noticed`` is called with what is known from now on, before anybody relies on it."""

    def __init__(self, noticed: Callable[[Known], None] = lambda known: None):
        self.known = Known()
        self.answers = True
        self.noticed = noticed
        self._seen: tuple | None = None
        self._lock = threading.RLock()
        self._first = threading.Event()
        self._soon = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Watch from now on, in this process; wait a moment for the first answer."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True, name="generation")
                self._thread.start()
                _watching.append(self)
        self._first.wait(FIRST_LOOK)

    def _run(self) -> None:
        while True:
            close_old_connections()
            self.look()
            self._first.set()
            self._soon.wait(POLL)
            self._soon.clear()

    def look_soon(self) -> None:
        """Look before it is time, in the thread: somebody has met a fault, and others need not meet it too."""
        self._soon.set()

    def look(self) -> None:
        """Ask the database now. Never raises: a database that is away is no news to a reader."""
        from .changes import number_changes

        try:
            if self._look() and not connection.in_atomic_block:
                # Somebody is about to number a change, or died before that.
                number_changes()
        except Exception as error:
            if self.answers:
                logger.error("The generation of the pages cannot be read: %s", type(error).__name__)
            self.answers = False
            if not connection.in_atomic_block:
                connection.close()
        else:
            self.answers = True

    def _look(self) -> bool:
        """Take note of a new generation; say whether a change waits for its number."""
        with self._lock:
            asked = time.time()
            number, strict, nonce, is_waiting = _read()
            now = (number, strict, nonce, timezone.localdate())
            if now != self._seen:
                _forget_what_is_remembered()
                token = f"{number}-{nonce}-{build()}-{now[3]:%Y%m%d}"
                known = Known(token, number, strict, self.known.live, time.monotonic(), asked)
                if known.live is not None and strict == self.known.strict and number > self.known.number:
                    # Nothing has gone: nobody need wait until it is known what has come.
                    self._take_over(known)
                self._take_over(replace(known, live=live_paths()))
                self._seen = now
        return is_waiting

    def _take_over(self, known: Known) -> None:
        self.noticed(known)
        self.known = known


def _forget_what_is_remembered() -> None:
    """Let go of what this process remembers for a while: pages of the new generation must not show it."""
    forget_languages()
    forget_protected_words()
    Site.clear_site_root_paths_cache()


def _read() -> tuple[int, int, str, bool]:
    """Return number, strict number, nonce, and whether a change waits for its number; one query."""
    found = Generation.objects.filter(pk=1).annotate(waiting=Exists(PublicChange.objects.all()))
    return found.values_list("number", "strict", "nonce", "waiting").first() or (0, 0, "", False)


_watching: list[Watch] = []


def look_now() -> None:
    """Let this process see at once what it has changed itself."""
    for watch in _watching:
        watch.look()
