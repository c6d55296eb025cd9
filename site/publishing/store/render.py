"""Makes a page by one clean request to Django: no cookie, no header, no host of whoever asked comes near it."""

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse
from django.urls import set_script_prefix

from .entries import Entry, entry_of
from .keys import is_our_host
from .policy import NOT_KEPT, is_same_for_all, may_keep, parameters_of


class CannotAnswerError(Exception):
    """Django has failed to make a page: there is no database, or a fault."""


@dataclass(frozen=True)
class Made:
    """What came of a request: a page to keep, an answer to send and forget, or neither (ask as the reader does)."""

    entry: Entry | None = None
    answer: HttpResponse | None = None


def clean_environ(path: str, query: str, *, host: str = "") -> dict:
    """Return the environment of a request that nobody in particular makes, at the site's own address."""
    address = urlsplit(settings.SITE_URL)
    host = host or address.netloc
    scheme = "https" if settings.SECURE_SSL_REDIRECT else address.scheme
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": host.partition(":")[0],
        "SERVER_PORT": str(address.port or (443 if scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def _own_host() -> str:
    """Return the site's own name; one that Django takes, where the settings do not agree about it."""
    host = urlsplit(settings.SITE_URL).netloc
    if is_our_host(host):
        return host
    return next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")


def make(handler: WSGIHandler, path: str, query: str, *, token: str, number: int) -> Made:
    """Ask Django for a page.

    Args:
        token, number: of the generation that was current before; what changes meanwhile belongs to the next.

    Raises:
        CannotAnswerError: if the answer is a fault of ours.
    """
    environ = clean_environ(path, query, host=_own_host())
    set_script_prefix("/")
    signals.request_started.send(sender=type(handler), environ=environ)
    request = WSGIRequest(environ)
    try:
        response = handler.get_response(request)
    except Exception as error:
        signals.request_finished.send(sender=type(handler))
        raise CannotAnswerError(type(error).__name__) from error
    # Django ends a request when its response is closed.
    response.close()
    if response.status_code >= 500:
        raise CannotAnswerError(str(response.status_code))
    if may_keep(request, response):
        headers = [(name, value) for name, value in response.items() if name.lower() not in NOT_KEPT]
        known = {"token": token, "number": number, "parameters": parameters_of(request)}
        return Made(entry_of(response.content, headers=headers, **known))
    return Made(answer=response if is_same_for_all(response) else None)
