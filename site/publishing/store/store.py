"""Finds a page or has it made: fresh, or for a moment the previous one, or the last good one if all else is down."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.http import HttpResponse

from .disk import Disk
from .entries import Entry
from .generation import Known, Watch
from .memory import Memory
from .policy import is_page
from .render import CannotAnswerError, Made
from .trouble import Trouble

# How long readers may get the previous page while somebody makes the new one, in seconds.
GRACE = 5.0
# How long they wait for it before: most pages are ready by then.
BRIEFLY = 0.3
# How often somebody who waits for another process looks whether it has done.
STEP = 0.02


@dataclass(frozen=True)
class Found:
    """What a reader gets: a page, or an answer that is not kept."""

    entry: Entry | None = None
    answer: HttpResponse | None = None
    is_current: bool = True
    is_last_good: bool = False


class Store:
    """The pages of one process, and those of its machine.

    Args:
        make: asks Django for a page; see ``render.make``. ``wsgi`` gives it a limit of time, the worker none.
        memory: in bytes; as the settings say where nothing is said.
    """

    def __init__(self, make: Callable[..., Made], *, memory: int | None = None):
        self.make = make
        self.memory = Memory(settings.PAGE_STORE_MEMORY if memory is None else memory)
        self.disk = Disk(settings.PAGE_STORE_FOLDER)
        self.watch = Watch(self._forget_what_is_gone)
        self.trouble = Trouble()

    def start(self) -> None:
        self.watch.start()

    def find(self, path: str, query: str = "", *, form: str = "") -> Found | None:
        """Return what everybody gets at a path, at hand in a form; None if Django has to be asked their way."""
        key = f"{path}?{query}" if query else path
        if entry := self.fresh(key, form):
            return Found(entry)
        if not self.watch.answers or self.trouble.rests(key):
            return self._last_good(key, form)
        lock = self.disk.lock(key)
        if lock is None:
            previous = self._previous(key, form)
            lock = self._wait(key, form, BRIEFLY if previous else GRACE)
            if lock is None:
                entry = self.fresh(key, form)
                if entry or previous:
                    return Found(entry or previous, is_current=bool(entry))
                return None
        with lock:
            return self._make(key, path, query, form)

    def fresh(self, key: str, form: str = "") -> Entry | None:
        """Return a page of the current generation, from memory or from the disk."""
        token = self.watch.known.token
        entry = self.memory.get(key)
        if entry and entry.token != token:
            entry = None
        if entry and entry.has(form):
            return entry
        stored = self._stored(key, form)
        if stored and stored.token == token and token:
            entry = stored.joined(entry)
            self.memory.put(key, entry)
        return entry

    def _at_hand(self, key: str, form: str) -> Entry | None:
        """Return a page of whatever generation."""
        entry = self.memory.get(key)
        return entry if entry and entry.has(form) else self._stored(key, form) or entry

    def _stored(self, key: str, form: str) -> Entry | None:
        return self.disk.load(key, form) if self._may_be_on_disk(key) else None

    def _wait(self, key: str, form: str, seconds: float) -> IO | None:
        """Wait until another process has made a page, then return None; or return the lock when it has not."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            time.sleep(STEP)
            if self.fresh(key, form):
                return None
            if lock := self.disk.lock(key):
                return lock
        return None

    def _make(self, key: str, path: str, query: str, form: str) -> Found | None:
        if entry := self.fresh(key, form):
            return Found(entry)
        known = self.watch.known
        try:
            made = self.make(path, query, token=known.token, number=known.number)
        except (CannotAnswerError, TimeoutError) as error:
            self.trouble.note(key, error)
            if isinstance(error, TimeoutError):
                # It is not the page: whoever comes next shall not wait as long.
                self.watch.answers = False
            self.watch.look_soon()
            return self._last_good(key, form)
        if made.entry:
            self._keep(key, made.entry, known)
            return Found(made.entry)
        self.memory.drop(key)
        if self._may_be_on_disk(key):
            self.disk.drop(key)
        return Found(answer=made.answer) if made.answer else None

    def _keep(self, key: str, entry: Entry, known: Known) -> None:
        """Keep a page unless something has changed since it was begun, or it cannot be known what has."""
        if not known.token or self.watch.known.token != known.token:
            return
        self.memory.put(key, entry)
        if key in (known.live or ()) or ("?" not in key and not is_page(key)):
            self.disk.save(key, entry)

    def _may_be_on_disk(self, key: str) -> bool:
        """Say whether to look there: of queries, only those that our own links lead to are kept.

        Of the page tree, too, only what is live is saved: other spellings of its addresses have no end.
        """
        return "?" not in key or self.watch.known.live is None or key in self.watch.known.live

    def _previous(self, key: str, form: str) -> Entry | None:
        """Return the page as it was, for the moment in which the new one is made; not if something has gone."""
        known = self.watch.known
        if time.monotonic() - known.since > GRACE:
            return None
        entry = self._at_hand(key, form)
        return entry if entry and entry.number >= known.strict else None

    def _last_good(self, key: str, form: str) -> Found | None:
        """Return the last page that Django made, if it may still be shown."""
        known = self.watch.known
        entry = self._at_hand(key, form)
        if entry is None:
            return None
        is_shown = known.live is None or key.partition("?")[0] in known.live or entry.number >= known.strict
        return Found(entry, is_current=False, is_last_good=True) if is_shown else None

    def _forget_what_is_gone(self, known: Known) -> None:
        """Drop what the site no longer has, before anybody knows of the new generation.

        Only what has gone since is looked for on the disk: there may be tens of thousands of pages, and readers wait
        for the change. Whatever else lies there, the worker removes.
        """
        self.disk.lead_to(known.token, asked=known.asked)
        before, live = self.watch.known, known.live or frozenset()
        if before.live is None:
            self.disk.keep_only(lambda path, token: token == known.token or path in live)
        else:
            for path in before.live - live:
                self.disk.drop(path)
        if known.strict != before.strict:
            self.memory.keep_only(lambda key, entry: entry.token == known.token or key in live)
