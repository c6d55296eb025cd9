"""Queries whose SQL is built once for a process: for the widest, to build it takes longer than to answer it."""

from collections.abc import Callable
from functools import cache

from django.db.models import Model, QuerySet


def rows(build: Callable[..., QuerySet], **given: str) -> list[Model]:
    """Return what a query finds.

    Args:
        build: makes the query from texts named as in ``given``. Marks stand in for them: it may only pass them on.
    """
    model, sql, parameters = _built(build, tuple(given))
    values = {_mark(name): value for name, value in given.items()}
    return list(model._default_manager.raw(sql, [values.get(value, value) for value in parameters]))


@cache
def _built(build: Callable[..., QuerySet], names: tuple[str, ...]) -> tuple[type[Model], str, tuple]:
    query = build(**{name: _mark(name) for name in names})
    return query.model, *query.query.sql_with_params()


def _mark(name: str) -> str:
    return f"<{name}>"
