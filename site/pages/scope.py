"""What is kept while one page is made for a reader, and forgotten with the request.

Nothing is kept before ``begin``: screens of the CMS, commands and tests read the database as it is.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import TypeVar

from django.core.signals import request_finished, request_started

Kept = TypeVar("Kept")

_kept: ContextVar[dict | None] = ContextVar("pages_kept", default=None)


def begin() -> None:
    """Keep things from now on, until the request ends."""
    _kept.set({})


def is_open() -> bool:
    """Say whether a page is being made for a reader."""
    return _kept.get() is not None


def kept(key: object, make: Callable[[], Kept]) -> Kept:
    """Return what this request keeps under a key, made at first need; outside of one it is made each time."""
    store = _kept.get()
    if store is None:
        return make()
    if key not in store:
        store[key] = make()
    return store[key]


def put(key: object, value: object) -> None:
    """Keep a value for the rest of this request."""
    store = _kept.get()
    if store is not None:
        store[key] = value


def _forget(**kwargs) -> None:
    _kept.set(None)


request_started.connect(_forget, dispatch_uid="pages.scope.started")
request_finished.connect(_forget, dispatch_uid="pages.scope.finished")
