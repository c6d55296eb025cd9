"""Stands before Django: answers from the page store what it can, and lets everything else pass."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from . import keys
from .entries import Entry
from .policy import is_public
from .reads import Reads
from .render import Made, make
from .serving import keeping_private, send, send_response
from .store import Found, Store

# How long a reader waits for Django before the last good page is served, in seconds.
PATIENCE = 4.0
THREADS = 4


class PageStore:
    """The site's WSGI application."""

    def __init__(self, application: WSGIHandler):
        self.application = application
        self.store = Store(self._make_in_time)
        self.reads = Reads(settings.PAGE_STORE_FOLDER)
        self._cookie = f"{settings.SESSION_COOKIE_NAME}="
        self._needs_tls = settings.SECURE_SSL_REDIRECT
        self._is_started = False
        self._starting = threading.Lock()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if not self.is_from_anybody(environ):
            if self._cookie in environ.get("HTTP_COOKIE", ""):
                start_response = keeping_private(start_response)
            return self.application(environ, start_response)
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        form = keys.encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if not query and (entry := self.at_hand(path, form)):
            self.reads.note(path)
            return send(entry, form, environ, start_response)
        if not (keys.is_storable_path(path) and is_public(path)):
            return self.application(environ, start_response)
        found = self._find(path, query, form)
        if found is None:
            return self.application(environ, start_response)
        if found.entry is None:
            return send_response(found.answer, environ, start_response)
        self.reads.note(path)
        how = {"is_current": found.is_current, "is_last_good": found.is_last_good}
        return send(found.entry, form, environ, start_response, **how)

    def at_hand(self, path: str, form: str) -> Entry | None:
        """Return a page without asking anybody: it is current, in memory or on disk. By far the most frequent way."""
        if path in self.store.memory or path in (self.store.watch.known.live or ()):
            return self.store.fresh(path, form)
        return None

    def is_from_anybody(self, environ: dict) -> bool:
        """Say whether a request is one that anybody could make: only such are answered from the store."""
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and (self._cookie not in environ.get("HTTP_COOKIE", "") or not self.store.watch.answers)
            and "HTTP_AUTHORIZATION" not in environ
            and not environ.get("SCRIPT_NAME")
            and keys.is_our_host(environ.get("HTTP_HOST", ""))
            and (not self._needs_tls or _is_secure(environ))
        )

    def _find(self, path: str, query: str, form: str) -> Found | None:
        self._start()
        found = self.store.find(path, form=form)
        if not query or found is None:
            return found
        if found.entry is None:
            # A redirect may go by the whole address.
            return None
        if query := keys.reduced_query(query, found.entry.parameters):
            return self.store.find(path, query, form=form)
        return found

    def _start(self) -> None:
        """Start the threads in the process that answers, not in the one from which it was forked."""
        if not self._is_started:
            with self._starting:
                if not self._is_started:
                    self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="page")
                    self.store.start()
                    self.reads.start()
                    self._is_started = True

    def _make_in_time(self, path: str, query: str, **generation) -> Made:
        work = partial(make, self.application, path, query, **generation)
        return self._threads.submit(work).result(timeout=PATIENCE)


def _is_secure(environ: dict) -> bool:
    """Say whether the reader came by TLS, as Django would."""
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        if name in environ:
            return environ[name].split(",")[0].strip() == value
    return environ.get("wsgi.url_scheme") == "https"


def with_store(application: WSGIHandler) -> WSGIHandler | PageStore:
    """Put the page store before an application, where the settings say so."""
    return PageStore(application) if settings.PAGE_STORE else application
