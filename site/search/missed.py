"""Counts what readers did not find, without keeping anything that only one or two of them wrote.

The first two occurrences are counted in the cache alone, under a key that cannot be read back. Without Redis each
process has a cache of its own, so that an occurrence is counted once three reached the same process.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .analysis import normal, tokens
from .models import MissedSearch

logger = logging.getLogger(__name__)

FEWEST = 3
MOST_WORDS = 4
MOST_LETTERS = 60
MOST_DIGITS = 3
# How many different searches a day are counted at all: a flood of made-up ones must not fill cache or table.
MOST_KINDS = 1_000
DAY = 24 * 60 * 60


def countable(query: str, language: str) -> str:
    """Return the words of a query as they are counted; nothing where they might be about a person."""
    words = " ".join(normal(token.word, language) for token in tokens(query, language))
    looks_personal = (
        any(sign in query for sign in ("@", "://", "www."))
        or sum(letter.isdigit() for letter in query) > MOST_DIGITS
        or len(words.split()) > MOST_WORDS
        or len(words) > MOST_LETTERS
    )
    return "" if looks_personal else words


def note_missed_search(*, query: str, language: str) -> None:
    """Count a search that found nothing; stored from the third time in a day on. Never fails."""
    words = countable(query, language)
    if not words:
        return
    day = timezone.localdate()
    try:
        times = _times(day, language, words)
        if times >= FEWEST:
            _store(day, language, words, FEWEST if times == FEWEST else 1)
    # A reader's search does not depend on a cache or a table that can be written.
    except (DatabaseError, ConnectionError, OSError, ValueError) as error:
        logger.warning("A search without results was not counted: %s", type(error).__name__)


def _times(day, language: str, words: str) -> int:
    """Return how often the words were searched today, as far as this cache knows."""
    name = salted_hmac("search.missed", f"{day} {language} {words}").hexdigest()
    key = f"search-missed:{name}"
    if cache.add(key, 1, timeout=DAY):
        kinds = f"search-missed-kinds:{day}"
        cache.add(kinds, 0, timeout=DAY)
        if cache.incr(kinds) > MOST_KINDS:
            cache.delete(key)
        return 1
    return cache.incr(key)


def _store(day, language: str, words: str, more: int) -> None:
    with transaction.atomic():
        row, created = MissedSearch.objects.get_or_create(
            day=day, language=language, words=words, defaults={"count": FEWEST}
        )
        if not created:
            MissedSearch.objects.filter(pk=row.pk).update(count=F("count") + more)


def purge() -> int:
    """Delete counts older than a year; return how many."""
    oldest = timezone.localdate() - timedelta(days=settings.RETENTION_MISSED_SEARCH_DAYS)
    deleted, _by_model = MissedSearch.objects.filter(day__lt=oldest).delete()
    return deleted
