"""What the page store has at hand, as ASGI wants it: sent by the event loop itself, without a thread.

Most requests end here. So nothing is done but to look: the page is in memory, or a file away.
"""

from functools import lru_cache

from django.conf import settings

from .entries import Entry
from .keys import encoding_for
from .serving import NOT_IN_304, cache_control, has_it
from .wsgi import PageStore

# Of a request's headers, all that the store looks at.
NAMES = ("HTTP_HOST", "HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_ACCEPT_ENCODING")
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
NO_BODY = {"type": "http.response.body", "body": b""}


class AtOnce:
    """Answers what a page store has at hand."""

    def __init__(self, site: PageStore):
        self.site = site
        names = [*NAMES, *CONDITIONS, *(settings.SECURE_PROXY_SSL_HEADER or ())[:1]]
        self.names = {name.removeprefix("HTTP_").replace("_", "-").lower().encode(): name for name in names}

    def __call__(self, scope: dict) -> tuple[dict, dict] | None:
        """Return the two messages of an answer; None if somebody else has to see to it."""
        if scope["query_string"] or scope["root_path"]:
            return None
        environ = {"REQUEST_METHOD": scope["method"], "wsgi.url_scheme": scope["scheme"]}
        for name, value in scope["headers"]:
            if (known := self.names.get(name)) is not None:
                if known in environ:
                    return None
                environ[known] = value.decode("latin-1")
        if not self.site.is_from_anybody(environ):
            return None
        path, form = scope["path"], encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        entry = self.site.at_hand(path, form)
        if entry is None:
            return None
        self.site.reads.note(path)
        return _answer(entry, form, environ)


def _answer(entry: Entry, form: str, environ: dict) -> tuple[dict, dict]:
    start, body = entry.ready.get(form) or _make_ready(entry, form)
    if (CONDITIONS[0] in environ or CONDITIONS[1] in environ) and has_it(entry, environ):
        headers = [one for one in start["headers"] if one[0].decode() not in NOT_IN_304]
        return {**start, "status": 304, "headers": headers}, NO_BODY
    return start, body if environ["REQUEST_METHOD"] == "GET" else NO_BODY


def _make_ready(entry: Entry, form: str) -> tuple[dict, dict]:
    headers, body = entry.answer(form)
    headers = [_as_bytes(*header) for header in (*headers, cache_control(is_shared=True))]
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    entry.ready[form] = start, {"type": "http.response.body", "body": body}
    return entry.ready[form]


@lru_cache(maxsize=256)
def _as_bytes(name: str, value: str) -> tuple[bytes, bytes]:
    return name.lower().encode("latin-1"), value.encode("latin-1")
