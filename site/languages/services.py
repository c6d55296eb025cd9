"""Which languages readers are offered. What lists languages asks here, what lists pages ``pages.visibility``."""

import time
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError

from .models import SiteLanguage

# How long a process may go on with what it knows, in seconds: other processes switch languages too.
REMEMBERED_FOR = 1.0


@dataclass(frozen=True)
class _Choices:
    off: frozenset[str] = frozenset()
    takes_russian: frozenset[str] = frozenset()


_known: tuple[float, _Choices] = (0.0, _Choices())


def reading_languages() -> list[tuple[str, str]]:
    """Return (code, name) of each language that is on, in the site's order. Slovenian is always among them."""
    off = _choices().off
    return [(code, name) for code, name in settings.LANGUAGES if code not in off]


def is_read(language_code: str) -> bool:
    """Say whether readers are offered a language."""
    return language_code not in _choices().off


def language_for_russian() -> str | None:
    """Return the language for readers whose browser asks for Russian, if an editor chose one."""
    chosen = _choices()
    return next((code for code, _name in reading_languages() if code in chosen.takes_russian), None)


def forget() -> None:
    """Ask the database next time."""
    global _known
    _known = (0.0, _Choices())


def _choices() -> _Choices:
    """Return the editors' choices, at most a second old; without a database every language counts as on."""
    global _known
    until, choices = _known
    if time.monotonic() < until:
        return choices
    try:
        rows = list(SiteLanguage.objects.values_list("locale__language_code", "is_on", "takes_russian"))
    except DatabaseError:
        return _Choices()
    choices = _Choices(
        off=frozenset(code for code, is_on, _russian in rows if not is_on and code != settings.LANGUAGE_CODE),
        takes_russian=frozenset(code for code, _is_on, russian in rows if russian),
    )
    _known = (time.monotonic() + REMEMBERED_FOR, choices)
    return choices
