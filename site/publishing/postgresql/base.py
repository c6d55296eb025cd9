"""Connections that give up on a silent server: the engine ``publishing.postgresql``.

The server's own ``statement_timeout`` is of no use where the server itself, its disk or the line to it stands still.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.postgresql import base

# In seconds: what a statement gets however late it comes, and for how long nobody else tries to connect.
LEAST = 1.0
REST = 2.0


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits as long as it takes, except within ``patience``."""

    # A server that lets one connection wait lets all wait: known to every thread of this process.
    _rests_until = 0.0
    _until: float | None = None
    _gave_up = False

    @contextmanager
    def patience(self, seconds: float) -> Iterator[None]:
        """Within the block, take a server that has not answered by then for one that is away."""
        self._until, self._gave_up = time.monotonic() + seconds, False
        try:
            yield
        finally:
            self._until, self._gave_up = None, False

    def get_new_connection(self, conn_params):
        if self._gave_up or time.monotonic() < DatabaseWrapper._rests_until:
            raise self.Database.OperationalError("The server has just not answered.")
        try:
            connection = super().get_new_connection(conn_params)
        except self.Database.errors.ConnectionTimeout:
            DatabaseWrapper._rests_until = time.monotonic() + REST
            raise
        connection.wait = _Waiting(self, connection.wait)
        return connection

    def left(self) -> float | None:
        """Return for how many seconds a statement may be waited for; None for ever."""
        return None if self._until is None else max(self._until - time.monotonic(), LEAST)

    def give_up(self) -> None:
        """Close the connection, whose state nobody knows; make no other before the block ends."""
        self._gave_up = True
        self.connection.pgconn.finish()


class _Waiting:
    """How psycopg waits for an answer, but no longer than there is patience for."""

    def __init__(self, wrapper: DatabaseWrapper, wait):
        self.wrapper, self.wait = wrapper, wait

    def __call__(self, answer, *args, timeout=None, **options):
        left = self.wrapper.left()
        if timeout is not None or left is None:
            return self.wait(answer, *args, timeout=timeout, **options)
        until = time.monotonic() + left
        try:
            return self.wait(answer, *args, timeout=left, **options)
        except self.wrapper.Database.OperationalError:
            if time.monotonic() >= until:
                self.wrapper.give_up()
            raise
