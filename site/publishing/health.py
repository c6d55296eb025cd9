"""``/healthz`` and ``/readyz``: for whoever watches over the site. Words alone, nothing about the site's insides.

``/healthz`` says that this process answers; it asks nobody. ``/readyz`` says whether all parts work together. A load
balancer goes by the first: pages are served from the store also while the database is away.
"""

import shutil
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.conf import settings
from django.db import close_old_connections, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from outbox.models import OutgoingMail

from .models import Heartbeat

WORKER = "worker"
# A worker that sends a mail may be silent for as long as an attempt takes.
SILENT_FOR = timedelta(minutes=2)
# A mail is tried again after a minute; one that nobody has tried by then waits for a worker.
LATE_AFTER = timedelta(minutes=15)
LEAST_FREE_BYTES = 50 * 1024 * 1024
# In seconds: how long a check may take, and how long an answer is good for whoever asks again.
PATIENCE = 5.0
GOOD_FOR = 2.0


def beat() -> None:
    """Say that the worker is at work."""
    Heartbeat.objects.update_or_create(name=WORKER, defaults={"at": timezone.now()})


def _database() -> bool:
    # A table of ours: SQLite makes an empty database where there is none.
    return Heartbeat.objects.count() >= 0


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _worker() -> bool:
    return Heartbeat.objects.filter(name=WORKER, at__gt=timezone.now() - SILENT_FOR).exists()


def _disk() -> bool:
    return shutil.disk_usage(settings.VAR_DIR).free > LEAST_FREE_BYTES


def _outbox() -> bool:
    late = OutgoingMail.objects.filter(
        status=OutgoingMail.Status.QUEUED, next_attempt_at__lt=timezone.now() - LATE_AFTER
    )
    return not late.exists()


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "migrations": _migrations,
    "worker": _worker,
    "disk": _disk,
    "outbox": _outbox,
}


class Health:
    """WSGI application that answers for both addresses and lets everything else pass."""

    def __init__(self, application: Callable):
        self.application = application
        self._lock = threading.Lock()
        self._threads: ThreadPoolExecutor | None = None
        self._known: tuple[float, dict[str, bool]] = (0.0, {})

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ.get("PATH_INFO")
        if path == "/healthz":
            return _answer(start_response, {"process": True})
        if path == "/readyz":
            return _answer(start_response, self._state())
        return self.application(environ, start_response)

    def _state(self) -> dict[str, bool]:
        with self._lock:
            until, state = self._known
            if time.monotonic() >= until:
                self._threads = self._threads or ThreadPoolExecutor(1, thread_name_prefix="health")
                try:
                    state = self._threads.submit(_check).result(timeout=PATIENCE)
                except TimeoutError:
                    state = {**dict.fromkeys(CHECKS, False), "disk": _disk()}
                self._known = (time.monotonic() + GOOD_FOR, state)
        return state


def _check() -> dict[str, bool]:
    close_old_connections()
    try:
        return {name: _holds(check) for name, check in CHECKS.items()}
    finally:
        connection.close()


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:
        return False


def _answer(start_response: Callable, state: dict[str, bool]) -> Iterable[bytes]:
    body = "".join(f"{name}: {'ok' if holds else 'failed'}\n" for name, holds in state.items()).encode()
    status = "200 OK" if all(state.values()) else "503 Service Unavailable"
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
    start_response(status, [*headers, ("Content-Length", str(len(body))), ("X-Robots-Tag", "noindex")])
    return [body]
