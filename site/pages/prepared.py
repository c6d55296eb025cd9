"""Queries whose SQL is built once for a process: to build it often takes longer than to answer it."""

from collections.abc import Callable, Iterable
from copy import copy
from functools import cache

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

# Numbers that stand in for others while a query is built: as large as fits a column for positive numbers.
FIRST_MARK = 2_000_000_000


def rows(build: Callable[..., QuerySet], **given: str | int) -> list:
    """Return what a query finds, related objects and annotations included.

    Args:
        build: makes the query from texts and numbers named as in ``given``. Marks stand in for them: it may only pass
            them on to the database, not look at them.

    Raises:
        ValueError: if a mark does not reach the database as it is, as in ``startswith`` of a plain text.
    """
    marks = _marks(given)
    query, compiler, sql, parameters = _built(build, tuple(marks.items()))
    values = {mark: given[name] for name, mark in marks.items()}
    ready = copy(compiler)
    ready.connection = connections[query.db]
    ready.as_sql = lambda *args, **kwargs: (sql, tuple(values.get(value, value) for value in parameters))
    query = query.all()
    query.query.get_compiler = lambda *args, **kwargs: ready
    return list(query)


def some(name: str, values: Iterable[int]) -> dict[str, int]:
    """Return values to give under numbered names: eight, sixteen and so on, so that few queries do for any number."""
    values = list(values)
    padded = values + values[-1:] * (-len(values) % 8)
    return {f"{name}_{number}": value for number, value in enumerate(padded)}


@cache
def _built(build: Callable[..., QuerySet], marks: tuple) -> tuple[QuerySet, SQLCompiler, str, tuple]:
    query = build(**dict(marks))
    # What the compiler learns while it writes the SQL, such as which columns are whose, holds for each run.
    compiler = query.query.get_compiler(using=query.db)
    sql, parameters = compiler.as_sql()
    # So does what makes values of Python out of its columns.
    converters = compiler.get_converters([column for column, *_more in compiler.select])
    compiler.get_converters = lambda columns: converters
    if lost := [name for name, mark in marks if mark not in parameters]:
        raise ValueError(f"{build.__qualname__} changes what it is given: {', '.join(lost)}")
    return query, compiler, sql, parameters


def _marks(given: dict[str, str | int]) -> dict[str, str | int]:
    """Return what stands in for each value: of the same type, and found again among the query's parameters."""
    return {
        name: FIRST_MARK + number if isinstance(value, int) else f"<{name}>"
        for number, (name, value) in enumerate(given.items())
    }
