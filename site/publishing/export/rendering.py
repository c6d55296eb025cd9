"""One answer of the site, as a reader without cookies gets it at the site's own address."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes, urlsplit

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from publishing.store.render import clean_environ

View = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class Answer:
    """What the site answers to one address; names of headers are as Django writes them."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """Return the media type, without what follows it."""
        return self.headers.get("Content-Type", "").split(";")[0].strip()

    @property
    def is_for_all(self) -> bool:
        """Say whether everybody may get this answer from a store; what belongs to one person says otherwise."""
        control = self.headers.get("Cache-Control", "")
        return "private" not in control and "no-store" not in control and "Set-Cookie" not in self.headers


class _Handler(WSGIHandler):
    """Django's own way through the middleware; with a view in hand that one answers, whatever the address."""

    view: View | None = None

    def resolve_request(self, request):
        match = super().resolve_request(request)
        return (self.view, (), {}) if self.view else match


class Renderer:
    """Asks the site in this process. Shares nothing between two addresses but the loaded middleware."""

    def __init__(self):
        self._handler = _Handler()

    def __call__(self, address: str, view: View | None = None) -> Answer:
        """Return the answer to a path with its query, all of it.

        Args:
            address: such as ``/sl/novice/?page=2``.
            view: answers in the place of the view that has this address.
        """
        self._handler.view = view
        head = {}

        def start_response(status: str, headers: list[tuple[str, str]]) -> None:
            head.update(headers, status=status)

        parts = urlsplit(address)
        environ = clean_environ(unquote_to_bytes(parts.path).decode("latin-1"), parts.query)
        with translation.override(None):
            response = self._handler(environ, start_response)
            try:
                body = b"".join(response)
            finally:
                response.close()
        return Answer(status=int(head.pop("status").split()[0]), headers=head, body=body)
