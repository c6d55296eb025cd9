"""Pages that could not be made: not tried again at once, and spoken of now and then."""

import logging
import time

logger = logging.getLogger(__name__)

# In seconds: how long a page rests, and between two messages.
REST = 2.0
BETWEEN_MESSAGES = 60.0
# How many pages are remembered.
MOST = 1000


class Trouble:
    """What one process remembers of failures."""

    def __init__(self):
        self._until: dict[str, float] = {}
        self._said = -BETWEEN_MESSAGES

    def note(self, key: str, error: Exception) -> None:
        now = time.monotonic()
        if len(self._until) > MOST:
            self._until.clear()
        self._until[key] = now + REST
        if now - self._said >= BETWEEN_MESSAGES:
            self._said = now
            logger.error("Pages are served as they last were, because they cannot be made: %s", error or "no answer")

    def rests(self, key: str) -> bool:
        return self._until.get(key, 0.0) > time.monotonic()

    def forget(self) -> None:
        self._until.clear()
