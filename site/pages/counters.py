"""Figures that go on counting: an app names one and says how to count it, pages show it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Count:
    """A base figure that stays, and what has been counted since ``first_day``."""

    base: int
    since: int
    first_day: date

    @property
    def total(self) -> int:
        return self.base + self.since


_counters: dict[str, Callable[[], Count]] = {}


def register_counter(name: str, count: Callable[[], Count]) -> None:
    """Let pages show what a callable counts. Apps call this when they are ready."""
    _counters[name] = count


def count_of(name: str) -> Count | None:
    """Return what a counter says now; None for a name that nobody registered."""
    counter = _counters.get(name)
    return counter() if counter else None
