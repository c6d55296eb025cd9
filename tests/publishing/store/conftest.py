"""The page store as one process has it, in the test's own transaction."""

from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext

from publishing.store.changes import number_changes
from publishing.store.render import clean_environ, make
from publishing.store.wsgi import PageStore


@dataclass
class Answer:
    """What a reader got."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def commit() -> None:
    """Number what a test has changed, as a commit does; its transaction begins anew."""
    number_changes()
    connection.run_on_commit.clear()


class Reader:
    """Asks the site by WSGI, as gunicorn does; counts how often Django made a page for the store."""

    def __init__(self, folder):
        self.handler = WSGIHandler()
        self.handler.load_middleware()
        self.site = PageStore(self.handler)
        self.store = self.site.store
        self.store.disk = type(self.store.disk)(folder)
        self.store.make = self.make
        self.site._is_started = True
        self.made: list[str] = []

    def make(self, path, query, **generation):
        self.made.append(f"{path}?{query}" if query else path)
        return make(self.handler, path, query, **generation)

    def get(self, path: str, *, query: str = "", method: str = "GET", **headers: str) -> Answer:
        environ = {**clean_environ(path, query), "REQUEST_METHOD": method, "HTTP_HOST": "testserver"}
        environ |= {"wsgi.url_scheme": "http", **headers}
        got = SimpleNamespace()

        def start_response(status, headers, exc_info=None):
            got.status, got.headers = int(status.split()[0]), headers

        body = b"".join(self.site(environ, start_response))
        return Answer(got.status, dict(got.headers), body)

    def notice(self) -> None:
        """Let the process see what has changed, as it would within half a second."""
        commit()
        self.store.watch.look()

    @contextmanager
    def without_queries(self):
        with CaptureQueriesContext(connection) as queries:
            yield
        assert not queries.captured_queries


@pytest.fixture
def reader(db, settings, tmp_path):
    """A process with a store of its own, which knows the generation."""
    settings.PAGE_STORE_FOLDER = settings.STATIC_ROOT = tmp_path
    # As Django's own test client does: the connection is the test's.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    reader = Reader(tmp_path)
    reader.notice()
    yield reader
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def other_reader(reader, tmp_path):
    """Another process of the same machine."""
    other = Reader(tmp_path)
    other.notice()
    return other
