"""Makes pages anew in the worker, most read first, so that few readers meet one that is not ready."""

import logging
import os
import threading
import time
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from .generation import Known
from .live import fixed_paths
from .purging import Purger
from .reads import Reads
from .render import make
from .store import Store

logger = logging.getLogger(__name__)

PAUSE = 0.2
PAUSE_AFTER_ERROR = 3.0
# Readers come first: the system gives this thread what others leave. Between services it may not, so the thread rests
# twice as long as it worked where it had to wait for a processor for more than this part of it.
NICENESS = 10
CROWDED = 0.1
REST = 2.0


class Background:
    """A thread of the worker that keeps every public page of this machine's store up to date."""

    def __init__(self, store: Store | None = None):
        self.store = store or _store_of_worker()
        self.reads = Reads(settings.PAGE_STORE_FOLDER)
        self.purger = Purger()
        self.done = ""
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="pages")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()

    def _run(self) -> None:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
        self.store.start()
        while not self._stopping.is_set():
            try:
                self.work()
                self._stopping.wait(PAUSE)
            except Exception as error:
                logger.error("Pages cannot be made in the background: %s", type(error).__name__)
                self._stopping.wait(PAUSE_AFTER_ERROR)

    def work(self) -> None:
        """Make what is not ready of the current generation; begin anew as soon as there is a newer one."""
        known = self.store.watch.known
        if not known.token or not self.store.watch.answers:
            return
        self.purger.look(known, stored=self.store.disk)
        if known.token == self.done:
            return
        began = time.monotonic()
        ready = self._ready(known)
        waiting = self.reads.most_first({*(known.live or ()), *fixed_paths()} - ready)
        # Lists behind a query come last.
        for path in sorted(waiting, key=lambda path: "?" in path):
            if self._stopping.is_set() or self.store.watch.known is not known:
                return
            before = spent()
            self.store.find(*path.split("?"))
            self._give_way(before)
        self.store.disk.tidy()
        self.done = known.token
        logger.info("Generation %s is ready after %.1f s.", known.number, time.monotonic() - began)

    def _give_way(self, before: tuple[int, int]) -> None:
        worked, waited = (now - then for now, then in zip(spent(), before, strict=True))
        if waited > CROWDED * worked:
            self._stopping.wait(REST * worked / 1e9)

    def _ready(self, known: Known) -> set[str]:
        """Return what is on disk already, and show it; remove what no process could know to have gone."""
        ready, disk = set(), self.store.disk
        for path, token in disk.paths():
            if token == known.token:
                if settings.PAGE_STORE_FILES and (entry := disk.load(path)):
                    disk.show(path, entry)
                ready.add(path)
            elif path not in (known.live or ()):
                disk.drop(path)
        return ready


def spent() -> tuple[int, int]:
    """Return the nanoseconds that this thread has worked, and waited for a processor; zeros where nobody counts."""
    try:
        worked, waited, _turns = Path("/proc/thread-self/schedstat").read_text().split()
        return int(worked), int(waited)
    except (OSError, ValueError):
        return 0, 0


def _store_of_worker() -> Store:
    handler = WSGIHandler()
    handler.load_middleware()
    # Nobody reads from the worker's memory.
    return Store(partial(make, handler), memory=0)
